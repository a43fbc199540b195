import { readFileSync } from "node:fs"
import { join } from "node:path"

type Ask = (document: string, variables?: Record<string, unknown>, operationName?: string) => Promise<any>

/** Asks over HTTP with a token; any error fails the walk. */
const asking =
  (url: string, token: string): Ask =>
  async (query, variables = {}, operationName) => {
    const response = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables, operationName }),
    })
    const answer = (await response.json()) as { data: unknown; errors?: unknown }
    if (answer.errors) throw new Error(`unexpected errors: ${JSON.stringify(answer.errors)}`)
    return answer.data
  }

const operations = (file: string): string =>
  readFileSync(join(__dirname, `../../graphql/operations/${file}.graphql`), "utf8")

/** The README's walk: list, open, read, close, and see the trail as the privacy officer. */
export async function walk(
  url: string,
  consultant: string,
  officer: string,
): Promise<{ listed: number; trail: any[]; closed: any }> {
  const ask = asking(url, consultant)
  const { cases } = await ask(operations("cases"), { first: 5 })
  const handling = operations("handling")
  const input = {
    kind: "NUISANCE",
    title: "Geluid in de avond",
    description: "Harde muziek na elven.",
    veraType: "SOC",
    veraDetail: "GEL",
    purpose: "TENANCY",
    legalBasis: "AGREEMENT",
  }
  const { openCase } = await ask(handling, { input }, "OpenCase")
  const { id, reference, version } = openCase.case
  const { caseByReference } = await ask(operations("detail"), { reference })
  if (caseByReference.id !== id) throw new Error("the opened case cannot be read")
  const { closeCase } = await ask(
    handling,
    { input: { caseId: id, expectedVersion: version, outcome: "RESOLVED" } },
    "CloseCase",
  )
  const { trailEvents } = await asking(url, officer)(operations("trail"), { filter: { caseId: id } })
  return { listed: cases.totalCount, trail: trailEvents.nodes, closed: closeCase.case }
}
