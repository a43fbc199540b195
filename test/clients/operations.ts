import { readFileSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { type DefinitionNode, Kind, type OperationDefinitionNode, parse, print, visit } from "graphql"

const dir = join(__dirname, "..", "..", "graphql", "operations")

/** An operation that is shipped, as a document that stands by itself. */
export interface Shipped {
  readonly name: string
  readonly kind: string
  readonly text: string
}

const definitions = (): DefinitionNode[] =>
  readdirSync(dir).flatMap((file) => [...parse(readFileSync(join(dir, file), "utf8")).definitions])

/** Every operation under graphql/operations, with the fragments that it uses. */
export function shippedOperations(): Shipped[] {
  const all = definitions()
  return all.flatMap((each) =>
    each.kind === Kind.OPERATION_DEFINITION
      ? [{ name: nameOf(each), kind: each.operation, text: [each, ...fragmentsOf(each, all)].map(print).join("\n\n") }]
      : [],
  )
}

function nameOf({ name }: OperationDefinitionNode): string {
  if (!name) throw new Error("an operation that is shipped has a name")
  return name.value
}

function fragmentsOf(definition: DefinitionNode, all: readonly DefinitionNode[]): DefinitionNode[] {
  const found = new Set<DefinitionNode>()
  visit(definition, {
    FragmentSpread({ name }) {
      const used = all.find((each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === name.value)
      if (used) for (const each of [used, ...fragmentsOf(used, all)]) found.add(each)
    },
  })
  return [...found]
}

const suffixes: Readonly<Record<string, string>> = {
  query: "Query",
  mutation: "Mutation",
  subscription: "Subscription",
}

/** The same as a module of Relay's: it wants operations and fragments to bear the name of the module that they stand in. */
export function asModule({ name, kind, text }: Shipped): string {
  const own = (fragment: string): string => `${name}_${fragment}`
  const renamed = visit(parse(text), {
    OperationDefinition: (node) => ({
      ...node,
      name: { ...node.name, kind: Kind.NAME, value: `${name}${suffixes[kind] ?? ""}` },
    }),
    FragmentDefinition: (node) => ({ ...node, name: { ...node.name, value: own(node.name.value) } }),
    FragmentSpread: (node) => ({ ...node, name: { ...node.name, value: own(node.name.value) } }),
  })
  return `import { graphql } from "relay-runtime"\n\ngraphql\`\n${print(renamed)}\n\`\n`
}
