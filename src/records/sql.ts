import type { Bind } from "./binds"
import type { Direction } from "./marks"
import { type PagePlan, type Plan, type Predicate, type RowPlan, countedUpTo } from "./plan"
import { type Fragment, type Seen, aggregated, arrays, lifted, merged, ownOf } from "./seen"
import type { Column, Entity } from "./shape"
import { type Look, trailInsert } from "./trail-insert"

export interface Sql {
  readonly text: string
  readonly binds: readonly Bind[]
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

type Order = readonly (readonly [Column, Direction])[]

/** A table under an alias, that remembers which of its columns are used: an inner select names those and no others. */
class Table {
  private readonly used = new Set<string>()
  constructor(
    readonly alias: string,
    private readonly entity: Entity,
  ) {}
  column(column: Column): string {
    this.used.add(quoted(column.name))
    return `${this.alias}.${quoted(column.name)}`
  }
  get from(): string {
    return `${quoted(this.entity.table)} ${this.alias}`
  }
  get columns(): string {
    return [...this.used].map((name) => `${this.alias}.${name}`).join(", ") || "1"
  }
}

/** One plan → one statement: the JSON of a root field, and the line of the trail for what it serves. Pure: text and binds, no values. */
export function sqlOf(plan: Plan, look: Look): Sql {
  return new Writer().statement(plan, look)
}

class Writer {
  private readonly binds: Bind[] = []
  private aliases = 0

  statement(plan: Plan, look: Look): Sql {
    const { join, value, seen } = this.root(plan)
    const answer = `select ${value} j${arrays(seen)} from (select) root ${join}`
    const trail = trailInsert(
      plan,
      seen,
      look,
      this.bind({ cast: "smallint", read: (values) => String(values.position) }),
    )
    return {
      text: `with answer as materialized (${answer}), trail as (${trail}) select j from answer`,
      binds: this.binds,
    }
  }

  private root({ root }: Plan): Fragment {
    if (root.is === "nothing") return { join: "", value: `${literal(root.json)}::json`, seen: {} }
    if (root.is === "page") return this.page(root.page, undefined)
    if (root.is === "row") return this.one(root.row, (table) => this.where(table, root.where))
    if (root.is === "ids") return this.byIds(root.row, root.ids)
    const id = this.bind(root.id)
    const rows = root.rows.map((row) => this.one(row, (table) => [`${table.alias}."id" = ${id}`]))
    return {
      join: rows.map((row) => row.join).join(" "),
      value: `coalesce(${[...rows.map((row) => row.value), "null"].join(", ")})`,
      seen: merged(rows.map((row) => row.seen)),
    }
  }

  /** The JSON of a row of `table`, the joins it needs, and whom it shows. */
  private row(table: Table, plan: RowPlan): Fragment {
    const made = plan.outputs.map((output): Fragment & { key: string } => ({
      key: output.key,
      ...this.output(table, output),
    }))
    const columns = made.map(({ key, value }) => `${value} ${quoted(key)}`)
    if (plan.named) columns.push(`${literal(plan.entity.name)} "__typename"`)
    if (plan.cursor.length)
      columns.push(`json_build_array(${plan.cursor.map((column) => table.column(column)).join(", ")}) "cursor"`)
    return {
      join: made.map(({ join }) => join).join(" "),
      value: columns.length ? `(select row_to_json(z) from (select ${columns.join(", ")}) z)` : `'{}'::json`,
      seen: merged([ownOf(plan, (column) => table.column(column)), ...made.map(({ seen }) => seen)]),
    }
  }

  private output(table: Table, output: RowPlan["outputs"][number]): Fragment {
    switch (output.is) {
      case "column":
        return { join: "", value: table.column(output.column), seen: {} }
      case "constant":
        return { join: "", value: `${literal(output.json)}::json`, seen: {} }
      case "above": {
        const key = table.column(output.via)
        return this.one(output.row, (target) => [`${target.alias}."id" = ${key}`])
      }
      case "either": {
        const members = output.members.map(({ via, row }) =>
          this.one(row, (target) => [`${target.alias}."id" = ${table.column(via)}`]),
        )
        return {
          join: members.map(({ join }) => join).join(" "),
          value: `coalesce(${[...members.map(({ value }) => value), "null"].join(", ")})`,
          seen: merged(members.map(({ seen }) => seen)),
        }
      }
      case "list":
        return this.list(table, output)
      case "page":
        return this.page(output.page, table)
      case "count": {
        const target = this.table(output.entity)
        const where = [`${target.column(output.by)} = ${table.alias}."id"`, ...this.where(target, output.where)]
        return { join: "", value: this.counted(target, where), seen: {} }
      }
    }
  }

  private one(plan: RowPlan, where: (table: Table) => string[]): Fragment {
    const table = this.table(plan.entity)
    const outer = this.alias()
    const row = this.row(table, plan)
    const select = `select ${row.value} j${arrays(row.seen)} from ${table.from} ${row.join} where ${where(table).join(" and ")}`
    return {
      join: `left join lateral (${select}) ${outer} on true`,
      value: `${outer}.j`,
      seen: lifted(outer, row.seen),
    }
  }

