import type pg from "pg"
import { type Enrolment, clearedCategories } from "./enrolment"
import { getTeams, makeTeam, refuseTaken } from "./team"
import { ending, inForce, lasts } from "./terms"

/** Makes the teams that are said to be new. Their names. */
export async function makeTeams(database: pg.Client, { newTeam = [], district }: Enrolment): Promise<string[]> {
  for (const name of newTeam) {
    await refuseTaken(database, "--new-team", name)
    await makeTeam(database, name, district ?? "-")
  }
  return newTeam
}

/** Ends her memberships where that is said, and begins those that are named. What is ended and named goes on. */
export async function belong(database: pg.Client, id: string, { teams, team = [], newTeam = [] }: Enrolment) {
  const named = await getTeams(database, "--team", [...team, ...newTeam])
  if (teams === false)
    await database.query(
      `update team_membership m set ${ending("m")} where m.employee_id = $1 and ${lasts("m")} and m.team_id <> all ($2::uuid[])`,
      [id, named],
    )
  await database.query(
    `insert into team_membership (employee_id, team_id) select $1, t from unnest($2::uuid[]) t where not exists (
       select from team_membership m where m.employee_id = $1 and m.team_id = t and ${inForce("m")})
     on conflict (employee_id, team_id) where valid_until is null do nothing`,
    [id, named],
  )
}

/** The same of what she is cleared for. */
export async function clear(database: pg.Client, id: string, { clearances, cleared = [] }: Enrolment): Promise<void> {
  if (clearances === false)
    await database.query(
      `update clearance k set ${ending("k")} where k.employee_id = $1 and ${lasts("k")} and coalesce(k.kind, k.category) <> all ($2::text[])`,
      [id, cleared],
    )
  await database.query(
    `insert into clearance (employee_id, kind, category)
       select $1, case when not c.category then c.what end, case when c.category then c.what end
       from (select what, what = any ($3::text[]) as category from unnest($2::text[]) what) c
       where not exists (select from clearance k where k.employee_id = $1 and coalesce(k.kind, k.category) = c.what and ${inForce("k")})
     on conflict (employee_id, kind, category) where valid_until is null do nothing`,
    [id, cleared, clearedCategories],
  )
}
