import {
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNullableType,
  isAbstractType,
  isListType,
  isObjectType,
} from "graphql"
import type { DataSource } from "typeorm"
import type { Context } from "./context"
import { connectionFields } from "./connection"
import { keyOf } from "./keys"
import { type Shape, ShapeError, markOf, shapeOf } from "./shape"
import { processingOf, rightOf } from "./traced"
import { unsaid } from "./withheld"

/**
 * Gives the fields of the schema their readers, and refuses to start where a field has no way to come about or a root field leaves
 * no trail. Plain fields have no reader at all: they are properties of the row.
 */
export function installRecords(schema: GraphQLSchema, dataSource: DataSource): Shape {
  const shape = shapeOf(schema, dataSource)
  for (const type of Object.values(schema.getTypeMap())) {
    // type-graphql makes resolveType asynchronous, which graphql-jit does not await.
    if (isAbstractType(type)) type.resolveType = (value: { __typename: string }) => value.__typename
    if (!isObjectType(type) || type.name.startsWith("__")) continue
    for (const field of Object.values(type.getFields())) {
      const mark = markOf(field)
      if (field.extensions["connection"]) field.resolve = connectionFields[field.name] as never
      else if (mark?.is === "written")
        field.resolve = ((payload: Record<string, unknown>, _: unknown, __: unknown, { path }: GraphQLResolveInfo) =>
          payload[path.key]) as never
      else if (mark?.is === "needs") field.resolve = withheldOr(type.name, field as GraphQLField<unknown, Context>)
      else if (!mark) continue
      else if (!shape.entities.has(type.name)) continue
      // Fields with arguments lie under a key of their own, one for each way they are asked.
      else if (field.args.length)
        field.resolve = ((row: Record<string, unknown>, _: unknown, __: unknown, info: { fieldNodes: [never] }) =>
          row[keyOf(info.fieldNodes[0])]) as never
      else delete field.resolve
    }
  }
  refuseUntraced(schema)
  const silent = unsaid(shape)
  if (silent.length) throw new ShapeError(silent.join("\n"))
  return shape
}

/** A computed field is withheld like any other from a role that may not read it: its resolver does not run. */
function withheldOr(type: string, field: GraphQLField<unknown, Context>): GraphQLFieldResolver<unknown, Context> {
  const { resolve } = field
  const nothing = isListType(getNullableType(field.type)) ? [] : null
  return (row, args, context, info) =>
    context.records.ability.can("read", type, field.name) ? resolve?.(row, args, context, info) : nothing
}

function refuseUntraced(schema: GraphQLSchema): void {
  const roots = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
    Object.values(type?.getFields() ?? {}),
  )
  const untraced = roots
    .filter((field) => !processingOf(field))
    .map((field) => `${field.name} names no processing activity`)
  const free = Object.values(schema.getMutationType()?.getFields() ?? {})
    .filter((field) => !rightOf(field))
    .map((field) => `${field.name} names no right`)
  if (untraced.length || free.length) throw new ShapeError([...untraced, ...free].join("\n"))
}
