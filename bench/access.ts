import { few } from "./actors"
import type { ReadRequest } from "./protocol"
import { type Quotient, figuresOf, quotient, spreadOf, table } from "./report"
import type { Side } from "./servers"
import { type Stage, speaking, where } from "./stage"
import type { Person } from "./work"

const document = `query BenchAccess($filter: CaseFilter, $orderBy: CaseOrder, $after: String) {
  cases(filter: $filter, orderBy: $orderBy, first: 25, after: $after) {
    nodes { id reference title kind status openedAt team { name } }
    pageInfo { hasNextPage endCursor }
  }
}`

type Narrowing = (person: Person) => Record<string, unknown>
const lists: Readonly<Record<string, Narrowing>> = {
  all: () => ({}),
  work: ({ id }) => ({ filter: { assigneeId: id } }),
  team: ({ teamId }) => ({ filter: { teamId: teamId } }),
}

/** Somebody for whom many cases exist against somebody for whom few do: each list, its first page and a later one. */
export async function compareActors(stage: Stage): Promise<object> {
  const server = await stage.start("ours")
  const ratios: Record<string, Record<string, Quotient>> = {}
  const figures: Record<string, object> = {}
  for (const [list, narrowing] of Object.entries(lists)) {
    for (const page of ["first", "later"] as const) {
      const [dense, sparse] = stage.people as [Person, Person]
      const sides: [Side, Side] = [
        await asked(stage, server, dense, "many", narrowing, page),
        await asked(stage, server, sparse, `${few}`, narrowing, page),
      ]
      const [many, some] = await stage.measured(sides, stage.pins)
      stage.say(table(`${list}, ${page} page, ${where(stage.pins)}`, [many, some]))
      const pgUs = [figuresOf(many).pgUs, figuresOf(some).pgUs]
      ;(ratios[list] ??= {})[page] = quotient([many, some], "pgUs")
      figures[`${list} ${page}`] = { pgUs, spread: [spreadOf(many, "pgUs"), spreadOf(some, "pgUs")] }
    }
  }
  return { ...stage.about(), ratios, figures }
}

async function asked(
  stage: Stage,
  server: Side,
  person: Person,
  label: string,
  narrowing: Narrowing,
  page: "first" | "later",
): Promise<Side> {
  const speaker = speaking(server.tokens)(person)
  const variables = narrowing(person)
  const body = (after: string | null): string => JSON.stringify({ query: document, variables: { ...variables, after } })
  const after = page === "first" ? null : await endOfFirst(server, speaker.token, body(null))
  const request: ReadRequest = { ...speaker, body: body(after), expect: '{"data":{"cases":{"nodes":[{' }
  return { ...server, label, turn: () => stage.load.prepare({ is: "reads", requests: [request] }) }
}

async function endOfFirst({ port }: Side, token: string, body: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body,
  })
  const { data } = (await response.json()) as { data: { cases: { nodes: object[]; pageInfo: { endCursor: string } } } }
  if (data.cases.nodes.length !== 25) throw new Error("a page is not full; the data does not fit the bench")
  return data.cases.pageInfo.endCursor
}
