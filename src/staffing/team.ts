import { randomUUID } from "node:crypto"
import type pg from "pg"
import { closeNames, folded } from "./close-names"
import { StaffError } from "./staff-error"

export interface Team {
  readonly id: string
  readonly name: string
}

const runningTeams = async (database: pg.Client): Promise<Team[]> =>
  (await database.query<Team>("select id, name from team where ended_at is null order by name")).rows

/** The ids of teams that are there. @throws StaffError where a name is no team's */
export async function getTeams(database: pg.Client, option: string, names: readonly string[]): Promise<string[]> {
  const ids: string[] = []
  for (const [nth, name] of names.entries()) {
    const which = names.length > 1 ? `${option} (${nth + 1} of ${names.length})` : option
    ids.push((await getTeam(database, which, name)).id)
  }
  return ids
}

/** A team that is there, by its name. @throws StaffError that names those that come close */
export async function getTeam(database: pg.Client, option: string, name: string): Promise<Team> {
  const teams = await runningTeams(database)
  const found = teams.find((team) => team.name === name)
  if (found) return found
  const close = closeNames(name, teams.map((team) => team.name)) // prettier-ignore
  const others = close.length ? `these come close: ${close.join(", ")}` : "none comes close; `team list` names them"
  const ended = await endOf(database, name)
  throw new StaffError(`${option}: there is no team of that name${ended}; ${others}.`)
}

async function endOf(database: pg.Client, name: string): Promise<string> {
  const { rows } = await database.query<{ day: string; into: string | null }>(
    `select (t.ended_at at time zone 'Europe/Amsterdam')::date::text as day, o.name as into
       from team t left join team o on o.id = t.merged_into where t.name = $1 and t.ended_at is not null order by t.ended_at desc limit 1`,
    [name],
  )
  const [team] = rows
  return team ? ` any more: it ended on ${team.day}${team.into === null ? "" : `, merged into ${team.into}`}` : ""
}

/** @throws StaffError where another team that is there has the name, or one that people take for the same */
export async function refuseTaken(database: pg.Client, option: string, name: string, own?: Team): Promise<void> {
  const taken = (await runningTeams(database)).find((team) => team.id !== own?.id && folded(team.name) === folded(name))
  if (taken) throw new StaffError(`${option}: there is a team of that name already: ${taken.name}.`)
}

export async function makeTeam(database: pg.Client, name: string, district: string): Promise<void> {
  await database.query("insert into team (id, name, district) values ($1, $2, $3)", [randomUUID(), name, district])
}
