import { Fault } from "../platform/errors"
import { type Bind, type Values, textOf } from "./binds"
import type { Finding, PageMark } from "./marks"
import type { Found, PagePlan } from "./plan"
import type { Table, Writer } from "./writer"

type Given = (values: Values) => Readonly<Record<string, unknown>>

/** An id that is none finds nothing; as null it would not be asked at all. */
const nobody = "00000000-0000-0000-0000-000000000000"

/** What the function is given of the filter. What the role may not read finds nothing either: the way to it would tell its value. */
export function foundBy(
  finding: Finding,
  { filters = {} }: PageMark,
  filtered: readonly string[],
  given: Given,
  may: (property: string) => boolean,
): Found {
  const filterOf = (values: Values) => (given(values)["filter"] ?? {}) as Readonly<Record<string, unknown>>
  const asked = filtered.flatMap((name) => {
    const filter = filters[name]
    if (filter?.test !== "given" || !may(filter.property)) return []
    const { parameter, type } = filter
    const read = (values: Values): string | null => {
      const fault = finding.fault(filterOf(values))
      if (fault) throw new Fault("BAD_REQUEST", fault)
      return textOf(type, filterOf(values)[name]) ?? (type === "uuid" ? nobody : "")
    }
    return [{ parameter, bind: { cast: type, read } satisfies Bind }]
  })
  return { function: finding.function, given: asked }
}

/** The rows that the function finds, in the place of the table. Where they begin is told to it by the columns of the ordering. */
export function foundTable(
  writer: Writer,
  { entity, order, after }: PagePlan,
  found: Found,
  rows: string,
  way: "asc" | "desc" | "none",
): Table {
  const from = way === "none" ? [] : after
  return writer.tableOf(entity, found.function, [
    ...found.given.map(({ parameter, bind }) => `${parameter} => ${writer.bind(bind)}`),
    ...from.map((bind, index) => `p_after_${order[index]?.[0].name ?? ""} => ${writer.bind(bind)}`),
    `p_order => '${way}'`,
    `p_rows => ${rows}`,
  ])
}
