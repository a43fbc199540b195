import { createHash } from "node:crypto"
import {
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  print,
  visit,
} from "graphql"
import type { FieldNode } from "./graphql-internals"
import { argumentsText } from "./keys"

/**
 * What is selected below a field, told so that equal selections tell it alike: whatever their aliases, in whichever document. Its own
 * arguments are no part of it; those below it are, by the names of their variables.
 */
export interface Canonical {
  readonly hash: string
  /** The variables that are named below it, in the order of the alphabet. */
  readonly variables: readonly string[]
  /** How many fields there are. */
  readonly fields: number
  /** The field itself, which has its arguments. */
  readonly node: FieldNode | undefined
}

type Fragments = Readonly<Record<string, FragmentDefinitionNode>>

const known = new WeakMap<OperationDefinitionNode, Map<string, Canonical>>()

/** Of the field at a place of an operation. Worked out once. */
export function canonicalAt(
  operation: OperationDefinitionNode,
  place: string,
  nodesAt: () => readonly FieldNode[],
  fragments: Fragments,
): Canonical {
  let places = known.get(operation)
  if (!places) known.set(operation, (places = new Map<string, Canonical>()))
  let canonical = places.get(place)
  if (!canonical) places.set(place, (canonical = canonicalOf(nodesAt(), fragments)))
  return canonical
}

function canonicalOf(nodes: readonly FieldNode[], fragments: Fragments): Canonical {
  const variables = new Set<string>()
  let fields = 0
  const below = (set: SelectionSetNode | undefined): string =>
    (set?.selections ?? []).map((selection): string => {
      if (selection.kind === Kind.FIELD) {
        fields++
        for (const argument of selection.arguments ?? []) visit(argument, { Variable: ({ name }) => void variables.add(name.value) }) // prettier-ignore
        return `${selection.name.value}(${argumentsText(selection)}){${below(selection.selectionSet)}}`
      }
      const target = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value]
      const type = target?.typeCondition
      return `...${type ? print(type) : ""}{${below(target?.selectionSet)}}`
    }).join(" ") // prettier-ignore
  const text = nodes.map(({ selectionSet }) => below(selectionSet)).join("|")
  const hash = createHash("sha256").update(text).digest("base64url")
  return { hash, variables: [...variables].sort(), fields, node: nodes[0] }
}
