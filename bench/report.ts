import type { Measured, Sample } from "./rounds"

type Figure = "rps" | "p50" | "p99" | "nodeUs" | "pgUs"

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

/** Ours over the other: requests per second, and CPU the other way round. Above one is better than the other. */
export function ratiosOf(ours: Measured, other: Measured): { limit: number; limitCpu: number } {
  const [one, two] = [figuresOf(ours), figuresOf(other)]
  return { limit: round(one.rps / two.rps, 3), limitCpu: round((two.nodeUs + two.pgUs) / (one.nodeUs + one.pgUs), 3) }
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
    "cpu ratio",
    "peak MB",
  ]
  const lines = rows.map((row) => {
    const { rps, p50, p99, nodeUs, pgUs, rssMb } = figuresOf(row)
    const ratios = last ? ratiosOf(row, last) : { limit: 1, limitCpu: 1 }
    const [spread, pgSpread] = [spreadOf(row, "rps").join("-"), spreadOf(row, "pgUs").join("-")]
    const [ratio, cpuRatio] = [ratios.limit.toFixed(2), ratios.limitCpu.toFixed(2)]
    return [row.name, rps, spread, ratio, p50, p99, nodeUs, pgUs, pgSpread, cpuRatio, rssMb]
  })
  const widths = head.map((_, column) => Math.max(...[head, ...lines].map((line) => String(line[column]).length)))
  const shown = [head, ...lines].map((line) =>
    line.map((cell, column) => String(cell)[column ? "padStart" : "padEnd"](widths[column] ?? 0)).join("  "),
  )
  return `${title}\n  ${shown.join("\n  ")}\n`
}
