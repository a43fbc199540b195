import { type Subject, subjects } from "./marks"
import type { RowPlan } from "./plan"
import type { Table, Writer } from "./writer"

/** A piece of a statement: a join, the expression of its JSON, and whom it shows. */
export interface Fragment {
  readonly join: string
  readonly value: string
  readonly seen: Seen
}

/** A select of the JSON as `j`, and of whom it shows as `seen_…`. */
export interface Select {
  readonly text: string
  readonly seen: Seen
}

/** What the trail collects from the rows: the ids of the subjects, and the categories of data where a row says its own. */
const collected = [...subjects, "category"] as const
type Collected = Subject | "category"

/** A value of the row, or an array gathered from below it; `once` where no id can stand in it twice. */
interface Gathered {
  readonly sql: string
  readonly array: boolean
  readonly once: boolean
}

export type Seen = Partial<Record<Collected, Gathered>>

export function ownOf(plan: RowPlan, writer: Writer, table: Table): Seen {
  const own: Seen = {}
  for (const subject of subjects) {
    const from = plan.concerns[subject]
    if (from) own[subject] = { sql: table.column(from), array: false, once: from.property === "id" }
  }
  const { category, entity } = plan
  if (category) {
    // A category that was withheld was not served.
    const sql = entity.guard
      ? `case when ${writer.readable(table, entity.guard)} then ${table.column(category)} end`
      : table.column(category)
    own.category = { sql, array: false, once: false }
  }
  return own
}

const asArray = (one: Gathered): string => (one.array ? one.sql : `array[${one.sql}]`)

export function merged(all: readonly Seen[]): Seen {
  const sum: Seen = {}
  for (const what of collected) {
    const parts = all.flatMap((seen) => seen[what] ?? [])
    const [only] = parts
    if (parts.length === 1 && only) sum[what] = only
    else if (parts.length) sum[what] = { sql: parts.map(asArray).join(" || "), array: true, once: false }
  }
  return sum
}

const entries = (seen: Seen) => collected.flatMap((what) => (seen[what] ? [[what, seen[what]] as const] : []))

/** As columns of a select over one row. */
export const arrays = (seen: Seen): string =>
  entries(seen)
    .map(([what, one]) => `, ${asArray(one)} seen_${what}`)
    .join("")

/** As columns of a select over many rows. */
export const aggregated = (seen: Seen, within = ""): string =>
  entries(seen)
    .map(([what, { sql, array }]) => `, ${array ? "array_concat_agg" : "array_agg"}(${sql})${within} seen_${what}`)
    .join("")

/** A sub-select beside the row above it; what it shows is seen from outside under its alias. */
export function lateral(writer: Writer, { text, seen }: Select): Fragment {
  const alias = writer.alias()
  return { join: `left join lateral (${text}) ${alias} on true`, value: `${alias}.j`, seen: lifted(alias, seen) }
}

const lifted = (alias: string, seen: Seen): Seen =>
  Object.fromEntries(
    entries(seen).map(([what, { once }]) => [what, { sql: `${alias}.seen_${what}`, array: true, once }]),
  )

/** Of a row that many may have above them. */
export const shared = (seen: Seen): Seen =>
  Object.fromEntries(entries(seen).map(([what, one]) => [what, { ...one, once: false }]))
