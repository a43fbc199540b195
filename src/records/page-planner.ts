import { aboutOf } from "./about"
import { Fault } from "../platform/errors"
import { type Bind, type Values, argumentsOf, bindOf } from "./binds"
import type { FieldNode, GraphQLField } from "./graphql-internals"
import { foundBy } from "./finding"
import { type Class, type Feed, type PageMark, propertiesOf } from "./marks"
import { cursorOrder, ordering, predicatesOf, readableBy, sideOf } from "./pages"
import type { PagePlan, Predicate, RowPlan } from "./plan"
import type { Rights } from "./rights"
import type { SelectionReader } from "./selection"
import { type Column, type Entity, type Shape, columnOf, inheritsCase } from "./shape"

/** What planning a page takes from the planner. */
export interface PageContext {
  readonly shape: Shape
  readonly rights: Rights
  readonly selection: SelectionReader
  readonly values: Values
  /** Of this type something is told, a number at least. */
  tells(entity: Entity): void
  row(entity: Entity, nodes: readonly FieldNode[], above: { inherits?: boolean; cursor?: Column[] }): RowPlan
}

/** A page of nothing, for a role that may not read the type. */
export const emptyPage = JSON.stringify({
  nodes: [],
  more: false,
  backward: false,
  beyond: false,
  totalCount: 0,
  order: "",
})

/** A connection: its rows where they are asked, from one side, beyond a cursor, narrowed and ordered from closed lists. */
export function planPage(
  context: PageContext,
  mark: PageMark,
  field: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
  above: Entity | undefined,
): PagePlan | undefined {
  const { shape, rights, selection, values } = context
  const target = shape.entity(mark.of())
  const [node] = nodes
  if (!node || !rights.mayRead(target.name)) return undefined
  const given = (now: Values): Readonly<Record<string, unknown>> => argumentsOf(field, above ? node : now.node, now)
  const { backward, beyond, size } = sideOf(given, values)
  const { order: orderName, name, columns } = ordering(target, mark, given(values)["orderBy"])
  const may = (property: string): boolean => rights.mayReadField(target.name, property)
  const terms = (of: Class): Entity | undefined => (rights.mayRead(of.name) ? shape.entity(of) : undefined)
  const where = predicatesOf(target, mark, given, values, may, terms)
  const filter = (given(values)["filter"] ?? {}) as Record<string, unknown>
  const filtered = Object.keys(filter).filter((name) => filter[name] !== undefined && filter[name] !== null)
  if (mark.narrowedBy && !mark.narrowedBy.some((name) => filtered.includes(name)))
    throw new Fault("BAD_REQUEST", "FILTER")
  const used = [
    ...filtered.flatMap((name) => (mark.filters?.[name] ? propertiesOf(mark.filters[name]) : [])),
    mark.by ?? "",
  ]
  where.push(...absent(target, mark.where))
  where.push(...readableBy(target, [...used, ...columns.map(([column]) => column.property)]))
  if (!columns.every(([column]) => may(column.property))) where.push({ is: "never" })
  context.tells(target)
  const asked = selection.connection(field.type, nodes)
  const by = mark.by === undefined ? undefined : columnOf(target, mark.by)
  const inherits = above !== undefined && by !== undefined && inheritsCase(above, target, by)
  const cursor = asked.cursors ? columns.map(([column]) => column) : []
  const feed = rights.byGrant && above === undefined ? feedOf(mark, filtered) : undefined
  return {
    entity: target,
    found: mark.found && foundBy(mark.found, mark, filtered, given, may),
    feed,
    fed: feed?.orders.includes(orderName) ?? false,
    told: mark.told && { function: mark.told.function, binds: toldBinds(mark.told.arguments, given) },
    by,
    where,
    ordering: name,
    order: backward
      ? columns.map(([column, direction]) => [column, direction === "asc" ? "desc" : "asc"] as const)
      : columns,
    backward,
    after: beyond ? cursorOrder(name, columns, given, beyond) : [],
    size,
    rows: asked.shown || asked.cursors ? context.row(target, asked.rows, { cursor, inherits }) : undefined,
    asks: { more: asked.more, total: asked.total },
    about: above ? [] : aboutOf(given, values),
  }
}

/** The feed of a list, where nothing that is asked has an index of its own. */
const feedOf = ({ feed }: PageMark, filtered: readonly string[]): Feed | undefined =>
  feed && !feed.unless.some((name) => filtered.includes(name)) ? feed : undefined

const toldBinds = (
  named: readonly (readonly [string, string])[],
  given: (values: Values) => Readonly<Record<string, unknown>>,
): Bind[] => named.map(([name, type]) => bindOf({ property: name, name, type }, (values) => given(values)[name]))

/** Rows without a value of these. */
export const absent = (target: Entity, where: PageMark["where"] = {}): Predicate[] =>
  Object.values(where).map(({ property }) => ({ is: "null", column: columnOf(target, property), absent: true }))
