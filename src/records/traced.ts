import { Extensions } from "type-graphql"
import { type GraphQLField, type GraphQLResolveInfo, Kind, OperationTypeNode } from "graphql"
import { type ActivityName, type TrailActionName, activities } from "../audit/activities"
import type { Employee } from "../permissions/actor"
import { fieldOf } from "./statements"
import type { Look } from "./trail-insert"

interface Processing {
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

/** The look that a root field takes, as an employee of this role. */
export function lookOf(info: GraphQLResolveInfo, { role }: Employee): Look {
  const field = rootOf(info)
  const processing = processingOf(field)
  if (!processing) throw new Error(`${field.name} names no processing activity`)
  const { version, purpose } = activities[processing.activity]
  return {
    field: field.name,
    action: processing.action,
    activity: processing.activity,
    version,
    purpose,
    byGrant: role !== "PRIVACY_OFFICER",
  }
}

/** The root field that a field hangs under. */
function rootOf(info: GraphQLResolveInfo): GraphQLField<unknown, unknown> {
  let { path } = info
  while (path.prev) path = path.prev
  if (info.path.prev === undefined) return fieldOf(info)
  const root =
    info.operation.operation === OperationTypeNode.MUTATION ? info.schema.getMutationType() : info.schema.getQueryType()
  const field =
    path.typename === root?.name || path.typename === undefined
      ? root?.getFields()[rootName(info, String(path.key))]
      : undefined
  if (!field) throw new Error("a field without a root")
  return field
}

/** The name behind a response key of the root. */
function rootName(info: GraphQLResolveInfo, key: string): string {
  const look = (selections: GraphQLResolveInfo["operation"]["selectionSet"]["selections"]): string | undefined => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        if ((selection.alias ?? selection.name).value === key) return selection.name.value
      } else {
        const set =
          selection.kind === Kind.INLINE_FRAGMENT
            ? selection.selectionSet
            : info.fragments[selection.name.value]?.selectionSet
        const found = set && look(set.selections)
        if (found) return found
      }
    }
    return undefined
  }
  return look(info.operation.selectionSet.selections) ?? key
}
