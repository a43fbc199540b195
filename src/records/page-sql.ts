import { largestPage } from "./binds"
import { foundTable } from "./finding"
import { type PagePlan, type RowPlan, countedUpTo } from "./plan"
import { type Fragment, type Select, aggregated } from "./seen"
import { countedFrom, fedFrom } from "./feed-sql"
import { type Table, type Writer, literal } from "./writer"

type Ordered = PagePlan["order"][number]
type RowSql = (writer: Writer, table: Table, plan: RowPlan) => Fragment

/** A page of a connection: rows, whether there are more, and how many in all, as one JSON object, each part only where it is asked. */
export function pageSql(writer: Writer, plan: PagePlan, above: Table | undefined, rowSql: RowSql): Select {
  const facts = [
    `'backward', ${plan.backward}`,
    `'beyond', ${plan.after.length > 0}`,
    `'order', ${literal(plan.ordering)}`,
  ]
  if (plan.asks.total) {
    const table = plan.found
      ? foundTable(writer, plan, plan.found, String(countedUpTo), "none")
      : writer.table(plan.entity, plan.told)
    const where = narrowed(writer, table, plan, above)
    const counted = plan.feed ? countedFrom(plan.feed, table, where) : `select from ${table.from} where ${both(where)}`
    facts.push(`'totalCount', ${writer.counted(counted)}`)
  }
  if (!plan.rows && !plan.asks.more) return { text: `select json_build_object(${facts.join(", ")}) j`, seen: {} }

  const size = writer.bindSize(plan.size)
  const ahead = plan.asks.more ? 1 : 0
  const table = plan.found
    ? foundTable(writer, plan, plan.found, `${size} + ${ahead}`, plan.order[0]?.[1] ?? "asc")
    : writer.table(plan.entity, plan.told)
  const { join, value, seen } = plan.rows ? rowSql(writer, table, plan.rows) : { join: "", value: "", seen: {} }
  const order = table.orderBy(plan.order)
  const where = narrowed(writer, table, plan, above)
  const after = beyond(writer, plan)
  // The row ahead only tells that there are more: it is not served, and so not in the trail.
  const number = ahead ? `, row_number() over (order by ${order}) n` : ""
  const served = ahead ? ` filter (where ${table.alias}.n <= ${size})` : ""
  const shown = plan.backward ? table.orderBy(plan.order.map(turned)) : order
  // The literal tells the planner what to expect; under a generic plan it knows nothing of a parameter's value.
  const most = largestPage + ahead
  const from = plan.feed
    ? `(${fedFrom(plan.feed, plan, table, { where, after, order, most, size: `${size} + ${ahead}` })}) ${table.alias}`
    : `${table.from} where ${both([...where, ...after(plan.order.map(([column]) => table.column(column)))])}`
  const limited = `select ${table.columns}${number} from ${from} order by ${order} limit ${most}`
  // Ordered again by what it is ordered by already: so the planner knows it, and sorts no more.
  const rows = `(select * from (${limited}) ${table.alias} order by ${order} limit ${size} + ${ahead}) ${table.alias}`
  if (plan.rows) facts.push(`'nodes', coalesce(json_agg(${value} order by ${shown})${served}, '[]')`)
  if (plan.asks.more) facts.push(`'more', count(*) > ${size}`)
  return {
    text: `select json_build_object(${facts.join(", ")}) j${aggregated(seen, served)} from ${rows} ${join}`,
    seen,
  }
}

const turned = ([column, direction]: Ordered): Ordered => [column, direction === "asc" ? "desc" : "asc"]

function narrowed(writer: Writer, table: Table, plan: PagePlan, above: Table | undefined): string[] {
  const below = plan.by && above ? [`${table.column(plan.by)} = ${above.alias}."id"`] : []
  return [...below, ...writer.where(table, plan.where)]
}

const both = (conditions: readonly string[]): string => conditions.join(" and ") || "true"

/** What lies beyond the cursor. All columns of an ordering run in one direction, so that one comparison of rows says it. */
function beyond(writer: Writer, plan: PagePlan): (columns: readonly string[]) => string[] {
  if (!plan.after.length) return () => []
  const values = plan.after.map((bind) => writer.bind(bind)).join(", ")
  return (columns) => [`(${columns.join(", ")}) ${plan.order[0]?.[1] === "desc" ? "<" : ">"} (${values})`]
}
