import { cpus } from "node:os"
import { peakMemory, pin, postgresFamily, postgresTimes, processTime, spentBetween } from "./cpu"
import type { LoadResult } from "./protocol"
import type { Load, Side } from "./servers"

const connections = 32

/** So many times as long as a round: V8 compiles what is hot only after thousands of requests. */
const warmUp = 3

export interface Sample extends LoadResult {
  readonly rps: number
  /** CPU per request, in microseconds. */
  readonly nodeUs: number
  readonly pgUs: number
  readonly totalUs: number
}

export interface Measured {
  readonly name: string
  readonly samples: readonly Sample[]
  readonly rssMb: number
}

export interface Plan {
  readonly sides: readonly [Side, Side]
  readonly load: Load
  readonly postmaster: number
  readonly rounds: number
  readonly seconds: number
  /** Each server alone on the first core, PostgreSQL and the asking on the second; else all of them wherever they like. */
  readonly pinned: boolean
  /** Before each stretch, for work that changes what it works on. */
  readonly prepare: () => Promise<void>
}

/** Interleaved rounds: what disturbs the machine for a while disturbs both sides, and neither always comes first. */
export async function measure(plan: Plan): Promise<[Measured, Measured]> {
  const { sides, load, postmaster, pinned, seconds } = plan
  const all = `0-${cpus().length - 1}`
  pin(
    sides.map(({ process }) => process.pid),
    pinned ? "0" : all,
  )
  pin([...postgresFamily(postmaster), load.pid], pinned ? "1" : all)

  for (const side of sides) await stretch(plan, side, warmUp * seconds)
  const samples: [Sample[], Sample[]] = [[], []]
  for (let round = 0; round < plan.rounds; round++) {
    for (const turn of round % 2 ? ([1, 0] as const) : ([0, 1] as const)) {
      samples[turn].push(await stretch(plan, sides[turn], seconds))
    }
  }
  const [first, second] = sides
  return [measured(first, samples[0]), measured(second, samples[1])]
}

const measured = ({ label, process }: Side, samples: Sample[]): Measured => ({
  name: label,
  samples,
  rssMb: peakMemory(process.pid),
})

async function stretch({ load, postmaster, prepare }: Plan, side: Side, seconds: number): Promise<Sample> {
  await prepare()
  await side.turn?.()
  const [node, postgres] = [processTime(side.process.pid), postgresTimes(postmaster)]
  const result = await load.run(side.port, connections, seconds)
  const [nodeAfter, postgresAfter] = [processTime(side.process.pid), postgresTimes(postmaster)]
  const nodeUs = (nodeAfter - node) / result.requests
  const pgUs = spentBetween(postgres, postgresAfter) / result.requests
  return { ...result, rps: result.requests / result.seconds, nodeUs, pgUs, totalUs: nodeUs + pgUs }
}
