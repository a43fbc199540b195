import {
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
} from "graphql"
import { type FieldNode, collectFields, collectSubfields } from "./graphql-internals"

/** Where a field stands in its operation: the response keys that lead to it, without the indices of lists. */
export function placeOf(info: Pick<GraphQLResolveInfo, "path">): readonly string[] {
  const keys: string[] = []
  for (let at: GraphQLResolveInfo["path"] | undefined = info.path; at; at = at.prev) {
    if (typeof at.key === "string") keys.unshift(at.key)
  }
  return keys
}

/**
 * The nodes of the field at a place, as this execution includes them. What the executor hands over may hold copies that @skip,
 * @include or a fragment leaves out, and those must be neither read nor logged.
 */
export function nodesAt(info: GraphQLResolveInfo, place: readonly string[]): readonly FieldNode[] {
  const { schema, fragments, variableValues, operation } = info
  const [first = "", ...deeper] = place
  const root = schema.getRootType(operation.operation) as GraphQLObjectType
  let type = root
  let nodes: readonly FieldNode[] =
    collectFields(schema, fragments, variableValues, root, operation.selectionSet).get(first) ?? []
  for (const key of deeper) {
    const below = typesOf(schema, type, nodes)
      .map((each) => ({ each, found: collectSubfields(schema, fragments, variableValues, each, [...nodes]).get(key) }))
      .find(({ found }) => found)
    if (!below?.found) return []
    type = below.each
    nodes = below.found
  }
  return nodes
}

/** The types that the value of a field can have. */
function typesOf(
  schema: GraphQLSchema,
  parent: GraphQLObjectType,
  nodes: readonly FieldNode[],
): readonly GraphQLObjectType[] {
  const field = parent.getFields()[nodes[0]?.name.value ?? ""]
  const type = field && getNamedType(field.type)
  return isObjectType(type) ? [type] : isAbstractType(type) ? schema.getPossibleTypes(type) : []
}
