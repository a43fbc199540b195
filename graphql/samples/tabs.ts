import { Kind, parse } from "graphql"
import type { Ask, Looking, Viewer } from "./looking-up"
import { type Sample, samples } from "./samples"

/** One operation with variables to run it with, as JSON. */
export interface Tab {
  readonly operation: string
  readonly query: string
  readonly variables: string
}

/** Each operation of these documents by its name, with the comment above it. */
export function operationsIn(documents: readonly string[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const document of documents) {
    let from = 0
    for (const definition of parse(document).definitions) {
      const to = definition.loc?.end ?? document.length
      if (definition.kind === Kind.OPERATION_DEFINITION && definition.name)
        found.set(definition.name.value, document.slice(from, to).trim())
      from = to
    }
  }
  return found
}

const whoAsks = "query SampleViewer { viewer { id role memberships { team { id } } } }"

const tabOf = (documents: Map<string, string>, operation: string, variables: object): Tab => ({
  operation,
  query: documents.get(operation) ?? "",
  variables: JSON.stringify(variables, null, 2),
})

/**
 * The operations that the viewer may run, each with variables that fit what there is for her. What there is nothing for is left out.
 * @throws what asking throws
 */
export async function tabsFor(documents: readonly string[], ask: Ask, now: Date): Promise<Tab[]> {
  const { viewer } = (await ask(whoAsks)) as { viewer: Viewer }
  const hers = samples.filter(({ roles }) => roles.includes(viewer.role))
  return await filled(documents, hers, { viewer, ask: remembering(ask), now, taken: new Set() })
}

const nobody: Viewer = { id: "", role: "ADMINISTRATOR", memberships: [] }

/** The same while it is not known who asks: what only looks, and needs nothing to be looked up. */
export function tabsForNobody(documents: readonly string[], now: Date): Promise<Tab[]> {
  const operations = operationsIn(documents)
  const looks = samples.filter(({ operation }) => /^query /m.test(operations.get(operation) ?? ""))
  return filled(documents, looks, { viewer: nobody, ask: () => Promise.resolve(undefined), now, taken: new Set() })
}

async function filled(documents: readonly string[], of: readonly Sample[], looking: Looking): Promise<Tab[]> {
  const operations = operationsIn(documents)
  const tabs: Tab[] = []
  for (const { operation, fill } of of) {
    const variables = await fill(looking)
    if (variables) tabs.push(tabOf(operations, operation, variables))
  }
  return tabs
}

/** Several samples ask the same. */
function remembering(ask: Ask): Ask {
  const asked = new Map<string, Promise<unknown>>()
  return (query, as) => {
    const answer = asked.get(query) ?? ask(query, as)
    asked.set(query, answer)
    return answer
  }
}
