/** The operations that the specs run as well: one tab for each file, in the order of their names. */
const files = import.meta.glob("../graphql/operations/*.graphql", { query: "?raw", import: "default", eager: true })

export const examples = Object.keys(files)
  .sort()
  .map((path) => files[path].trim())

export const welcome = `# Write a query here and press Ctrl+Enter to run it.
# The book in the margin holds the whole schema.
`
