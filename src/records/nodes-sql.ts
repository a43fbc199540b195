import { bitsOf } from "./categories"
import type { Served } from "./plan"
import { type Fragment, type Select, gathered, merged } from "./seen"
import { textArray } from "./writer"

/*
 * Records by their ids alone, of whichever type: each type that the role may read is looked through, and what was found says which types
 * and categories the trail is to name.
 */

/** One row of several types, of which at most one exists. */
export function anySql(found: readonly Fragment[], served: readonly Served[]): Select {
  const { join, value, seen: rows } = firstOf(found)
  const { types, category } = servedBy(found, served)
  const seen = merged([rows, { category }])
  return { text: `select ${value} j${gathered(seen)}, ${types} types from (select) root ${join}`, seen }
}

/** Rows of several types: of each type that has some an object from id to row, and how many there are in all. */
export function eachSql(found: readonly Fragment[], served: readonly Served[]): Select {
  const of = (said: (one: Served) => string): string[] =>
    found.flatMap(({ value }, index) =>
      served[index] ? `case when ${value} is not null then ${said(served[index])} end` : [],
    )
  const category =
    of(({ categories }) => String(bitsOf(categories)))
      .map((bits) => `coalesce(${bits}, 0)`)
      .join(" | ") || "0"
  const seen = merged([...found.map(({ seen: shown }) => shown), { category }])
  const types = `array(select distinct c from unnest(${["'{}'::text[]", ...of((one) => textArray(one.types))].join(" || ")}) c order by c)`
  const count = found.map(({ value }) => `(select count(*) from json_object_keys(${value}))`).join(" + ") || "0"
  const json = `json_build_array(${found.map(({ value }) => value).join(", ")})`
  const join = found.map((one) => one.join).join(" ")
  return {
    text: `select ${json} j${gathered(seen)}, ${types} types, (${count})::int found from (select) root ${join}`,
    seen,
  }
}

/** Of several rows at most one exists: the JSON of that one. */
export const firstOf = (rows: readonly Fragment[]): Fragment => ({
  join: rows.map(({ join }) => join).join(" "),
  value: `coalesce(${[...rows.map(({ value }) => value), "null::json"].join(", ")})`,
  seen: merged(rows.map(({ seen }) => seen)),
})

/** The types and the categories of the one that was found. */
function servedBy(rows: readonly Fragment[], served: readonly Served[]): { types: string; category: string } {
  const chosen = (said: (one: Served) => string, nothing: string): string => {
    const cases = rows.flatMap(({ value }, index) => {
      const one = served[index]
      return one ? `when ${value} is not null then ${said(one)}` : []
    })
    return cases.length ? `case ${cases.join(" ")} else ${nothing} end` : nothing
  }
  return {
    types: chosen(({ types }) => textArray(types), textArray([])),
    category: chosen(({ categories }) => String(bitsOf(categories)), "0"),
  }
}
