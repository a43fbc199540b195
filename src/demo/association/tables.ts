import type { Association } from "./association"
import { instant } from "./calendar"
import { caseRows } from "./cases"
import type { Rows } from "./copy"
import { entryRows } from "./entries"
import { grantRows } from "./grants"
import { homeRows, personRows } from "./homes"
import { partyRows } from "./parties"
import type { Term } from "./staff"
import { taskRows } from "./tasks"

interface Source {
  readonly table: string
  /** In the order of the values of the rows. */
  readonly columns: string
  readonly rows: (a: Association) => Rows
}

const termRows = <T>(terms: readonly Term<T>[], what: (it: T) => readonly (string | null)[]) =>
  terms.map(({ id, who, what: it, from, until }) => {
    return [id, who.id, ...what(it), instant(from), until === null ? null : instant(until)]
  })

/** What does not grow with the number of cases. */
export const staffTables = {
  teams: {
    table: "team",
    columns: "id, name, district",
    rows: ({ staff }) => staff.teams.map(({ id, name, district }) => [id, name, district]),
  },
  employees: {
    table: "employee",
    columns: "id, subject, name, role, active, until",
    rows: ({ staff }) =>
      staff.colleagues.map(({ id, subject, name, role, active, until }) => {
        return [id, subject, name, role, active, until === undefined ? null : instant(until)]
      }),
  },
  terms: {
    table: "employee_term",
    columns: "id, employee_id, role, valid_from",
    rows: ({ staff }) =>
      staff.colleagues.filter(({ active }) => active).map(({ id, role, since }) => [id, id, role, instant(since)]),
  },
  memberships: {
    table: "team_membership",
    columns: "id, employee_id, team_id, valid_from, valid_until",
    rows: ({ staff }) => termRows(staff.memberships, ({ id }) => [id]),
  },
  clearances: {
    table: "clearance",
    columns: "id, employee_id, kind, category, valid_from, valid_until",
    rows: ({ staff }) => termRows(staff.clearances, (what) => (what === "REPORTER" ? [null, what] : [what, null])),
  },
} satisfies Record<string, Source>

/** What does, in the order of who refers to whom. The generated columns are the database's own. */
export const largeTables = {
  homes: {
    table: "home",
    columns: "id, unit_number, street, house_number, postcode, city, district",
    rows: homeRows,
  },
  persons: {
    table: "person",
    columns: "id, source, initials, surname, birth_date, phone, email, home_id",
    rows: personRows,
  },
  cases: {
    table: "case_file",
    columns: `id, reference, kind, title, description, vera_type, vera_detail, home_id, purpose, legal_basis, balancing_note,
      health_ground, criminal_ground, status, outcome, team_id, assignee_id, opened_by, opened_at, finished_at, closed_at, changed_at, version`,
    rows: caseRows,
  },
  grants: {
    table: "case_grant",
    columns:
      "id, case_id, kind, restricted, opened_at, principal_id, level, route, valid_from, valid_until, ended_at, granted_by",
    rows: grantRows,
  },
  parties: {
    table: "party",
    columns: "id, case_id, role, name, phone, email, person_id, employee_id, added_by, added_at",
    rows: partyRows,
  },
  entries: {
    table: "journal_entry",
    columns: "id, case_id, type, category, body, occurred_on, author_id, added_at",
    rows: entryRows,
  },
  tasks: {
    table: "task",
    columns:
      "id, case_id, category, title, due_on, assignee_id, added_by, added_at, completed_at, completed_by, version",
    rows: taskRows,
  },
} satisfies Record<string, Source>

export const tables: Readonly<Record<keyof typeof staffTables | keyof typeof largeTables, Source>> = {
  ...staffTables,
  ...largeTables,
}
