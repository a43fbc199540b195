import type { Measured, Sample } from "./rounds"

type Figure = "rps" | "p50" | "p99" | "nodeUs" | "pgUs" | "totalUs"

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b)

export function median(values: readonly number[]): number {
  const all = sorted(values)
  const middle = all.length >> 1
  return all.length % 2 ? (all[middle] ?? 0) : ((all[middle - 1] ?? 0) + (all[middle] ?? 0)) / 2
}

const of = (samples: readonly Sample[], figure: Figure): number => median(samples.map((sample) => sample[figure]))

export const round = (value: number, digits = 0): number => Number(value.toFixed(digits))

export interface Figures {
  readonly rps: number
  readonly p50: number
  readonly p99: number
  readonly nodeUs: number
  readonly pgUs: number
  readonly rssMb: number
}

export const figuresOf = ({ samples, rssMb }: Measured): Figures => ({
  rps: round(of(samples, "rps")),
  p50: round(of(samples, "p50"), 2),
  p99: round(of(samples, "p99"), 2),
  nodeUs: round(of(samples, "nodeUs")),
  pgUs: round(of(samples, "pgUs")),
  rssMb: round(rssMb),
})

export interface Quotient {
  readonly ratio: number
  /** The least and the largest of all rounds. */
  readonly spread: readonly [number, number]
}

/**
 * One side over the other, round by round, and of those the median. The two halves of a round follow one another at once: a machine that
 * is slower for some seconds is slower for both, where the median of each side alone can come from another mood of it.
 */
export function quotient([one, other]: readonly [Measured, Measured], figure: Figure): Quotient {
  const all = one.samples.map((sample, index) => sample[figure] / (other.samples[index]?.[figure] ?? NaN))
  return { ratio: round(median(all), 3), spread: [round(Math.min(...all), 2), round(Math.max(...all), 2)] }
}

export const spreadOf = ({ samples }: Measured, figure: Figure): [number, number] => {
  const all = sorted(samples.map((sample) => sample[figure]))
  return [round(all[0] ?? 0), round(all.at(-1) ?? 0)]
}

/** A table for people. */
export function table(title: string, rows: readonly Measured[]): string {
  const last = rows.at(-1)
  const head = [
    "",
    "rps",
    "min-max",
    "ratio",
    "p50 ms",
    "p99 ms",
    "node us",
    "pg us",
    "min-max",
    "pg ratio",
    "cpu ratio",
    "peak MB",
  ]
  const lines = rows.map((row) => {
    const { rps, p50, p99, nodeUs, pgUs, rssMb } = figuresOf(row)
    const [spread, pgSpread] = [spreadOf(row, "rps").join("-"), spreadOf(row, "pgUs").join("-")]
    const [ratio, pgRatio, cpuRatio] = (["rps", "pgUs", "totalUs"] as const).map((figure) =>
      quotient([row, last ?? row], figure).ratio.toFixed(2),
    )
    return [row.name, rps, spread, ratio, p50, p99, nodeUs, pgUs, pgSpread, pgRatio, cpuRatio, rssMb]
  })
  const widths = head.map((_, column) => Math.max(...[head, ...lines].map((line) => String(line[column]).length)))
  const shown = [head, ...lines].map((line) =>
    line.map((cell, column) => String(cell)[column ? "padStart" : "padEnd"](widths[column] ?? 0)).join("  "),
  )
  return `${title}\n  ${shown.join("\n  ")}\n`
}
