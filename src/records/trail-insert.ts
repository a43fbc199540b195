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
  const told = plan.root.is === "any"
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
