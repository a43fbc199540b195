import { type FieldNode, type GraphQLField, getArgumentValues } from "./graphql-internals"
import { Fault } from "../platform/errors"
import type { Column } from "./shape"

/** What the values of a statement are read from: one for each execution. */
export interface Values {
  readonly variables: Readonly<Record<string, unknown>>
  readonly actorId: string
  /** Ids that are known only now: of what a verb wrote, or of what a resolver asks again. */
  readonly ids: readonly (string | null)[]
  /** Which of the request's root fields this is, for the trail. */
  readonly position: number
  /** The field that asks: of those that share a statement each has arguments of its own. */
  readonly node: FieldNode | undefined
  readonly known: Map<FieldNode, Readonly<Record<string, unknown>>>
}

export const valuesOf = (
  variables: Readonly<Record<string, unknown>>,
  actorId: string,
  position: number,
  ids: readonly (string | null)[] = [],
  node?: FieldNode,
): Values => ({ variables, actorId, ids, position, node, known: new Map() })

/** A parameter of a statement: the type it is cast to, and its value as text. */
export interface Bind {
  readonly cast: string
  readonly read: (values: Values) => string | null
}

/** The arguments of a field, coerced once an execution. Of a root field they are those of the one that asks. */
export function argumentsOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode | undefined,
  values: Values,
): Readonly<Record<string, unknown>> {
  if (!node) return {}
  let known = values.known.get(node)
  if (!known) values.known.set(node, (known = getArgumentValues(field, node, values.variables)))
  return known
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
export const isUuid = (value: unknown): value is string => typeof value === "string" && uuid.test(value)

/** A value as text for a column of this type. An id that is not of the form of ids is null: it matches nothing, as an absent one. */
export function textOf(type: string, value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (type === "uuid") return isUuid(value) ? value : null
  if (value instanceof Date) return momentText(value)
  // PostgreSQL's text knows no NUL; such a value matches nothing that is stored.
  if (typeof value === "string") return value.includes("\0") ? null : value
  return typeof value === "number" || typeof value === "boolean" ? String(value) : null
}

/** A moment before or after all that PostgreSQL writes as we do is one without end. */
function momentText(moment: Date): string {
  const year = moment.getUTCFullYear()
  return year < 1 ? "-infinity" : year > 9999 ? "infinity" : moment.toISOString()
}

/** An array literal of PostgreSQL. */
export function arrayTextOf(type: string, values: readonly unknown[]): string {
  const texts = values.map((value) => textOf(type, value)).filter((text) => text !== null)
  return `{${texts.map((text) => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`).join(",")}}`
}

export const largestPage = 100
export const usualPage = 25

/**
 * How many rows a list gives.
 * @throws Fault BAD_REQUEST for a negative number or one beyond the maximum
 */
export function sizeOf(asked: unknown, usual: number, max: number): number {
  if (asked === null || asked === undefined) return usual
  if (typeof asked !== "number" || asked < 0 || asked > max) throw new Fault("BAD_REQUEST", "PAGE_SIZE")
  return asked
}

export const bindOf = (column: Column, read: (values: Values) => unknown): Bind => ({
  cast: column.type,
  read: (values) => textOf(column.type, read(values)),
})
