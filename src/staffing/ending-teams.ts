import type pg from "pg"
import { recordOperation } from "../audit"
import { OperatorError } from "../platform/operator-error"
import { inParts } from "./parts"
import { oneAtATime } from "./session"
import { StaffError } from "./staff-error"
import { type Team, getTeam } from "./team"
import { ending, lasts } from "./terms"
import { traced } from "./teams"

/** What a command came to: what it says, and whether it did what it is for. */
export interface Ended {
  readonly lines: readonly string[]
  readonly done: boolean
}

interface Hanging {
  readonly members: number
  readonly running: number
  readonly closed: number
}

/** Ends a team on which nothing hangs any more. What still does is told, and stands in the trail as a look. */
export async function endTeam(ownerUrl: string, given: string): Promise<Ended> {
  return await oneAtATime(ownerUrl, async (database) => {
    const team = await getTeam(database, "the team", given)
    await hold(database, team)
    const { members, running, closed } = await hangingOn(database, team)
    if (members + running + closed === 0) {
      await close(database, team)
      await traced(database, "team end", ["team.ended"])
      return { lines: [`team: ${team.name} → ended`], done: true }
    }
    await traced(database, "team end", ["staff.viewed"], ["Case", "Membership", "Team"])
    const hanging = `members: ${members}, running cases: ${running}, cases that are done: ${closed}`
    return {
      lines: [`${team.name} is not ended. It has ${hanging}. \`team merge\` takes them to another team.`],
      done: false,
    }
  })
}

/** Brings the people and the cases of a team to another, and ends it: all of it, or nothing. */
export async function mergeTeams(ownerUrl: string, given: string, into: string): Promise<string[]> {
  return await oneAtATime(ownerUrl, async (database) => {
    const team = await getTeam(database, "the team", given)
    const other = await getTeam(database, "--into", into)
    if (team.id === other.id) throw new StaffError("--into: a team is merged into another one.")
    const cases = await moveCases(database, team, other)
    await hold(database, team)
    await refuseLatecomers(database, team)
    const members = await moveMembers(database, team, other)
    await close(database, team, other)
    await traced(database, "team merge", ["team.merged", "team.ended", "membership.ended", "membership.begun"], ["Membership", "Team"], members) // prettier-ignore
    return [
      `team: ${team.name} → ended, merged into ${other.name}`,
      `members: ${members.length} went to ${other.name}`,
      `cases: ${cases} went to ${other.name}`,
    ]
  })
}

/** Whoever is about to give a case to the team is waited for, and waits; cases are held before it, as by whoever hands them over. */
const hold = (database: pg.Client, { id }: Team): Promise<unknown> =>
  database.query("select from team where id = $1 for update", [id])

async function hangingOn(database: pg.Client, { id }: Team): Promise<Hanging> {
  const { rows } = await database.query<Hanging>(
    `select (select count(*)::int from team_membership m where m.team_id = $1 and ${lasts("m")}) as members,
       count(*) filter (where closed_at is null)::int as running, count(closed_at)::int as closed from case_file where team_id = $1`,
    [id],
  )
  return rows[0] ?? { members: 0, running: 0, closed: 0 }
}

/** Those that are done go too: one that is taken up again needs a team. Grants follow from the case, by the database. How many. */
async function moveCases(database: pg.Client, team: Team, other: Team): Promise<number> {
  const { rows } = await database.query<{ id: string }>(
    "select id from case_file where team_id = $1 order by id for no key update",
    [team.id],
  )
  const all = rows.map(({ id }) => id)
  await database.query(
    "update case_file set team_id = $2, changed_at = now(), version = version + 1 where id = any ($1::uuid[])",
    [all, other.id],
  )
  for (const cases of inParts(all))
    if (cases.length)
      await recordOperation(database, {
        ...{ command: "team merge", activity: "case-handling", actions: ["case.handed_over"], types: ["Case"], cases },
      })
  return all.length
}

/** A case that came to the team after its cases were held: waiting for it while the team is held could be waiting for each other. */
async function refuseLatecomers(database: pg.Client, team: Team): Promise<void> {
  const { running, closed } = await hangingOn(database, team)
  if (running + closed) throw new OperatorError("A case came to the team meanwhile. Nothing was changed; run it again.")
}

/** From now on, or from when they were to begin; until when they were to last. Whom. */
async function moveMembers(database: pg.Client, team: Team, other: Team): Promise<string[]> {
  await database.query(
    `insert into team_membership (employee_id, team_id, valid_from, valid_until)
       select m.employee_id, $2, greatest(now(), m.valid_from), m.valid_until from team_membership m
         where m.team_id = $1 and ${lasts("m")} and not exists (select from team_membership o where o.employee_id = m.employee_id
           and o.team_id = $2 and (o.valid_until is null or o.valid_until >= m.valid_until))
       on conflict (employee_id, team_id) where valid_until is null do nothing`,
    [team.id, other.id],
  )
  const { rows } = await database.query<{ id: string }>(
    `update team_membership m set ${ending("m")} where m.team_id = $1 and ${lasts("m")} returning m.employee_id as id`,
    [team.id],
  )
  return [...new Set(rows.map(({ id }) => id))]
}

const close = (database: pg.Client, { id }: Team, into?: Team): Promise<unknown> =>
  database.query("update team set ended_at = now(), merged_into = $2 where id = $1", [id, into?.id ?? null])
