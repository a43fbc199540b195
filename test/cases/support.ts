import type { Colleague, House, Variables } from "../support/house"

/** What a payload says against a change. */
export interface Complaint {
  code: string
  reason: string
  path: string[] | null
}

const caseShown = `case { id reference kind category title description veraType veraDetail home { id } purpose legalBasis
  balancingNote status outcome team { id } assignee { id name } openedBy { id } openedAt finishedAt closedAt retentionEndsOn
  version allowedMoves access { route level principalId endsAt } }`

/** What is asked of the payload of each mutation, where a spec does not say it itself. */
const shown: Record<string, string> = {
  addParty: "party { id role name } case { id }",
  addJournalEntry: "entry { id type category body occurredAt author { id } } case { id }",
  addTask: "task { id title dueOn assignee { id } version } case { id openTaskCount }",
  completeTask: "task { id completedAt completedBy { id } version } case { id openTaskCount }",
}

/** The document of a mutation: each has one input, named after it. */
export function mutationOf(name: string, fields = shown[name] ?? caseShown): string {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`
  return `mutation ${name}($input: ${type}!) { ${name}(input: $input) { ${fields} errors { code reason path } } }`
}

/** Runs a mutation; its payload. */
export async function change(who: Colleague, name: string, input: Variables, fields?: string): Promise<any> {
  return (await who.get(mutationOf(name, fields), { input }))[name]
}

/** The same, and fails the spec when it is refused. */
export async function done(who: Colleague, name: string, input: Variables, fields?: string): Promise<any> {
  const payload = await change(who, name, input, fields)
  if (payload.errors.length) throw new Error(`${name} was refused: ${JSON.stringify(payload.errors)}`)
  return payload
}

/** The reasons for which a mutation is refused; empty when it is not. */
export async function refusals(who: Colleague, name: string, input: Variables): Promise<string[]> {
  return (await change(who, name, input, "__typename")).errors.map((error: Complaint) => error.reason)
}

export const report = {
  kind: "NUISANCE",
  title: "Muziek tot diep in de nacht",
  description: "De buren horen iedere nacht muziek door de muur.",
  purpose: "TENANCY",
  legalBasis: "AGREEMENT",
} as const

export interface Opened {
  id: string
  reference: string
  version: number
  [field: string]: any
}

/** Opens a case, by default of nuisance, for the own team and handled by whoever opens it. */
export async function openCase(who: Colleague, overrides: Variables = {}): Promise<Opened> {
  return (await done(who, "openCase", { ...report, ...overrides })).case
}

export interface Scene {
  team: string
  consultant: Colleague
}

/** A team with one consultant who is cleared for every kind. */
export async function scene(house: House): Promise<Scene> {
  const team = await house.team()
  return { team, consultant: await house.employee({ team }) }
}

export const seesCase = async (who: Colleague, id: string): Promise<boolean> =>
  (await who.get("query($id: ID!) { case(id: $id) { id } }", { id })).case !== null

/** Takes a case from REPORTED to a status, along the way that is allowed. The case as it then is. */
export async function bringTo(who: Colleague, status: string, overrides: Variables = {}): Promise<Opened> {
  let dossier = await openCase(who, overrides)
  const at = (): Variables => ({ caseId: dossier.id, expectedVersion: dossier.version })
  const ways: Record<string, string[]> = {
    IN_TREATMENT: ["IN_TREATMENT"],
    IN_EXECUTION: ["IN_TREATMENT", "IN_EXECUTION"],
    FINISHED: ["IN_TREATMENT", "FINISHED"],
    CANCELLED: ["CANCELLED"],
  }
  const reason = "Bij nader inzien."
  for (const to of ways[status] ?? []) dossier = (await done(who, "moveCase", { ...at(), to, reason })).case
  if (status === "CLOSED") dossier = (await done(who, "closeCase", { ...at(), outcome: "RESOLVED" })).case
  return dossier
}

/** Names a case and the version it was seen at. */
export const based = ({ id, version }: Opened): { caseId: string; expectedVersion: number } => ({
  caseId: id,
  expectedVersion: version,
})

/** A grant that no verb gives yet. */
export async function grant(
  house: House,
  { id }: { id: string },
  principal: string,
  { level = 1, route = "ASSIGNMENT", from = "1 hour ago", until }: GrantFacts = {},
): Promise<void> {
  await house.rows(
    `insert into case_grant (case_id, principal_id, level, route, valid_from, valid_until)
     values ($1, $2, $3, $4, ($5::text)::timestamptz, ($6::text)::timestamptz)`,
    [id, principal, level, route, momentOf(from), until === undefined ? null : momentOf(until)],
  )
}

interface GrantFacts {
  level?: number
  route?: string
  from?: string
  until?: string
}

/** "1 hour ago", "in 1 hour". */
function momentOf(words: string): string {
  const hours = Number(/\d+/.exec(words)?.[0] ?? 0) * (words.endsWith("ago") ? -1 : 1)
  return new Date(Date.now() + hours * 3_600_000).toISOString()
}
