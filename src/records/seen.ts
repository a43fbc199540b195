import { bitOf } from "./categories"
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

/** An id of the row, or an array of ids gathered from below it; `once` where none can stand in it twice. */
interface Gathered {
  readonly sql: string
  readonly array: boolean
  readonly once: boolean
}

/** What the trail collects from the rows: the ids of the subjects, and the categories of data where a row says its own, as bits. */
export type Seen = Partial<Record<Subject, Gathered>> & { category?: string }

export function ownOf(plan: RowPlan, writer: Writer, table: Table): Seen {
  const own: Seen = {}
  for (const subject of subjects) {
    const from = plan.concerns[subject]
    if (from) own[subject] = { sql: table.column(from), array: false, once: from.property === "id" }
  }
  const { category, entity } = plan
  if (category) {
    // A category that was withheld was not served.
    const bit = bitOf(table.column(category))
    own.category = entity.guard ? `case when ${writer.readable(table, entity.guard)} then ${bit} end` : bit
  }
  return own
}

const asArray = (one: Gathered): string => (one.array ? one.sql : `array[${one.sql}]`)

export function merged(all: readonly Seen[]): Seen {
  const sum: Seen = {}
  for (const subject of subjects) {
    const parts = all.flatMap((seen) => seen[subject] ?? [])
    const [only] = parts
    if (parts.length === 1 && only) sum[subject] = only
    else if (parts.length) sum[subject] = { sql: parts.map(asArray).join(" || "), array: true, once: false }
  }
  const categories = all.flatMap(({ category }) => category ?? [])
  if (categories.length > 1) sum.category = categories.map((each) => `coalesce(${each}, 0)`).join(" | ")
  else if (categories[0] !== undefined) sum.category = categories[0]
  return sum
}

const entries = (seen: Seen) =>
  subjects.flatMap((subject) => (seen[subject] ? [[subject, seen[subject]] as const] : []))

/** As columns of a select over one row. */
export const gathered = (seen: Seen): string =>
  entries(seen)
    .map(([what, one]) => `, ${asArray(one)} seen_${what}`)
    .join("") + (seen.category === undefined ? "" : `, ${seen.category} seen_category`)

/** As columns of a select over many rows. */
export const aggregated = (seen: Seen, within = ""): string =>
  entries(seen)
    .map(([what, { sql, array }]) => `, ${array ? "array_concat_agg" : "array_agg"}(${sql})${within} seen_${what}`)
    .join("") + (seen.category === undefined ? "" : `, bit_or(${seen.category})${within} seen_category`)

/** A sub-select beside the row above it; what it shows is seen from outside under its alias. */
export function lateral(writer: Writer, { text, seen }: Select): Fragment {
  const alias = writer.alias()
  return { join: `left join lateral (${text}) ${alias} on true`, value: `${alias}.j`, seen: lifted(alias, seen) }
}

const lifted = (alias: string, seen: Seen): Seen => ({
  ...Object.fromEntries(
    entries(seen).map(([what, { once }]) => [what, { sql: `${alias}.seen_${what}`, array: true, once }]),
  ),
  ...(seen.category !== undefined && { category: `${alias}.seen_category` }),
})

/** Of a row that many may have above them. */
export const shared = (seen: Seen): Seen => ({
  ...seen,
  ...Object.fromEntries(entries(seen).map(([what, one]) => [what, { ...one, once: false }])),
})
