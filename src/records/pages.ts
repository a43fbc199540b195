import { Fault } from "../platform/errors"
import { type Bind, type Values, arrayTextOf, bindOf, largestPage, sizeOf, usualPage } from "./binds"
import { readCursor } from "./cursor"
import { type Class, type Direction, type Filter, type PageMark, propertiesOf } from "./marks"
import type { Predicate } from "./plan"
import { type Column, type Entity, columnOf } from "./shape"

type Narrowing = Exclude<Filter, { test: "given" | "during" }>
type During = Extract<Filter, { test: "during" }>
type Given = (values: Values) => Readonly<Record<string, unknown>>

/** From which side a page is asked, beyond which cursor, and how large. */
export interface Side {
  backward: boolean
  beyond: "after" | "before" | undefined
  size: (values: Values) => number
}

/** @throws Fault BAD_REQUEST when a page is asked from both sides at once */
export function sideOf(given: Given, values: Values): Side {
  const asked = given(values)
  const has = (name: string): boolean => asked[name] !== undefined && asked[name] !== null
  const backward = has("last")
  if (backward ? has("first") || has("after") : has("before")) throw new Fault("BAD_REQUEST", "PAGE_SIZE")
  return {
    backward,
    beyond: backward ? (has("before") ? "before" : undefined) : has("after") ? "after" : undefined,
    size: (now) => sizeOf(given(now)[backward ? "last" : "first"], usualPage, largestPage),
  }
}

type OrderColumns = readonly (readonly [Column, Direction])[]

export function ordering(
  target: Entity,
  mark: PageMark,
  asked: unknown,
): { order: string; name: string; columns: OrderColumns } {
  const name = typeof asked === "string" ? asked : Object.keys(mark.orders)[0]
  const order = name === undefined ? undefined : mark.orders[name]
  if (name === undefined || !order) throw new Error(`${target.name} has no ordering of that name`)
  return {
    order: name,
    name: `${target.name}.${name}`,
    columns: order.map(([property, direction]) => [target.columns.get(property) as Column, direction] as const),
  }
}

/** The values of the cursor, one for each column of the ordering. */
export function cursorOrder(name: string, columns: OrderColumns, given: Given, side: "after" | "before"): Bind[] {
  const types = columns.map(([column]) => column.type)
  return types.map((cast, index) => ({
    cast,
    read: (values) => readCursor(name, types, given(values)[side] as string)[index] ?? null,
  }))
}

/** Rows that are found, ordered or counted by what is withheld from the actor are none: the way to them would tell its value. */
export const readableBy = ({ guard }: Entity, properties: readonly string[]): Predicate[] =>
  guard && properties.some((property) => guard.fields.has(property)) ? [{ is: "readable", guard }] : []

/** The predicates that a filter asks for. One on a field that the role may not read would be an oracle: it matches nothing. */
export function predicatesOf(
  target: Entity,
  mark: PageMark,
  given: Given,
  values: Values,
  may: (property: string) => boolean,
  terms: (of: Class) => Entity | undefined,
): Predicate[] {
  const asked = given(values)["filter"]
  if (asked === null || typeof asked !== "object") return []
  const value =
    (name: string) =>
    (now: Values): unknown =>
      (given(now)["filter"] as Record<string, unknown>)[name]
  return Object.entries(asked).flatMap(([name, wanted]) => {
    const filter = mark.filters?.[name]
    if (!filter || wanted === undefined || wanted === null) return []
    if (!propertiesOf(filter).every(may)) return [{ is: "never" as const }]
    if (filter.test === "given") return []
    if (filter.test === "during") return [duringOf(target, filter, terms(filter.of()), value(name))]
    return [predicateOf(target, filter, value(name), wanted)]
  })
}

function predicateOf(
  target: Entity,
  filter: Narrowing,
  value: (values: Values) => unknown,
  wanted: unknown,
): Predicate {
  const column = target.columns.get(filter.property) as Column
  const bind = bindOf(column, value)
  switch (filter.test) {
    case "equals":
      return { is: "compare", column, operator: "=", bind }
    case "from":
      return { is: "compare", column, operator: ">=", bind }
    case "before":
      return { is: "compare", column, operator: "<", bind }
    case "among":
      return {
        is: "compare",
        column,
        operator: "= any",
        bind: { cast: `${column.type}[]`, read: (values) => arrayTextOf(column.type, value(values) as unknown[]) },
      }
    case "startsWith":
      return { is: "prefix", column, bind: bindOf(column, (values) => startOf(value(values))) }
    case "hasWords":
      return { is: "words", column, bind }
    case "isAbsent":
      return { is: "null", column, absent: wanted === true }
    case "isOverdue":
      return { is: "overdue", column, done: target.columns.get(filter.done) as Column, late: wanted === true }
  }
}

/** By a term that the role may not read nothing is found: it would tell of it. */
function duringOf(
  target: Entity,
  { by, to, property }: During,
  terms: Entity | undefined,
  value: (values: Values) => unknown,
): Predicate {
  if (!terms) return { is: "never" }
  const [since, until] = [columnOf(terms, "startsAt"), columnOf(terms, "endsAt")]
  const term = { table: terms.table, by: columnOf(terms, by), to: columnOf(terms, to), since, until }
  return { is: "during", column: columnOf(target, property), term, bind: bindOf(term.to, value) }
}

/** The start of a name. @throws Fault BAD_REQUEST for less than two letters: that would be to leaf through the register */
function startOf(text: unknown): unknown {
  if (typeof text === "string" && Array.from(text).length < 2) throw new Fault("BAD_REQUEST", "FILTER")
  return text
}
