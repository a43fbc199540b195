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

/** The rows of a list of all that exists for the actor, in an order that the feed has, or in another one. */
export const fedFrom = (feed: Feed, plan: PagePlan, table: Table, fed: Fed): string =>
  plan.fed ? merged(feed, plan, table, fed) : sortedOrWalked(feed, plan, table, fed)

/**
 * The first rows of all that exists for the actor: the first of each principal of hers, merged. A walk over the whole table would
 * pass by everything that exists for others; sorting all of the actor's own would cost the more the more there is.
 */
function merged(feed: Feed, plan: PagePlan, table: Table, { where, after, order, most, size }: Fed): string {
  const [moment, key] = [`f.${feed.moment}`, `f.${feed.key}`]
  const direction = plan.order[0]?.[1] ?? "asc"
  const one = `select distinct on (${moment}, ${key}) ${table.columns} ${led(feed, table, [...where, ...after([moment, key])])} order by ${moment} ${direction}, ${key} ${direction} limit ${most}`
  const columns = plan.order.map(([column]) => table.column(column)).join(", ")
  return `select distinct on (${columns}) ${table.columns} from ${principals} cross join lateral (select * from (${one}) ${table.alias} limit ${size}) ${table.alias} order by ${order}`
}

/** Up to so many rows are fetched by their ids and put in order; whoever has more finds a page of hers soon by walking. */
const fewRows = 2000

/**
 * A list in an order that the feed does not have. For whom few rows exist they are fetched through the feed and sorted; for whom many
 * do, the table is walked in that order. Which of the two runs is found out by the statement itself.
 */
function sortedOrWalked(feed: Feed, plan: PagePlan, table: Table, { where, after, order, most }: Fed): string {
  const columns = plan.order.map(([column]) => table.column(column))
  const mine = `select f.${feed.key} id from ${principals} cross join lateral (select f.${feed.key} from ${feed.table} f where f.${feed.principal} = principal.id and ${feed.live} limit ${fewRows + 1}) f limit ${fewRows + 1}`
  const rows = (condition: string): string =>
    `(select ${table.columns} from ${table.from} where ${[condition, ...where, ...after(columns)].join(" and ")} order by ${order} limit ${most})`
  return `with mine as materialized (select array_agg(own.id) ids, count(*) <= ${fewRows} few from (${mine}) own) ${rows(
    `(select few from mine) and ${table.alias}."id" = any ((select ids from mine)::uuid[])`,
  )} union all ${rows("not (select few from mine)")}`
}

/** The same, to be counted: each row once, by whatever principals it comes. */
export const countedFrom = (feed: Feed, table: Table, where: readonly string[]): string =>
  `select distinct ${table.alias}."id" from ${principals} cross join lateral (select distinct on (f.${feed.moment}, f.${feed.key}) ${table.alias}."id" ${led(feed, table, where)} order by f.${feed.moment}, f.${feed.key} limit ${countedUpTo}) ${table.alias}`
