import type { EntityManager } from "typeorm"
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
  /** The moment of the request; one for all that it writes. */
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

const text = `insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, case_ids, party_ids,
  person_ids, types, categories, grant_ids)
select s.event_id, 0, $1::text, $2::text, $3::text, $4::smallint, $5::text, $6::uuid[], $7::uuid[], trail_references($8::uuid[]), $9::text[], $10::text[],
  array(select g.id from case_grant g where g.case_id = any($6::uuid[]) union select unnest($11::uuid[]))
from scope s where s.xact = pg_current_xact_id_if_assigned()`

/** The line of the trail for what a verb touched. */
export function touchedPart({ cases, parties, persons, types, categories, grants }: Touched, look: Look): Part {
  const ids = (set: ReadonlySet<string>): string => arrayTextOf("uuid", [...set])
  const { field, action, activity, version, purpose } = look
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
    ],
  }
}
