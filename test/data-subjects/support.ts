import { done, grant, openCase, scene } from "../cases/support"
import type { Colleague, House, Variables } from "../support/house"

/** Mrs Jansen, and a case that is about her. */
export interface File {
  readonly jansen: string
  readonly team: string
  readonly consultant: Colleague
  readonly case: { id: string; reference: string; version: number }
  readonly party: string
}

/** A case with Mrs Jansen in it, opened by a consultant of a team of its own. */
export async function fileOf(
  house: House,
  { jansen, role = "SUBJECT", facts = {} }: { jansen?: string; role?: string; facts?: Variables } = {},
): Promise<File> {
  const person = jansen ?? (await house.person("Jansen"))
  const { team, consultant } = await scene(house)
  const opened = await openCase(consultant, facts)
  const party = await partyOf(consultant, opened.id, { role, name: "Mw. Jansen", personId: person })
  return { jansen: person, team, consultant, case: opened, party }
}

export async function partyOf(who: Colleague, caseId: string, facts: Variables): Promise<string> {
  return (await done(who, "addParty", { caseId, ...facts })).party.id as string
}

/** The privacy coordinator, to whom cases were opened for a request. */
export async function coordinatorOf(house: House, ...files: readonly { case: { id: string } }[]): Promise<Colleague> {
  const els = await house.employee({ name: "Els Dekker", role: "PRIVACY_COORDINATOR" })
  for (const file of files) await open(house, file, els)
  return els
}

export const open = (house: House, file: { case: { id: string } }, els: Colleague): Promise<void> =>
  grant(house, file.case, els.id, { route: "REQUEST", until: "in 4 hours" })

export const look = "query Look($id: ID!) { case(id: $id) { title parties { name } } }"

export const everyField = "recordedAt reference role organisation activity purpose acts categories"

const asked = `query Log($personId: ID!, $recordedFrom: DateTime, $recordedBefore: DateTime, $first: Int = 100, $after: String) {
  accessLog(personId: $personId, recordedFrom: $recordedFrom, recordedBefore: $recordedBefore, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } nodes { ${everyField} } } }`

/** The log of a person's file as somebody is told it, newest first. */
export async function logOf(who: Colleague, personId: string, more: Variables = {}): Promise<any[]> {
  const { accessLog } = await who.get(asked, { personId, ...more })
  expect(accessLog.totalCount).toBe(accessLog.nodes.length)
  return accessLog.nodes as any[]
}

/** The bytes that somebody is answered, whatever they say. */
export const bytesOf = async (who: Colleague, personId: string): Promise<string> =>
  (await who.ask(asked, { personId })).text

/** What was done, and by whom: enough to tell one line from another. */
export const told = (lines: readonly any[]): string[] =>
  lines.map(({ role, acts }) => `${String(role)} ${(acts as string[]).join("+")}`)

const shown = "confidentiality { id reason reviewOn startsAt endedAt markedBy { id } endedBy { id } case { id } }"

/** The day so many days from today in the calendar of Europe/Amsterdam. */
export async function dayIn(house: House, days: number): Promise<string> {
  const [row] = await house.rows<{ day: string }>(
    "select ((now() at time zone 'Europe/Amsterdam')::date + $1::int)::text as day",
    [days],
  )
  return row?.day ?? ""
}

export const marking = async (house: House, file: { case: { id: string } }, days = 30): Promise<Variables> => ({
  caseId: file.case.id,
  reason: "FRAUD_INVESTIGATION",
  reviewOn: await dayIn(house, days),
})

/** Whoever manages the case marks it; the mark. */
export const mark = async (house: House, file: File, days?: number): Promise<any> =>
  (await done(file.consultant, "markConfidential", await marking(house, file, days), shown)).confidentiality

export const lift = async (file: File): Promise<any> =>
  (await done(file.consultant, "liftConfidentiality", { caseId: file.case.id }, shown)).confidentiality

/** So many days pass, for the marks of a case alone. */
export const daysPass = (house: House, { case: { id } }: File, days: number): Promise<unknown> =>
  house.rows(
    `update case_confidentiality set valid_from = valid_from - make_interval(days => $2), review_on = review_on - $2::int
       where case_id = $1`,
    [id, days],
  )
