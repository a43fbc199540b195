import { parseArgs } from "node:util"

export const benches = ["list", "detail", "write", "trail", "access", "rule", "neighbour"] as const
export type Bench = (typeof benches)[number]

/** What is measured of the trail; the first where none is named. */
export const trailParts = ["price", "total", "disk", "seal", "verify", "ask"] as const
export type TrailPart = (typeof trailParts)[number]

/** How many cases a scale means. */
export const scales = { "10k": 10_000, "100k": 100_000, "1m": 1_000_000 } as const
export type Scale = keyof typeof scales

/** Every bench by the words that start it: what `--list` names, and what is run by whoever runs them all. */
export const everyBench: readonly string[] = benches.flatMap((bench) =>
  bench === "trail" ? trailParts.map((part) => `trail ${part}`) : [bench],
)

export interface Args {
  readonly bench: Bench
  readonly part: TrailPart
  readonly scale: Scale
  /** Enough for a look, or to see that the bench still works. */
  readonly quick: boolean
  readonly rounds: number
  readonly seconds: number
  /** Writes a CPU profile of our server here. */
  readonly profile: string | undefined
}

const usage = `npm run bench -- --list | <${benches.join("|")}> [${trailParts.join("|")}: of the trail] [--scale ${Object.keys(scales).join("|")}] [--quick] [--rounds N] [--seconds S] [--profile DIR]`

/** What is asked, or undefined where only the names are. @throws Error that says how to call it */
export function readArgs(given: readonly string[]): Args | undefined {
  const { values, positionals } = parseArgs({
    args: [...given],
    allowPositionals: true,
    options: {
      list: { type: "boolean", default: false },
      scale: { type: "string", default: "10k" },
      quick: { type: "boolean", default: false },
      rounds: { type: "string" },
      seconds: { type: "string" },
      profile: { type: "string" },
    },
  })
  if (values.list) return undefined
  const bench = benches.find((name) => name === positionals[0])
  const scale = (Object.keys(scales) as Scale[]).find((name) => name === values.scale)
  const part = trailParts.find((name) => name === (positionals[1] ?? trailParts[0]))
  if (!bench || !part || !scale || positionals.length > (bench === "trail" ? 2 : 1)) throw new Error(usage)
  return {
    bench,
    part,
    scale,
    quick: values.quick,
    rounds: number(values.rounds, values.quick ? 3 : 5),
    seconds: number(values.seconds, values.quick ? 1 : 3),
    profile: values.profile,
  }
}

function number(text: string | undefined, usual: number): number {
  const value = text === undefined ? usual : Number(text)
  if (!(value > 0)) throw new Error(usage)
  return value
}
