import pg from "pg"
import { done, openCase, scene } from "../cases/support"
import type { Colleague, House } from "../support/house"

/** A case with one of everything below it. */
export interface Dossier {
  team: string
  consultant: Colleague
  home: string
  person: string
  case: { id: string; reference: string; version: number }
  party: string
  entry: string
  task: string
}

export async function dossierOf(house: House, { kind = "NUISANCE" } = {}): Promise<Dossier> {
  const { team, consultant } = await scene(house)
  const home = await house.home()
  const person = await house.person("Verschuren", home)
  const opened = await openCase(consultant, { kind, homeId: home })
  const caseId = opened.id
  const part = { caseId, role: "SUBJECT", name: "Dhr. Verschuren", personId: person }
  const { party } = await done(consultant, "addParty", part)
  const { entry } = await done(consultant, "addJournalEntry", { caseId, type: "NOTE", body: "Het is onrustig." })
  const { task } = await done(consultant, "addTask", { caseId, title: "Bellen", dueOn: "2026-12-01" })
  return { team, consultant, home, person, case: opened, party: party.id, entry: entry.id, task: task.id }
}

const everyWay = `query EveryWay($id: ID!, $reference: String!, $team: ID!, $home: ID!, $person: ID!, $assignee: ID!,
    $party: ID!, $entry: ID!, $task: ID!) {
  case(id: $id) { id }
  caseByReference(reference: $reference) { id }
  node(id: $id) { id }
  cases(first: 100) { nodes { id } }
  narrowed: cases(filter: { assigneeId: $assignee }) { nodes { id } }
  counted: cases(filter: { assigneeId: $assignee }) { totalCount }
  team: node(id: $team) { ... on Team { cases { totalCount nodes { id } } } }
  home: node(id: $home) { ... on Home { cases { totalCount nodes { id } } } }
  employee: node(id: $assignee) { ... on Employee { cases { totalCount nodes { id } } } }
  person(id: $person) { involvements { case { id } } }
  party: node(id: $party) { id }
  entry: node(id: $entry) { id }
  task: node(id: $task) { id }
}`

/** Every way by which somebody gets to know that the case is there; empty when it does not exist for her. */
export async function waysTo(who: Colleague, dossier: Dossier): Promise<string[]> {
  const { id, reference } = dossier.case
  const { team, home, person, party, entry, task } = dossier
  const assignee = dossier.consultant.id
  const data = await who.get(everyWay, { id, reference, team, home, person, assignee, party, entry, task })
  const lists = (way: string, connection: any): string[] =>
    connection === undefined || connection === null ? [] : [
      ...(connection.totalCount > 0 ? [`${way}.totalCount`] : []),
      ...(connection.nodes?.some((node: { id: string }) => node.id === id) ? [`${way}.nodes`] : []),
    ] // prettier-ignore
  return [
    ...["case", "caseByReference", "node", "party", "entry", "task"].filter((way) => data[way] !== null),
    ...lists("cases", { nodes: data.cases.nodes }),
    ...lists("narrowed", data.narrowed),
    ...lists("counted", data.counted),
    ...lists("team", data.team?.cases),
    ...lists("home", data.home?.cases),
    ...lists("employee", data.employee?.cases),
    ...(data.person?.involvements?.length ? ["person.involvements"] : []),
  ].sort()
}

/** What somebody finds for whom the case exists and who handles cases. */
export const allWays = [
  ...["case", "caseByReference", "node", "party", "entry", "task", "cases.nodes", "narrowed.nodes"],
  ...["counted.totalCount", "team.totalCount", "team.nodes", "home.totalCount", "home.nodes"],
  ...["employee.totalCount", "employee.nodes", "person.involvements"],
].sort()

/** A connection as a role that serves, without the service; whatever it does is rolled back. */
export async function connectedAs<T>(
  house: House,
  role: "staff" | "officer" | "keeper",
  act: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: house.database.urls[role] })
  await client.connect()
  try {
    await client.query("begin")
    return await act(client)
  } finally {
    await client.end()
  }
}
