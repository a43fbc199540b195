import type pg from "pg"
import { recordOperation } from "../audit"
import type { TrailActionName } from "../audit/activities"
import { lineIn } from "./enrolment"
import { oneAtATime } from "./session"
import { tableOf } from "./table"
import { getTeam, makeTeam, refuseTaken } from "./team"
import { lasts } from "./terms"

interface Listed {
  readonly id: string
  readonly name: string
  readonly district: string
  readonly members: number
  /** Running cases. */
  readonly openCases: number
  readonly endedAt: Date | null
  readonly mergedInto: string | null
}

const listing = `select t.id, t.name, t.district, t.ended_at as "endedAt", o.name as "mergedInto",
    (select count(*)::int from team_membership m where m.team_id = t.id and ${lasts("m")}) as members,
    (select count(*)::int from case_file c where c.team_id = t.id and c.closed_at is null) as "openCases"
  from team t left join team o on o.id = t.merged_into where t.ended_at is null or $1 order by t.name, t.ended_at nulls first`

/** The teams; with those that ended too. */
export async function listTeams(ownerUrl: string, { all = false, json = false }): Promise<string[]> {
  const teams = await oneAtATime(ownerUrl, async (database) => {
    const { rows } = await database.query<Listed>(listing, [all])
    await traced(database, "team list", ["staff.listed"], ["Case", "Membership", "Team"])
    return rows
  })
  if (json) return [JSON.stringify(teams, undefined, 2)]
  const rows = teams.map((team) => [
    team.name,
    team.district,
    String(team.members),
    String(team.openCases),
    endOf(team),
  ])
  return tableOf(["team", "district", "members", "open cases", all ? "ended" : ""], rows)
}

const endOf = ({ endedAt, mergedInto }: Listed): string =>
  endedAt ? `${endedAt.toISOString().slice(0, 10)}${mergedInto === null ? "" : `, merged into ${mergedInto}`}` : ""

/** @throws StaffError where there is one of that name already */
export async function addTeam(ownerUrl: string, given: string, district: string): Promise<string[]> {
  const [name, where] = [lineIn("the name", given), lineIn("--district", district)]
  return await oneAtATime(ownerUrl, async (database) => {
    await refuseTaken(database, "the name", name)
    await makeTeam(database, name, where)
    await traced(database, "team make", ["team.made"])
    return [`made the team ${name}`]
  })
}

/** Another name; all else stays, and what happened before is told with the name of then. */
export async function renameTeam(ownerUrl: string, given: string, to: string): Promise<string[]> {
  const name = lineIn("the new name", to)
  return await oneAtATime(ownerUrl, async (database) => {
    const team = await getTeam(database, "the team", given)
    await refuseTaken(database, "the new name", name, team)
    const same = team.name === name
    if (!same) await database.query("update team set name = $2 where id = $1", [team.id, name])
    await traced(database, "team rename", [same ? "staff.viewed" : "team.renamed"])
    return [same ? "nothing changed" : `team: ${team.name} → ${name}`]
  })
}

export const traced = (
  database: pg.Client,
  command: string,
  actions: readonly TrailActionName[],
  types: readonly string[] = ["Team"],
  employees: readonly string[] = [],
): Promise<void> => recordOperation(database, { command, activity: "staff-administration", actions, types, employees })
