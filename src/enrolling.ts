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
}

/**
 * Adds an employee, or makes the one with that subject as described: terms that no longer hold are ended, never deleted.
 * The employee's id. @throws pg.DatabaseError for a role or kind that does not exist
 */
export async function enrol(ownerUrl: string, enrolment: Enrolment): Promise<string> {
  const { subject, name, role, team = [], district = "-", cleared = [], disabled = false } = enrolment
  const database = new pg.Client({ connectionString: ownerUrl })
  await database.connect()
  try {
    await database.query("begin")
    const { rows } = await database.query<{ id: string }>(
      `insert into employee (id, subject, name, role, active) values ($1, $2, $3, $4, $5)
       on conflict (subject) do update set name = excluded.name, role = excluded.role, active = excluded.active returning id`,
      [randomUUID(), subject, name, role, !disabled],
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
      "update clearance set valid_until = now() where employee_id = $1 and valid_until is null and kind <> all ($2::text[])",
      [id, cleared],
    )
    await database.query(
      `insert into clearance (employee_id, kind) select $1, unnest($2::text[])
       on conflict (employee_id, kind) where valid_until is null do nothing`,
      [id, cleared],
    )
    await database.query("commit")
    return id
  } finally {
    await database.end()
  }
}
