import { asking } from "../graphql/samples/asking"
import { operationsIn, tabsFor, tabsForNobody } from "../graphql/samples/tabs"
import { keptTabs, token } from "./session.js"

/** The operations that the specs run as well. */
const files = import.meta.glob("../graphql/operations/*.graphql", { query: "?raw", import: "default", eager: true })
const documents = Object.values(files)

/** A tab for each operation that one may run, filled for whoever is signed in; after them those that were written here before. */
export async function openingTabs() {
  const samples = await filledTabs()
  const shipped = new Set(operationsIn(documents).values())
  return [...samples, ...keptTabs(({ query }) => !shipped.has(query?.trim()))]
}

async function filledTabs() {
  const now = new Date()
  if (!token) return tabsForNobody(documents, now)
  // Whoever is not believed any more is told so by the banner, once she asks something.
  return tabsFor(documents, asking("", token), now).catch(() => tabsForNobody(documents, now))
}

export const welcome = `# Write a query here and press Ctrl+Enter to run it.
# The book in the margin holds the whole schema.
`
