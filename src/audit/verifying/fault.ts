/** The first thing that is not as it was sealed. */
export class Fault extends Error {}

/** Leaves, the last one excluded. */
export interface Range {
  readonly from: number
  readonly until: number
}

/** What a leaf that is no event says. */
export type Said = Readonly<Record<string, unknown>>

/** @throws Fault where a leaf names no range of leaves before it */
export function rangeOf(from: unknown, until: unknown, leaf: number): Range {
  const fits = typeof from === "number" && typeof until === "number" && from >= 0 && from < until
  if (!fits) throw new Fault(`leaf ${leaf} names no range of leaves`)
  return { from, until }
}
