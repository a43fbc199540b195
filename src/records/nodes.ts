import { type GraphQLObjectType, type GraphQLSchema, isObjectType } from "graphql"

/** The types of the schema that have an id. Each is to be a Node: what has an id is found by it. */
export const typesWithId = (schema: GraphQLSchema): GraphQLObjectType[] =>
  Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type))
    .filter((type) => "id" in type.getFields())

interface Described {
  readonly columns: ReadonlyMap<string, { readonly type: string }>
}

/** What is wrong with the types that have an id: one is no Node, or has no table in which a row is found by it. */
export function lostIn(schema: GraphQLSchema, entities: ReadonlyMap<string, Described>): string[] {
  return typesWithId(schema).flatMap((type) => [
    ...(type.getInterfaces().some(({ name }) => name === "Node") ? [] : [`${type.name} has an id and is no Node`]),
    ...(entities.get(type.name)?.columns.get("id")?.type === "uuid" ? [] : [`${type.name} is not found by its id`]),
  ])
}
