import type { ActivityName } from "../audit/activities"
import { activityOf, lineInsert } from "../audit/line"
import { namesOf } from "./categories"
import type { Plan } from "./plan"
import type { Seen } from "./seen"
import { literal, textArray } from "./writer"

/** What the trail says of a root field besides what it served: constants of the statement. */
export interface Look {
  readonly field: string
  readonly action: string
  readonly activity: ActivityName
}

/** The line of the trail for what a statement serves, from the same rows in the same statement. */
export function trailInsert(plan: Plan, seen: Seen, look: Look, position: string): string {
  const ids = (what: "case" | "party" | "person"): string => {
    const from = seen[what]
    if (!from) return "'{}'"
    return from.once
      ? `coalesce(answer.seen_${what}, '{}')`
      : `array(select distinct c from unnest(answer.seen_${what}) c where c is not null)`
  }
  const told = plan.root.is === "any" || plan.root.is === "each"
  return lineInsert(
    {
      position,
      field: literal(look.field),
      action: literal(look.action),
      ...activityOf(look.activity),
      cases: ids("case"),
      parties: ids("party"),
      persons: seen.person ? `trail_references(${ids("person")})` : "'{}'",
      types: told ? "answer.types" : textArray(plan.types),
      categories: namesOf(seen.category && "answer.seen_category", told ? [] : plan.categories),
    },
    "answer",
  )
}

/**
 * A line for each of several ids that showed nothing, as each has one that is asked by itself: whoever tries ids is noticed by how many
 * she tries. The line of what was found stands for one of them where nothing was.
 */
export function missedInsert(look: Look, position: string, asked: string): string {
  return lineInsert(
    {
      position: `${position} + n`,
      field: literal(look.field),
      action: literal(look.action),
      ...activityOf(look.activity),
      ...{ cases: "'{}'", parties: "'{}'", persons: "'{}'", types: "'{}'", categories: "'{}'" },
    },
    `answer cross join generate_series(1, ${asked} - greatest(answer.found, 1)) n`,
  )
}
