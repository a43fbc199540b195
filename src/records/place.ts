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
 * The nodes of the field at a place. What the executor hands over may hold copies that belong to another type, and those must be
 * neither read nor logged.
 */
export function nodesAt(info: GraphQLResolveInfo, place: readonly string[]): readonly FieldNode[] {
  const { schema, fragments, variableValues, operation, parentType } = info
  const ownDepth = placeOf(info).length - 1
  const root = schema.getRootType(operation.operation) as GraphQLObjectType
  const below = (type: GraphQLObjectType, nodes: readonly FieldNode[], depth: number): readonly FieldNode[] => {
    const key = place[depth]
    if (key === undefined) return nodes
    // One key may lead to different fields on different types: the way is the one that comes by the field that asks.
    for (const each of typesOf(schema, type, nodes)) {
      if (depth === ownDepth && each.name !== parentType.name) continue
      const found = collectSubfields(schema, fragments, variableValues, each, [...nodes]).get(key)
      const end = found && below(each, found, depth + 1)
      if (end?.length) return end
    }
    return []
  }
  const first = collectFields(schema, fragments, variableValues, root, operation.selectionSet).get(place[0] ?? "")
  return first ? below(root, first, 1) : []
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
