import { escapeLiteral } from "pg"
import { type ActivityName, activities } from "./activities"

/** What goes into each column of a line of the trail, as SQL. */
export interface Line {
  /** The header that it belongs to: that of this transaction, unless another is given. */
  readonly event?: string
  readonly position: string
  readonly field: string
  readonly action: string
  readonly activity: string
  readonly version: string
  readonly purpose: string
  readonly legalBasis: string
  readonly cases: string
  readonly parties: string
  /** References of the trail, not ids of the registry. */
  readonly persons: string
  readonly types: string
  readonly categories: string
  readonly grants?: string
  readonly employees?: string
}

/** The header of this transaction. */
const ownHeader = "(select s.event_id from scope s where s.xact = pg_current_xact_id_if_assigned())"

/**
 * The statement that writes lines of the trail: here its columns are named, for whoever reads, changes, exports or enrols. One line is
 * written elsewhere: by `lapse_confidentiality`, a function of the database that runs as its owner. It alone knows which cases it found,
 * and their event is one of its own, to which the role of the job that calls it may add nothing. A spec holds that there is no other.
 */
export function lineInsert(line: Line, from?: string): string {
  const { event = ownHeader, position, field, action, activity, version, purpose, legalBasis } = line
  const { cases, parties, persons, types, categories, grants = "'{}'", employees = "'{}'" } = line
  const values = [
    ...[event, position, field, action, activity, version, purpose, legalBasis],
    ...[cases, parties, persons, types, categories, grants, employees],
  ]
  return `insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, legal_basis, case_ids, party_ids, person_ids, types, categories, grant_ids, employee_ids)
select ${values.join(", ")}${from === undefined ? "" : ` from ${from}`}`
}

/** What a line says of its processing activity, as constants of the statement. */
export function activityOf(name: ActivityName): Pick<Line, "activity" | "version" | "purpose" | "legalBasis"> {
  const { version, purpose, legalBasis } = activities[name]
  return {
    activity: escapeLiteral(name),
    version: String(version),
    purpose: escapeLiteral(purpose),
    legalBasis: escapeLiteral(legalBasis),
  }
}
