import { randomUUID } from "node:crypto"
import type { BenchDatabase } from "./database"
import type { Person } from "./work"

/** How many cases exist for whom: the one for a busy team, the other for a small one. */
export const few = 50
const many = 25_000

/**
 * Two consultants, each alone in a team: one with few cases, one with many, half of them assigned to herself, the others to nobody.
 * Made once in a database, out of cases that others had before.
 */
export async function benchActorsIn({ admin }: BenchDatabase): Promise<Person[]> {
  const { rows } = await admin.query<{ count: string }>("select count(*) from case_file")
  const most = Math.min(many, Math.floor(Number(rows[0]?.count) / 4))
  return [
    await actor(admin, { name: "Bench Veel", cases: most, assigned: most / 2 }),
    await actor(admin, { name: "Bench Weinig", cases: few, assigned: few }),
  ]
}

interface Wanted {
  readonly name: string
  readonly cases: number
  readonly assigned: number
}

async function actor(admin: BenchDatabase["admin"], { name, cases, assigned }: Wanted): Promise<Person> {
  const known = await admin.query<Person>(
    `select e.id, e.subject, e.role, m.team_id as "teamId" from employee e join team_membership m on m.employee_id = e.id where e.name = $1`,
    [name],
  )
  if (known.rows[0]) return known.rows[0]
  const person = { id: randomUUID(), subject: randomUUID(), role: "CONSULTANT", teamId: randomUUID() }
  const { id, subject, role, teamId } = person
  await admin.query("insert into employee (id, subject, name, role) values ($1, $2, $3, $4)", [id, subject, name, role])
  await admin.query("insert into team (id, name, district) values ($1, $2, '-')", [teamId, `Team ${name}`])
  await admin.query("insert into team_membership (employee_id, team_id) values ($1, $2)", [id, teamId])
  await admin.query(
    "insert into clearance (employee_id, kind) select $1, unnest('{NUISANCE,FRAUD,ADAPTATION,SAFETY}'::text[])",
    [id],
  )
  // Spread over all the years; the triggers let the grants follow.
  await admin.query(
    `update case_file c set team_id = $1, assignee_id = case when chosen.n <= $3 then $2::uuid else c.assignee_id end
       from (select id, row_number() over (order by md5(id::text)) n from case_file where team_id not in
         (select id from team where name like 'Team Bench%') order by md5(id::text) limit $4) chosen
       where c.id = chosen.id`,
    [teamId, id, assigned, cases],
  )
  await admin.query("vacuum analyze case_file, case_grant, employee, team, team_membership, clearance, employee_term")
  return person
}
