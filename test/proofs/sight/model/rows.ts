/** The rows of the base tables as they lie there: plain objects, moments as the text that PostgreSQL writes in UTC. */
export interface Row {
  readonly id: string
  readonly [column: string]: any
}
export interface Term {
  readonly valid_from: string
  readonly valid_until: string | null
}
export interface Employee extends Row {
  readonly role: string
  readonly active: boolean
  readonly until: string | null
}
export interface Membership extends Row, Term {
  readonly employee_id: string
  readonly team_id: string
}
export interface Clearance extends Row, Term {
  readonly employee_id: string
  readonly kind: string | null
  readonly category: string | null
}
export interface EmployeeTerm extends Row, Term {
  readonly employee_id: string
  readonly role: string
}
export interface Dossier extends Row {
  readonly kind: string
  readonly restricted: boolean
  readonly home_id: string | null
  readonly team_id: string
}
export interface Grant extends Row, Term {
  readonly case_id: string
  readonly principal_id: string
  readonly level: number
  readonly route: string
}
export interface Confidentiality extends Row {
  readonly case_id: string
  readonly ended_at: string | null
  readonly review_at: string
}
export interface Restriction extends Row, Term {
  readonly case_id: string
}
export interface Block extends Row, Term {
  readonly employee_id: string
  readonly against: string
  readonly person_id: string | null
  readonly home_id: string | null
}
/** What hangs under a case: a party, an entry of its journal, a task. */
export interface Item extends Row {
  readonly case_id: string
  readonly category: string
}
export interface Person extends Row {
  readonly home_id: string | null
}
export interface Notice extends Row {
  readonly employee_id: string
  readonly case_id: string | null
}
export interface Sight extends Row {
  readonly event_id: string
  readonly position: number
  readonly case_ids: readonly string[]
  readonly party_ids: readonly string[]
  /** References of the trail, as they stand with the persons. */
  readonly person_ids: readonly string[]
  readonly categories: readonly string[]
  readonly action: string
}

/** The types of the schema that have rows, and their tables. */
export const tableOf = {
  Employee: "employee",
  Team: "team",
  FormerName: "former_name",
  Membership: "team_membership",
  Clearance: "clearance",
  Case: "case_file",
  Grant: "case_grant",
  Restriction: "case_restriction",
  Confidentiality: "case_confidentiality",
  Block: "block",
  Party: "party",
  JournalEntry: "journal_entry",
  Task: "task",
  Home: "home",
  Person: "person",
  Notice: "notice",
  Emergency: "emergency",
  ReviewItem: "review_item",
  ReviewAccess: "review_access",
  TrailEvent: "trail_event",
  TrailSight: "trail_sight",
  TrailHead: "trail_checkpoint",
  TrailReach: "trail_by_case",
  Setting: "trail_setting",
  TrailExport: "export_job",
} as const
export type TypeName = keyof typeof tableOf
export const typeNames = Object.keys(tableOf) as TypeName[]
