import type { FragmentDefinitionNode, GraphQLObjectType, GraphQLOutputType, GraphQLSchema } from "graphql"
import { getNamedType } from "graphql"
import { type FieldNode, collectSubfields } from "./graphql-internals"
import { grouped } from "./grouping"
import { keyOf } from "./keys"

/** What a field of the operation selects. */
export interface Selected {
  readonly nodes: readonly FieldNode[]
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>
}

/** What is asked of a connection. */
export interface Asked {
  /** The nodes whose selections the rows must serve: under `nodes`, and under `node` of `edges`. */
  readonly rows: readonly FieldNode[]
  /** Rows are shown, be it only that they are there. */
  readonly shown: boolean
  readonly cursors: boolean
  readonly more: boolean
  readonly total: boolean
}

/** Reads selections as the executor will: fragments followed, types told apart. */
export class SelectionReader {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: Selected["fragments"],
    private readonly variables: Readonly<Record<string, unknown>>,
  ) {}

  /** The fields asked of a type; those that ask the same are joined under one key, whatever their aliases. */
  fields(type: GraphQLObjectType, nodes: readonly FieldNode[]): Map<string, FieldNode[]> {
    return this.by(keyOf, type, nodes)
  }

  connection(type: GraphQLOutputType, nodes: readonly FieldNode[]): Asked {
    const connection = getNamedType(type) as GraphQLObjectType
    const fields = this.by(nameOf, connection, nodes)
    const edges = this.below(connection, "edges", fields)
    const info = this.below(connection, "pageInfo", fields)
    return {
      rows: [...(fields.get("nodes") ?? []), ...(edges.get("node") ?? [])],
      shown: fields.has("nodes") || fields.has("edges"),
      cursors: edges.has("cursor") || info.has("startCursor") || info.has("endCursor"),
      more: info.has("hasNextPage") || info.has("hasPreviousPage"),
      total: fields.has("totalCount") || fields.has("totalCountIsExact"),
    }
  }

  private below(
    type: GraphQLObjectType,
    name: string,
    fields: ReadonlyMap<string, FieldNode[]>,
  ): Map<string, FieldNode[]> {
    const field = type.getFields()[name]
    const nodes = fields.get(name)
    return field && nodes
      ? this.by(nameOf, getNamedType(field.type) as GraphQLObjectType, nodes)
      : new Map<string, FieldNode[]>()
  }

  private by(key: (node: FieldNode) => string, type: GraphQLObjectType, nodes: readonly FieldNode[]) {
    const found = collectSubfields(this.schema, this.fragments, { ...this.variables }, type, [...nodes])
    return grouped([...found.values()].flat(), key)
  }
}

const nameOf = (node: FieldNode): string => node.name.value
