import { type GraphQLField, getNamedType } from "graphql"
import { type Filter, type Mark, type Order, propertiesOf } from "./marks"

/** What is looked at of an entity: which columns it has, and where its fields come from. */
interface Described {
  readonly columns: ReadonlyMap<string, unknown>
  readonly fields: ReadonlyMap<string, { readonly is: string }>
}

/** What a mark names must exist; a filter must narrow by a column, and every field of a filter's input must narrow. */
export function faultsOf(
  type: string,
  field: GraphQLField<unknown, unknown>,
  mark: Mark | undefined,
  entities: ReadonlyMap<string, Described>,
): string[] {
  if (!mark) return []
  const at = `${type}.${field.name}`
  const missing = (entity: Described | undefined, properties: readonly string[]): string[] =>
    properties.filter((property) => !entity?.columns.has(property)).map((property) => `${at}: no column ${property}`)
  if (mark.is === "needs") {
    const rows = mark.properties.filter((property) => entities.get(type)?.fields.get(property)?.is === "above")
    return [
      ...missing(entities.get(type), mark.properties),
      ...rows.map((property) => `${at}: needs a column, not the row ${property}`),
    ]
  }
  if (mark.is === "withheld" || mark.is === "known" || mark.is === "any" || mark.is === "each") return []
  if (mark.is === "either") return missing(entities.get(type), mark.of)
  const target = entities.get(mark.of().name)
  if (!target) return [`${at}: ${mark.of().name} is no entity`]
  if (mark.is === "one") return missing(target, [mark.property])
  if (mark.is === "self" || mark.is === "written") return []
  if (mark.is === "tells") return missing(entities.get(type), mark.properties)
  const filters: Filter[] = [
    ...Object.values((mark.is === "page" && mark.filters) || {}),
    ...Object.values((mark.is !== "list" && mark.where) || {}),
  ]
  const orders: Order[] = mark.is === "page" ? Object.values(mark.orders) : mark.is === "list" ? [mark.order] : []
  const beside = mark.is === "list" ? [...(mark.told?.of ?? []), ...(mark.sharing ?? []).map(([, above]) => above)] : []
  const own = mark.is === "list" ? (mark.sharing ?? []).map(([column]) => column) : []
  return [
    ...missing(target, mark.by === undefined ? own : [mark.by, ...own]),
    ...missing(entities.get(type), beside),
    ...(mark.is === "list" && entities.get(type)?.fields.get(mark.counted)?.is !== "count"
      ? [`${at}: nothing counts it, as ${mark.counted} is to do`]
      : []),
    ...missing(target, filters.flatMap(propertiesOf)),
    ...missing(
      target,
      orders.flatMap((order) => order.map(([property]) => property)),
    ),
    ...filters.flatMap((filter) =>
      filter.test === "during"
        ? missing(entities.get(filter.of().name), [filter.by, filter.to, "startsAt", "endsAt"])
        : [],
    ),
    ...(mark.is === "page" ? unfiltered(at, field, mark.filters ?? {}) : []),
    ...(mark.is === "page" && !mark.found && filters.some(({ test }) => test === "given")
      ? [`${at}: a filter is given to no function`]
      : []),
  ]
}

function unfiltered(
  at: string,
  field: GraphQLField<unknown, unknown>,
  filters: Readonly<Record<string, Filter>>,
): string[] {
  const input = field.args.find((argument) => argument.name === "filter")?.type
  if (!input) return []
  const named = getNamedType(input)
  const asked = "getFields" in named ? Object.keys(named.getFields()) : []
  return asked.filter((name) => !(name in filters)).map((name) => `${at}: the filter ${name} narrows nothing`)
}
