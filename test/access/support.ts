import { type Complaint, change, done } from "../cases/support"
import { type Dossier, allWays } from "../permissions/support"
import { trailOf } from "../records/support"
import type { Colleague, House, Variables } from "../support/house"

/** Everything that decides who sees a case, or tells of it, as one fingerprint a table. */
export async function stateOf(house: House): Promise<Record<string, string | null>> {
  const tables = [
    "case_file",
    "case_grant",
    "case_restriction",
    "block",
    "case_block",
    "emergency",
    "review_item",
    "review_access",
  ]
  const prints: Record<string, string | null> = {}
  for (const table of [...tables, "notice", "employee"]) {
    const [row] = await house.rows<{ print: string | null }>(
      `select md5(string_agg(t::text, '|' order by t::text)) as print from ${table} t`,
    )
    prints[table] = row?.print ?? null
  }
  return prints
}

/** A change is refused for this reason: the trail says so, and everything is as it was. */
export async function expectRefused(
  house: House,
  who: Colleague,
  verb: string,
  input: Variables,
  reason: string,
  field?: string,
): Promise<void> {
  const before = await stateOf(house)
  const known = (await trailOf(house, who)).length
  const { errors } = await change(who, verb, input, "__typename")
  expect(errors.map((error: Complaint) => error.reason)).toEqual([reason])
  if (field !== undefined) expect(errors[0].path).toEqual(["input", field])
  expect((await trailOf(house, who)).slice(known)).toMatchObject([{ outcome: "REFUSED", reason }])
  expect(await stateOf(house)).toEqual(before)
}

/** Somebody of another team, who is cleared for everything. */
export const guestOf = async (house: House, name = "Wim Schouten"): Promise<Colleague> =>
  house.employee({ name, team: await house.team() })

export const leadOf = (house: House, team: string, name = "Joost van Dam"): Promise<Colleague> =>
  house.employee({ name, role: "TEAM_LEAD", team })

/** An external auditor, who is there for a term. */
export async function auditorOf(house: House, until = "in 1 day"): Promise<Colleague> {
  const auditor = await house.employee({ name: "Paul Kerkhof", cleared: [] })
  const moment = until === "in 1 day" ? "now() + interval '1 day'" : until
  await house.rows(`update employee set role = 'EXTERNAL_AUDITOR', until = ${moment} where id = $1`, [auditor.id])
  return auditor
}

/** What a manager fills in to let somebody see her case. */
export const letting = (dossier: Dossier, { id }: Colleague, more: Variables = {}): Variables => ({
  caseId: dossier.case.id,
  employeeId: id,
  level: "VIEW",
  reason: "Kijkt mee tijdens het verlof.",
  ...more,
})

export const inHours = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString()

const listed = `query CaseAccess($caseId: ID!, $at: DateTime) { caseAccess(caseId: $caseId, at: $at, first: 100) { totalCount
  nodes { grantId employee { id } team { id } route level startsAt endsAt grantedBy { id } reason } } }`

/** Everybody for whom the case exists, as somebody is told. */
export async function accessTo(who: Colleague, caseId: string, at?: string): Promise<any[]> {
  const { caseAccess } = await who.get(listed, { caseId, at })
  expect(caseAccess.totalCount).toBe(caseAccess.nodes.length)
  return caseAccess.nodes
}

/** The grant by which an employee sees a case, as its manager is told. */
export async function grantIdOf(
  manager: Colleague,
  caseId: string,
  employee: Colleague,
  route?: string,
): Promise<string> {
  const found = (await accessTo(manager, caseId)).find(
    (each) => each.employee.id === employee.id && (route === undefined || each.route === route),
  )
  return found.grantId as string
}

/** The grants of a case as they lie there, live ones only. */
export const liveGrants = (house: House, caseId: string): Promise<any[]> =>
  house.rows<any>(
    `select principal_id as principal, route, level from case_grant where case_id = $1 and ended_at is null
       and valid_from <= now() and (valid_until is null or valid_until > now()) order by route, principal_id`,
    [caseId],
  )

/** The moment that the database's clock shows. */
export async function momentOf(house: House): Promise<string> {
  const [row] = await house.rows<{ at: Date }>("select clock_timestamp() as at")
  return (row?.at as Date).toISOString()
}

/** Something runs out by the clock alone: nobody does anything, and nothing is set going by it. */
export async function byTheClock(house: House, statement: string): Promise<void> {
  await house.rows(`begin; set local session_replication_role = replica; ${statement}; commit`)
}

/** The manager restricts a case to those who are named personally; as it then is. */
export async function restricted(dossier: Dossier, deputy: Colleague): Promise<{ version: number }> {
  const input = {
    caseId: dossier.case.id,
    expectedVersion: 1,
    deputyId: deputy.id,
    reason: "Dreiging tegen de melder.",
  }
  return (await done(dossier.consultant, "restrictCase", input)).case as { version: number }
}

/** The ways that lead to a case by itself, and not by the desk it lies on. */
export const pastTheDesk = allWays.filter((way) => !/^(narrowed|counted|employee)/.test(way))

const told = "{ notices(first: 100) { nodes { id kind about { id } case { id } readAt } totalCount } }"

export const noticesOf = async (who: Colleague): Promise<any[]> => (await who.get(told)).notices.nodes as any[]
