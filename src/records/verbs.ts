import type { EntityManager } from "typeorm"
import { activities } from "../audit/activities"
import { lineInsert } from "../audit/line"
import type { Ability } from "../permissions/sentences"
import type { Employee } from "../permissions/actor"
import { type Part, nameOf } from "../platform/database/statements"
import { arrayTextOf } from "./binds"
import type { Right } from "./traced"
import type { Look } from "./trail-insert"

/** What a verb works in: an open transaction, its actor, and the list of what it touched. A write outside one does not compile. */
export interface Tx {
  readonly manager: EntityManager
  readonly actor: Employee
  readonly ability: Ability
  /** What the mutation does, as its field names it: what the role is asked with the record that is found. */
  readonly right: Right
  /** The moment of the transaction by the database's clock; one for all that it writes. */
  readonly now: Date
  readonly touched: Touched
}

/** The records that a verb found or wrote: the trail names them, whether the verb succeeds or refuses. */
export interface Touched {
  readonly types: Set<string>
  readonly cases: Set<string>
  readonly parties: Set<string>
  readonly persons: Set<string>
  readonly categories: Set<string>
  /** By which grants the actor came to the case: asked when it is locked, because the verb may end them. */
  readonly grants: Set<string>
  /** Whose rights or sessions it changed. */
  readonly employees: Set<string>
}

/** What a verb answers: the ids of the records that its payload shows, by field, and what it tells besides. */
export interface Done {
  readonly told?: Readonly<Record<string, object>>
  /** What was done stands, whatever becomes of showing it. */
  readonly settled?: true
  readonly [field: string]: string | true | Readonly<Record<string, object>> | undefined
}

/** A domain function that changes something. */
export type Verb<Input> = (tx: Tx, input: Input) => Promise<Done>

const text = lineInsert({
  position: "0",
  field: "$1::text",
  action: "$2::text",
  activity: "$3::text",
  version: "$4::smallint",
  purpose: "$5::text",
  cases: "$6::uuid[]",
  parties: "$7::uuid[]",
  persons: "trail_references($8::uuid[])",
  types: "$9::text[]",
  categories: "$10::text[]",
  grants: "array(select g.id from case_grant g where g.case_id = any($6::uuid[]) union select unnest($11::uuid[]))",
  legalBasis: "$12::text",
  employees: "$13::uuid[]",
})

/** The line of the trail for what a verb touched. */
export function touchedPart(touched: Touched, look: Look): Part {
  const { cases, parties, persons, types, categories, grants, employees } = touched
  const ids = (set: ReadonlySet<string>): string => arrayTextOf("uuid", [...set])
  const { field, action, activity } = look
  const { version, purpose, legalBasis } = activities[activity]
  return {
    name: nameOf(text),
    text,
    values: [
      field,
      action,
      activity,
      String(version),
      purpose,
      ids(cases),
      ids(parties),
      ids(persons),
      arrayTextOf("text", [...types]),
      arrayTextOf("text", [...categories]),
      ids(grants),
      legalBasis,
      ids(employees),
    ],
  }
}
