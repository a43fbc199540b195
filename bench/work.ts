import type pg from "pg"
import { benchActors } from "../src/demo/association"
import { detail, list } from "./documents"
import type { ReadRequest, Speaker, WriteTarget } from "./protocol"

/** An employee in whose name is asked. */
export interface Person {
  readonly id: string
  readonly subject: string
  readonly role: string
  readonly teamId: string
}

/** A case that somebody sees, and may write in. */
export interface Pair {
  readonly person: Person
  readonly caseId: string
}

/** In force now. */
const inForce = (alias: string): string =>
  `${alias}.valid_from <= now() and (${alias}.valid_until is null or ${alias}.valid_until > now())`

/** Consultants of as many teams as there are, each with a team that has a full page of open cases. */
export async function choosePeople(admin: pg.Pool): Promise<Person[]> {
  const { rows } = await admin.query<Person>(`
    select id, subject, role, "teamId" from (
      select e.id, e.subject, e.role, m.team_id "teamId", row_number() over (partition by m.team_id order by md5(e.id::text)) turn
      from employee e join team_membership m on m.employee_id = e.id and ${inForce("m")}
      where e.active and e.role = 'CONSULTANT' and exists (select from clearance c where c.employee_id = e.id and ${inForce("c")})
        and (select count(*) from (select from case_file c where c.team_id = m.team_id and c.closed_at is null limit 25) page) = 25) each
    order by turn, md5(id::text) limit 50`)
  if (rows.length < 5) throw new Error("the data has too few consultants to ask in the name of")
  return rows
}

/** Cases that exist for these people by a grant to a team of theirs; a few thousand, spread over all that they see. */
export async function choosePairs(
  admin: pg.Pool,
  people: readonly Person[],
  each: number,
  condition = "true",
): Promise<Pair[]> {
  const chosen = new Map<string, Pair>()
  for (const person of people) {
    const { rows } = await admin.query<{ id: string }>(
      `select c.id from case_grant g join case_file c on c.id = g.case_id
       where g.principal_id = $1 and g.level >= 2 and ${inForce("g")} and not g.restricted
         and not exists (select from case_block b where b.case_id = c.id and b.employee_id = $2 and b.valid_until is null)
         and g.kind in (select k.kind from clearance k where k.employee_id = $2 and ${inForce("k")}) and ${condition}
       order by md5(c.id::text || $2::text) limit $3`,
      [person.teamId, person.id, each],
    )
    for (const { id } of rows) chosen.set(id, { person, caseId: id })
  }
  return [...chosen.values()]
}

/** The demo's own three for a bench: who sees the most, who sees five cases, and somebody in between. */
export const demoPeople: readonly Person[] = Object.values(benchActors).map((actor) => ({
  ...actor,
  role: "CONSULTANT",
}))

export type SpeakerOf = (person: Person) => Speaker

export const listRequests = (people: readonly Person[], speaker: SpeakerOf): ReadRequest[] =>
  people.map((person) => ({
    ...speaker(person),
    body: JSON.stringify({ query: list, variables: { team: person.teamId } }),
    expect: '{"data":{"cases":{"nodes":[',
  }))

export const detailRequests = (pairs: readonly Pair[], speaker: SpeakerOf): ReadRequest[] =>
  pairs.map(({ person, caseId }) => ({
    ...speaker(person),
    body: JSON.stringify({ query: detail, variables: { id: caseId } }),
    expect: `{"data":{"case":{"id":"${caseId}"`,
  }))

/** The cases to write in, as they are now: the round before has moved them. */
export async function writeTargets(admin: pg.Pool, pairs: readonly Pair[], speaker: SpeakerOf): Promise<WriteTarget[]> {
  const { rows } = await admin.query<{ id: string; status: string; version: number }>(
    "select id, status, version from case_file where id = any($1::uuid[])",
    [pairs.map(({ caseId }) => caseId)],
  )
  const known = new Map(rows.map((row) => [row.id, row]))
  return pairs.flatMap(({ person, caseId }) => {
    const row = known.get(caseId)
    return row ? [{ ...speaker(person), caseId, status: row.status, version: row.version }] : []
  })
}

export const running = "c.status in ('IN_TREATMENT', 'IN_EXECUTION')"
