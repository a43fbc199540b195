import type { Bind } from "./binds"
import { mentioning } from "./about"
import { anySql, eachSql, firstOf } from "./nodes-sql"
import { pageSql } from "./page-sql"
import type { Output, Plan, RowPlan } from "./plan"
import { type Fragment, type Select, aggregated, gathered, lateral, merged, ownOf, shared } from "./seen"
import { type Look, missedInsert, trailInsert } from "./trail-insert"
import type { Column, Entity } from "./shape"
import { type Table, Writer, literal, quoted } from "./writer"

export interface Sql {
  readonly text: string
  readonly binds: readonly Bind[]
}

/** One plan → one statement: the JSON of a root field, and the line of the trail for what it serves. Pure: text and binds, no values. */
export function sqlOf(plan: Plan, look: Look): Sql {
  const writer = new Writer()
  const { text, seen } = answer(writer, plan)
  const me = writer.asksScope
    ? "me as materialized (select s.categories, s.emergencies from scope s where s.xact = pg_current_xact_id_if_assigned()), "
    : ""
  const position = writer.bind({ cast: "smallint", read: (values) => String(values.position) })
  const trail = trailInsert(plan, seen, look, position)
  const { root } = plan
  const missed = root.is === "each" ? `, missed as (${missedInsert(look, position, writer.bind(root.asked))})` : ""
  return {
    text: `with ${me}answer as materialized (${text}), trail as (${trail})${missed} select j from answer`,
    binds: writer.binds,
  }
}

/** What answers the root field: always one row, so that the trail has its line for an absent record too. */
function answer(writer: Writer, { root }: Plan): Select {
  switch (root.is) {
    case "nothing":
      return { text: `select ${literal(root.json)}::json j`, seen: {} }
    case "known":
      return { text: "select to_json(true) j", seen: {} }
    case "page":
      return mentioning(writer, root.page, pageSql(writer, root.page, undefined, row))
    case "ids":
      return byIds(writer, root.row, root.ids)
    case "row": {
      const { join, value, seen } = lateral(
        writer,
        one(writer, root.row, (table) => writer.where(table, root.where)),
      )
      return { text: `select ${value} j${gathered(seen)} from (select) root ${join}`, seen }
    }
    case "any": {
      const id = writer.bind(root.id)
      const found = root.rows.map(({ row: plan }) => lateral(writer, one(writer, plan, (table) => [`${table.alias}."id" = ${id}`]))) // prettier-ignore
      return anySql(found, root.rows)
    }
    case "each": {
      const ids = writer.bind(root.ids)
      const found = root.rows.map(({ row: plan }) => lateral(writer, rowsById(writer, plan, ids, "null")))
      return eachSql(found, root.rows)
    }
  }
}

/** The JSON of a row of `table`, the joins it needs, and whom it shows. */
function row(writer: Writer, table: Table, plan: RowPlan): Fragment {
  const made = plan.outputs.map((output) => ({ key: output.key, ...outputSql(writer, table, output) }))
  const columns = made.map(({ key, value }) => `${value} ${quoted(key)}`)
  if (plan.named) columns.push(`${literal(plan.entity.name)} "__typename"`)
  if (plan.cursor.length)
    columns.push(`json_build_array(${plan.cursor.map((column) => table.column(column)).join(", ")}) "cursor"`)
  // A select without a table of its own: the planner takes it up into the row, where a sub-select would run for each.
  const alias = writer.alias()
  const joins = made.map(({ join }) => join)
  if (columns.length) joins.push(`cross join lateral (select ${columns.join(", ")}) ${alias}`)
  return {
    join: joins.join(" "),
    value: columns.length ? `row_to_json(${alias})` : `'{}'::json`,
    seen: merged([ownOf(plan, writer, table), ...made.map(({ seen }) => seen)]),
  }
}

