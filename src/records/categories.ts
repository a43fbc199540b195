import { caseData } from "../audit/activities.form"
import { literal } from "./writer"

/**
 * Categories of data as the bits of a number: what many rows hold is gathered at the cost of an addition, where a list of names would
 * be written out for each row, and made distinct in the end.
 */
const bits = new Map<string, number>(caseData.map((name, nth) => [name, 1 << (nth + 1)]))
const every = [...bits.values()].reduce((sum, bit) => sum | bit)

/**
 * The bit of what a column holds. Of a word that is not among them all are said: rather too much than nothing. Two functions, whatever
 * the number of names: each of a statement is prepared anew whenever it runs.
 */
export const bitOf = (column: string): string =>
  `case when ${column} is not null then coalesce(1 << array_position('{${caseData.join(",")}}'::text[], ${column}), ${every}) end`

/** @throws Error for a category that the register of processing activities does not know */
export const bitsOf = (names: readonly string[]): number =>
  names.reduce((sum, name) => {
    const bit = bits.get(name)
    if (bit === undefined) throw new Error(`${name} is no category of data`)
    return sum | bit
  }, 0)

/** The names again, of a column that holds their bits and of those that are known beforehand, each once. */
export function namesOf(column: string | undefined, fixed: readonly string[]): string {
  const known = bitsOf(fixed)
  const names = [...bits].flatMap(([name, bit]) => {
    if (known & bit) return literal(name)
    return column === undefined ? [] : `case when ${column} & ${bit} <> 0 then ${literal(name)} end`
  })
  return column === undefined ? `array[${names.join(", ")}]::text[]` : `array_remove(array[${names.join(", ")}], null)`
}
