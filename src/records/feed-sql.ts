import type { Feed } from "./marks"
import { type PagePlan, countedUpTo } from "./plan"
import type { Table } from "./writer"

interface Fed {
  readonly where: readonly string[]
  readonly after: (columns: readonly string[]) => string[]
  readonly order: string
  /** The most rows that any page needs, for the planner; and how many this one does. */
  readonly most: number
  readonly size: string
}

const principals =
  "unnest((select s.principals from scope s where s.xact = pg_current_xact_id_if_assigned())) principal(id)"

/** The rows that the feed of one principal leads to. The row rules still decide about each: of the feed, and of what it leads to. */
const led = (feed: Feed, table: Table, where: readonly string[]): string =>
  `from ${feed.table} f join ${table.from} on ${table.alias}."id" = f.${feed.key} where ${[`f.${feed.principal} = principal.id`, feed.live, ...where].join(" and ")}`

/**
 * The first rows of all that exists for the actor: the first of each principal of hers, merged. A walk over the whole table would
 * pass by everything that exists for others; sorting all of the actor's own would cost the more the more there is.
 */
export function fedBy(feed: Feed, plan: PagePlan, table: Table, { where, after, order, most, size }: Fed): string {
  const [moment, key] = [`f.${feed.moment}`, `f.${feed.key}`]
  const direction = plan.order[0]?.[1] ?? "asc"
  const one = `select distinct on (${moment}, ${key}) ${table.columns} ${led(feed, table, [...where, ...after([moment, key])])} order by ${moment} ${direction}, ${key} ${direction} limit ${most}`
  const columns = plan.order.map(([column]) => table.column(column)).join(", ")
  return `select distinct on (${columns}) ${table.columns} from ${principals} cross join lateral (select * from (${one}) ${table.alias} limit ${size}) ${table.alias} order by ${order}`
}

/** The same, to be counted: each row once, by whatever principals it comes. */
export const countedFrom = (feed: Feed, table: Table, where: readonly string[]): string =>
  `select distinct ${table.alias}."id" from ${principals} cross join lateral (select distinct on (f.${feed.moment}, f.${feed.key}) ${table.alias}."id" ${led(feed, table, where)} order by f.${feed.moment}, f.${feed.key} limit ${countedUpTo}) ${table.alias}`
