import { Extensions } from "type-graphql"
import type { GraphQLField, GraphQLResolveInfo } from "graphql"
import type { ActivityName, TrailActionName } from "../audit/activities"
import { nodesAt, placeOf } from "./place"
import { fieldOf } from "./statements"
import type { Look } from "./trail-insert"

/** What the trail says of what is done: its action, and the processing activity that it belongs to. */
export interface Processing {
  readonly action: TrailActionName
  readonly activity: ActivityName
}

/** What the trail says of a root field: its action, and the processing activity it belongs to. Without it a field is refused at start. */
export const Traced = (action: TrailActionName, activity: ActivityName) =>
  Extensions({ processing: { action, activity } }) as MethodDecorator

/** What a mutation does, and to what: the role must have a sentence for it, or the request ends before anything is looked up. */
export interface Right {
  readonly action: string
  readonly type: string
}

/** The right that a mutation needs. The verb asks again with the record itself, for conditions that depend on it. */
export const May = (action: string, type: string) => Extensions({ right: { action, type } }) as MethodDecorator

export const rightOf = (field: GraphQLField<unknown, unknown>): Right | undefined =>
  field.extensions["right"] as Right | undefined

export const processingOf = (field: GraphQLField<unknown, unknown>): Processing | undefined =>
  field.extensions["processing"] as Processing | undefined

/** The look that a root field takes. */
export function lookOf(info: GraphQLResolveInfo): Look {
  const field = rootOf(info)
  const processing = processingOf(field)
  if (!processing) throw new Error(`${field.name} names no processing activity`)
  return { field: field.name, ...processing }
}

export const looksOf = (wave: readonly { info: GraphQLResolveInfo }[]): Look[] => wave.map(({ info }) => lookOf(info))

/** The root field that a field hangs under. */
function rootOf(info: GraphQLResolveInfo): GraphQLField<unknown, unknown> {
  if (info.path.prev === undefined) return fieldOf(info)
  const [key = ""] = placeOf(info)
  const name = nodesAt(info, [key])[0]?.name.value ?? ""
  const field = info.schema.getRootType(info.operation.operation)?.getFields()[name]
  if (!field) throw new Error("a field without a root")
  return field
}