function outputSql(writer: Writer, table: Table, output: Output): Fragment {
  switch (output.is) {
    case "column":
      return { join: "", value: guarded(writer, table, output.column, output.guarded), seen: {} }
    case "constant":
      return { join: "", value: `${literal(output.json)}::json`, seen: {} }
    case "above": {
      const key = table.column(output.via)
      return beside(
        writer,
        one(writer, output.row, (target) => [`${target.alias}."id" = ${key}`]),
      )
    }
    case "tells": {
      const given = output.of.map((column) => table.column(column)).join(", ")
      return { join: "", value: `${quoted(output.function)}(${given})`, seen: {} }
    }
    case "either":
      return firstOf(
        output.members.map(({ via, row }) =>
          beside(
            writer,
            one(writer, row, (target) => [`${target.alias}."id" = ${guarded(writer, table, via, output.guarded)}`]),
          ),
        ),
      )
    case "withheld": {
      const [some, all] = [output.always, [...output.always, ...output.guarded]].map((names) =>
        literal(JSON.stringify(names)),
      )
      const { guard } = table.entity
      const value =
        guard && output.guarded.length ? `case when ${writer.readable(table, guard)} then ${some} else ${all} end` : all
      return { join: "", value: `(${value})::json`, seen: {} }
    }
    case "list":
      return lateral(writer, list(writer, table, output))
    case "page":
      return lateral(writer, pageSql(writer, output.page, table, row))
    case "count": {
      const target = below(writer, table, output.entity, output.told)
      const where = matching(writer, table, target, output)
      return { join: "", value: writer.counted(`select from ${target.from} where ${where}`), seen: {} }
    }
  }
}

/** A column, or null where the category of its row withholds it. */
function guarded(writer: Writer, table: Table, column: Column, withholds: boolean): string {
  const { guard } = table.entity
  return withholds && guard
    ? `case when ${writer.readable(table, guard)} then ${table.column(column)} end`
    : table.column(column)
}

/** A row above: where it shows nobody it needs no join. */
function beside(writer: Writer, select: Select): Fragment {
  const { join, value, seen } = lateral(writer, select)
  return Object.keys(seen).length ? { join, value, seen: shared(seen) } : { join: "", value: `(${select.text})`, seen }
}

function one(writer: Writer, plan: RowPlan, where: (table: Table) => string[]): Select {
  const table = writer.table(plan.entity)
  const { join, value, seen } = row(writer, table, plan)
  return {
    text: `select ${value} j${gathered(seen)} from ${table.from} ${join} where ${where(table).join(" and ")}`,
    seen,
  }
}

type Below = Extract<Output, { is: "list" }>

/** The rows below a row: of their table, or told by a function. */
const below = (writer: Writer, above: Table, entity: Entity, told: Below["told"]): Table =>
  told
    ? writer.tableOf(
        entity,
        told.function,
        told.of.map((column) => above.column(column)),
      )
    : writer.table(entity)

const matching = (writer: Writer, above: Table, own: Table, { by, where }: Pick<Below, "by" | "where">): string => {
  const equal = by.map(([column, other]) => `${own.column(column)} = ${above.column(other)}`)
  return [...equal, ...writer.where(own, where)].join(" and ") || "true"
}

function list(
  writer: Writer,
  above: Table,
  { row: plan, by, told, where: narrowed, order, size, max }: Extract<Output, { is: "list" }>,
): Select {
  const table = below(writer, above, plan.entity, told)
  const { join, value, seen } = row(writer, table, plan)
  const ordered = table.orderBy(order)
  const where = matching(writer, above, table, { by, where: narrowed })
  // The literal tells the planner what to expect; under a generic plan it knows nothing of a parameter's value.
  const rows = `select ${table.columns} from ${table.from} where ${where} order by ${ordered} limit least(${writer.bindSize(size)}, ${max})`
  const json = `coalesce(json_agg(${value} order by ${ordered}), '[]') j`
  return { text: `select ${json}${aggregated(seen)} from (${rows}) ${table.alias} ${join}`, seen }
}

const byIds = (writer: Writer, plan: RowPlan, ids: Bind): Select => rowsById(writer, plan, writer.bind(ids), "'{}'")

function rowsById(writer: Writer, plan: RowPlan, ids: string, nothing: string): Select {
  const table = writer.table(plan.entity)
  const { join, value, seen } = row(writer, table, plan)
  const json = `coalesce(json_object_agg(${table.alias}."id", ${value}), ${nothing}) j`
  const where = `${table.alias}."id" = any(${ids})`
  return { text: `select ${json}${aggregated(seen)} from ${table.from} ${join} where ${where}`, seen }
}
