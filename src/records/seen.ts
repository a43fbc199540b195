import { type Subject, subjects } from "./marks"
import type { RowPlan } from "./plan"
import type { Column } from "./shape"
import type { Writer } from "./writer"

/** A piece of a statement: a join, the expression of its JSON, and whom it shows. */
export interface Fragment {
  readonly join: string
  readonly value: string
  readonly seen: Seen
  /** What it serves, where that is known only with the row. */
  readonly served?: { readonly types: string; readonly categories: string }
}

/** What the trail collects from the rows: the ids of the subjects, and the categories of data where a row says its own. */
const collected = [...subjects, "category"] as const
type Collected = Subject | "category"

/** SQL for each: a value of the row, or an array gathered from below it. */
export type Seen = Partial<Record<Collected, { sql: string; array: boolean }>>

export function ownOf(plan: RowPlan, column: (column: Column) => string): Seen {
  const own: Seen = {}
  for (const subject of subjects) {
    const from = plan.concerns[subject]
    if (from) own[subject] = { sql: column(from), array: false }
  }
  if (plan.category) own.category = { sql: column(plan.category), array: false }
  return own
}

const asArray = (one: { sql: string; array: boolean }): string => (one.array ? one.sql : `array[${one.sql}]`)

export function merged(all: readonly Seen[]): Seen {
  const sum: Seen = {}
  for (const what of collected) {
    const parts = all.flatMap((seen) => seen[what] ?? [])
    const [only] = parts
    if (parts.length === 1 && only) sum[what] = only
    else if (parts.length) sum[what] = { sql: parts.map(asArray).join(" || "), array: true }
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
export function lateral(writer: Writer, select: string, seen: Seen): Fragment {
  const alias = writer.alias()
  const lifted = Object.fromEntries(
    entries(seen).map(([what]) => [what, { sql: `${alias}.seen_${what}`, array: true }]),
  )
  return { join: `left join lateral (${select}) ${alias} on true`, value: `${alias}.j`, seen: lifted }
}
