import type { Plan } from "./plan"
import type { Seen } from "./seen"
import { literal, textArray } from "./writer"

/** What the trail says of a root field besides what it served: constants of the statement. */
export interface Look {
  readonly field: string
  readonly action: string
  readonly activity: string
  readonly version: number
  readonly purpose: string
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
  const fixed = told ? "answer.categories" : textArray(plan.categories)
  const categories = seen.category
    ? `array(select distinct c from unnest(answer.seen_category || ${fixed}) c where c is not null)`
    : fixed
  const values = [
    "(select s.event_id from scope s where s.xact = pg_current_xact_id_if_assigned())",
    position,
    literal(look.field),
    literal(look.action),
    literal(look.activity),
    String(look.version),
    literal(look.purpose),
    ids("case"),
    ids("party"),
    seen.person ? `trail_references(${ids("person")})` : "'{}'",
    told ? "answer.types" : textArray(plan.types),
    categories,
  ]
  return `insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, case_ids, party_ids, person_ids, types, categories) select ${values.join(", ")} from answer`
}
