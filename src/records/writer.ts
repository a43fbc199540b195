import { escapeIdentifier as quoted, escapeLiteral as literal } from "pg"
import type { Bind, Values } from "./binds"
import { type Predicate, type Telling, type TermPlan, countedUpTo } from "./plan"
import type { Column, Entity, EntityGuard } from "./shape"
import type { Direction } from "./marks"

export { quoted, literal }

export const textArray = (texts: readonly string[]): string => `array[${texts.map(literal).join(", ")}]::text[]`

/** A table under an alias, that remembers which of its columns are used: an inner select names those and no others. */
export class Table {
  private readonly used = new Set<string>()

  constructor(
    readonly alias: string,
    readonly entity: Entity,
    private readonly source?: string,
  ) {}

  column(column: Column): string {
    this.used.add(quoted(column.name))
    return `${this.alias}.${quoted(column.name)}`
  }

  /** What the rows come from: the table itself, or a function that tells them. */
  get from(): string {
    return `${this.source ?? quoted(this.entity.table)} ${this.alias}`
  }

  /** The columns used so far; ask it after the rest of the text is made. */
  get columns(): string {
    return [...this.used].map((name) => `${this.alias}.${name}`).join(", ") || "1"
  }

  orderBy(order: readonly (readonly [Column, Direction])[]): string {
    return order.map(([column, direction]) => `${this.column(column)} ${direction}`).join(", ")
  }
}

/** The aliases and parameters of one statement. */
export class Writer {
  readonly binds: Bind[] = []
  /** The statement reads the scope of its transaction, under the name `me`. */
  asksScope = false
  private aliases = 0

  alias(): string {
    return `t${++this.aliases}`
  }

  table(entity: Entity, told?: Telling): Table {
    return told
      ? this.tableOf(
          entity,
          told.function,
          told.binds.map((bind) => this.bind(bind)),
        )
      : new Table(this.alias(), entity)
  }

  /** What a function answers, in the place of the table. */
  tableOf(entity: Entity, name: string, given: readonly string[]): Table {
    return new Table(this.alias(), entity, `${quoted(name)}(${given.join(", ")})`)
  }

  /** Whether the actor may read the category of a row: asked of what the scope holds, read once a statement. */
  readable(table: Table, { category, case: dossier }: EntityGuard): string {
    this.asksScope = true
    return `(${table.column(category)} = any ((select categories from me)::text[]) or ${table.column(dossier)} = any ((select emergencies from me)::uuid[]))`
  }

  bind(bind: Bind): string {
    const known = this.binds.indexOf(bind)
    return `$${known >= 0 ? known + 1 : this.binds.push(bind)}::${bind.cast}`
  }

  bindSize(size: (values: Values) => number): string {
    return this.bind({ cast: "int", read: (values) => String(size(values)) })
  }

  counted(rows: string): string {
    return `(select count(*) from (${rows} limit ${countedUpTo}) counted)`
  }

  where(table: Table, predicates: readonly Predicate[]): string[] {
    return predicates.map((predicate) => this.test(table, predicate))
  }

  private test(table: Table, predicate: Predicate): string {
    if (predicate.is === "never") return "false"
    if (predicate.is === "readable") return this.readable(table, predicate.guard)
    const column = table.column(predicate.column)
    if (predicate.is === "null") return `${column} is ${predicate.absent ? "" : "not "}null`
    if (predicate.is === "overdue") {
      const late = `${table.column(predicate.done)} is null and ${column} < now()`
      return predicate.late ? `(${late})` : `not (${late})`
    }
    const value = this.bind(predicate.bind)
    switch (predicate.is) {
      case "compare":
        return predicate.operator === "= any" ? `${column} = any(${value})` : `${column} ${predicate.operator} ${value}`
      case "words":
        // As a sub-select it is made once a statement, and not once a row.
        return `strpos(${column}, (select sought_as(${value}))) > 0`
      case "during":
        return during(predicate.term, column, value)
      case "prefix":
        // A range and not `like`, which is not leakproof and would scan under a row rule.
        return `${column} collate "C" >= ${value} and ${column} collate "C" < ${value} || chr(1114111)`
    }
  }
}

function during({ table, by, to, since, until }: TermPlan, key: string, asked: string): string {
  const [from, end] = [`m.${quoted(since.name)}`, `m.${quoted(until.name)}`]
  return `exists (select from ${quoted(table)} m where m.${quoted(by.name)} = ${key} and m.${quoted(to.name)} = ${asked}
    and ${from} <= now() and (${end} is null or ${end} > now()))`
}