  private list(above: Table, output: Extract<RowPlan["outputs"][number], { is: "list" }>): Fragment {
    const table = this.table(output.row.entity)
    const outer = this.alias()
    const row = this.row(table, output.row)
    const order = orderBy(table, output.order)
    const size = this.bind({ cast: "int", read: (values) => String(output.size(values)) })
    const where = `${table.column(output.by)} = ${above.alias}."id"`
    // The literal tells the planner what to expect; under a generic plan it knows nothing of a parameter's value.
    const inner = `select ${table.columns} from ${table.from} where ${where} order by ${order} limit least(${size}, ${output.max})`
    const select = `select coalesce(json_agg(${row.value} order by ${order}), '[]') j${aggregated(row.seen)} from (${inner}) ${table.alias} ${row.join}`
    return {
      join: `left join lateral (${select}) ${outer} on true`,
      value: `${outer}.j`,
      seen: lifted(outer, row.seen),
    }
  }

  private page(plan: PagePlan, above: Table | undefined): Fragment {
    const outer = this.alias()
    const facts = [
      `'backward', ${plan.backward}`,
      `'beyond', ${plan.after.length > 0}`,
      `'order', ${literal(plan.ordering)}`,
    ]
    if (plan.asks.total) {
      const table = this.table(plan.entity)
      facts.push(`'totalCount', ${this.counted(table, this.pageWhere(table, plan, above))}`)
    }
    if (!plan.rows && !plan.asks.more) return { join: "", value: `json_build_object(${facts.join(", ")})`, seen: {} }

    const table = this.table(plan.entity)
    const row = this.row(
      table,
      plan.rows ?? { entity: plan.entity, outputs: [], named: false, cursor: [], concerns: {}, category: undefined },
    )
    const order = orderBy(table, plan.order)
    const size = this.bind({ cast: "int", read: (values) => String(plan.size(values)) })
    const where = [...this.pageWhere(table, plan, above), ...this.beyond(table, plan)].join(" and ") || "true"
    const numbered = `select ${table.columns}, row_number() over (order by ${order}) n from ${table.from} where ${where} order by ${order} limit 101`
    const within = plan.asks.more ? ` filter (where ${table.alias}.n <= ${size})` : ""
    const rows = `(select * from (${numbered}) ${table.alias} limit ${size}${plan.asks.more ? " + 1" : ""}) ${table.alias}`
    if (plan.rows)
      facts.push(
        `'nodes', coalesce(json_agg(${row.value} order by ${table.alias}.n${plan.backward ? " desc" : ""})${within}, '[]')`,
      )
    if (plan.asks.more) facts.push(`'more', count(*) > ${size}`)
    const select = `select json_build_object(${facts.join(", ")}) j${aggregated(row.seen, within)} from ${rows} ${row.join}`
    return {
      join: `left join lateral (${select}) ${outer} on true`,
      value: `${outer}.j`,
      seen: lifted(outer, row.seen),
    }
  }

  private pageWhere(table: Table, plan: PagePlan, above: Table | undefined): string[] {
    const below = plan.by && above ? [`${table.column(plan.by)} = ${above.alias}."id"`] : []
    return [...below, ...this.where(table, plan.where)]
  }

  /** What lies beyond the cursor. All columns of an ordering run in one direction, so that one comparison of rows says it. */
  private beyond(table: Table, plan: PagePlan): string[] {
    if (!plan.after.length) return []
    const columns = plan.order.map(([column]) => table.column(column)).join(", ")
    const descending = plan.order[0]?.[1] === "desc"
    return [`(${columns}) ${descending ? "<" : ">"} (${plan.after.map((bind) => this.bind(bind)).join(", ")})`]
  }

  private byIds(plan: RowPlan, ids: Bind): Fragment {
    const table = this.table(plan.entity)
    const outer = this.alias()
    const row = this.row(table, plan)
    const select = `select coalesce(json_object_agg(${table.alias}."id", ${row.value}), '{}') j${aggregated(row.seen)} from ${table.from} ${row.join} where ${table.alias}."id" = any(${this.bind(ids)})`
    return {
      join: `left join lateral (${select}) ${outer} on true`,
      value: `${outer}.j`,
      seen: lifted(outer, row.seen),
    }
  }

  private counted(table: Table, where: readonly string[]): string {
    return `(select count(*) from (select from ${table.from} where ${where.join(" and ") || "true"} limit ${countedUpTo}) counted)`
  }

  private where(table: Table, predicates: readonly Predicate[]): string[] {
    return predicates.map((predicate) => {
      if (predicate.is === "never") return "false"
      const column = table.column(predicate.column)
      switch (predicate.is) {
        case "compare":
          return predicate.operator === "= any"
            ? `${column} = any(${this.bind(predicate.bind)})`
            : `${column} ${predicate.operator} ${this.bind(predicate.bind)}`
        case "null":
          return `${column} is ${predicate.absent ? "" : "not "}null`
        case "holds":
          return `${this.bind(predicate.bind)} = any(${column})`
        case "prefix": {
          // A range and not `like`, which is not leakproof and would scan under a row rule.
          const start = this.bind(predicate.bind)
          return `${column} collate "C" >= ${start} and ${column} collate "C" < ${start} || chr(1114111)`
        }
        case "listed":
          return `${column} in (select ${quoted(predicate.function)}(${this.bind(predicate.bind)}))`
      }
    })
  }

  private bind(bind: Bind): string {
    const known = this.binds.indexOf(bind)
    return `$${known >= 0 ? known + 1 : this.binds.push(bind)}::${bind.cast}`
  }
  private alias(): string {
    return `t${++this.aliases}`
  }
  private table(entity: Entity): Table {
    return new Table(this.alias(), entity)
  }
}

const orderBy = (table: Table, order: Order): string =>
  order.map(([column, direction]) => `${table.column(column)} ${direction}`).join(", ")

export type { Seen }
