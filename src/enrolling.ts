import { randomUUID } from "node:crypto"
import pg from "pg"

export interface Enrolment {
  subject: string
  name: string
  role: string
  team?: string[]
  district?: string
  cleared?: string[]
  disabled?: boolean
  /** Until when she may sign in; an external auditor has an end. */
  until?: string
  /** The unit (VHE-nummer) where she lives, and who she is as a tenant, where she told so. */
  livesAt?: string
  person?: string
}

/** What was said of an employee does not fit what is known. */
export class EnrolmentError extends Error {}

/** Categories of data that are cleared for by themselves, in whatever kind of case. */
const clearedCategories = ["HEALTH", "CRIMINAL", "POLICE", "REPORTER"]

/**
 * Adds an employee, or makes the one with that subject as described: terms that no longer hold are ended, never deleted.
 * The employee's id.
 * @throws pg.DatabaseError for a role, a kind or a person that does not exist
 * @throws EnrolmentError for a unit that does not
 */
export async function enrol(ownerUrl: string, enrolment: Enrolment): Promise<string> {
  const {
    subject,
    name,
    role,
    team = [],
    district = "-",
    cleared = [],
    disabled = false,
    until,
    livesAt,
    person,
  } = enrolment
  const database = new pg.Client({ connectionString: ownerUrl })
  await database.connect()
  try {
    await database.query("begin")
    const { rows } = await database.query<{ id: string }>(
      `insert into employee (id, subject, name, role, active, until, home_id, person_id) values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (subject) do update set name = excluded.name, role = excluded.role, active = excluded.active,
         until = excluded.until, home_id = excluded.home_id, person_id = excluded.person_id returning id`,
      [randomUUID(), subject, name, role, !disabled, until ?? null, await homeOf(database, livesAt), person ?? null],
    )
    const id = rows[0]?.id ?? ""
    for (const each of team) {
      await database.query("insert into team (id, name, district) values ($1, $2, $3) on conflict (name) do nothing", [
        randomUUID(),
        each,
        district,
      ])
    }
    await database.query(
      `update team_membership m set valid_until = now() from team t
        where m.team_id = t.id and m.employee_id = $1 and m.valid_until is null and t.name <> all ($2::text[])`,
      [id, team],
    )
    await database.query(
      `insert into team_membership (employee_id, team_id) select $1, t.id from team t where t.name = any ($2::text[])
       on conflict (employee_id, team_id) where valid_until is null do nothing`,
      [id, team],
    )
    await database.query(
      "update clearance set valid_until = now() where employee_id = $1 and valid_until is null and coalesce(kind, category) <> all ($2::text[])",
      [id, cleared],
    )
    await database.query(
      `insert into clearance (employee_id, kind, category)
       select $1, case when not c.category then c.what end, case when c.category then c.what end
         from (select what, what = any ($3::text[]) as category from unnest($2::text[]) what) c
       on conflict (employee_id, kind, category) where valid_until is null do nothing`,
      [id, cleared, clearedCategories],
    )
    await database.query("commit")
    return id
  } finally {
    await database.end()
  }
}

async function homeOf(database: pg.Client, unit: string | undefined): Promise<string | null> {
  if (unit === undefined) return null
  const { rows } = await database.query<{ id: string }>("select id from home where unit_number = $1", [unit])
  if (!rows[0]) throw new EnrolmentError("There is no home with that unit number.")
  return rows[0].id
}
