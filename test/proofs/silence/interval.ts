/** How sure an interval is that the median of what was sampled lies in it, two-sided; and so many standard deviations that is. */
const deviations = { 0.99: 2.5758, 0.999: 3.2905 }
export type Confidence = keyof typeof deviations

export interface Interval {
  readonly median: number
  readonly from: number
  readonly to: number
}

/**
 * The median of paired differences, and where it lies by the sign test: between two of the sorted differences, whatever their
 * distribution. A few slow answers, as on any machine that does other work, do not move it.
 */
export function intervalOf(differences: readonly number[], confidence: Confidence = 0.999): Interval {
  const sorted = [...differences].sort((one, other) => one - other)
  const { length } = sorted
  const below = Math.floor((length - deviations[confidence] * Math.sqrt(length)) / 2)
  const at = (index: number): number => sorted[index] ?? Number.NaN
  const median = (at(Math.floor((length - 1) / 2)) + at(Math.ceil((length - 1) / 2))) / 2
  if (below < 1) return { median, from: -Infinity, to: Infinity }
  return { median, from: at(below - 1), to: at(length - below) }
}

/** Random numbers that a seed repeats (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
