import { execFileSync } from "node:child_process"
import { join } from "node:path"
import type { ProofOptions } from "../args"
import type { Verdict } from "../report"
import { type Effort, type Round, strike } from "./rounds"
import type { Victim } from "./stage"
import { brokenBy } from "./teeth"
import { World } from "./world"

const efforts: Readonly<Record<"quick" | "full", Effort>> = {
  quick: { rounds: 6, leastRounds: 2, patience: 20_000, leastAnswered: 60, spread: 600 },
  full: { rounds: 24, leastRounds: 20, patience: 1_800_000, leastAnswered: 200, spread: 3_000 },
}

/** Compiles the service as for production, where it was not since its sources changed. */
export function build(): void {
  execFileSync(process.execPath, [join(__dirname, "../../../tools/build.cjs")], { stdio: "ignore" })
}

/**
 * Killed at any moment under load, the service and its database leave no answer without its trail: whatever case data reached a client
 * is named by an event that was committed.
 */
export async function prove({ quick, seed, only = "trail", with: tooth }: ProofOptions): Promise<Verdict> {
  if (only !== "trail") throw new Error("--only is one of: trail")
  brokenBy(tooth)
  build()
  const started = performance.now()
  const world = await World.make()
  try {
    const effort = quick ? efforts.quick : efforts.full
    const verdict = verdictOf(await strike(world, effort, { seed, tooth }), effort)
    const seconds = Math.round((performance.now() - started) / 100) / 10
    return { proof: "crash", only, ...verdict, ...(tooth !== undefined && { with: tooth }), seed, seconds }
  } finally {
    await world.remove()
  }
}

/** It holds only where there was enough to lose, of both sorts of death. */
export function verdictOf(rounds: readonly Round[], { leastRounds, leastAnswered }: Effort) {
  const sum = (of: (round: Round) => number): number => rounds.reduce((all, round) => all + of(round), 0)
  const killed = (victim: Victim): number => rounds.filter((round) => round.victim === victim).length
  const lost = sum((round) => round.lost.length)
  const fewest = Math.min(...rounds.map(({ answered }) => answered))
  const enough =
    rounds.length >= leastRounds && fewest >= leastAnswered && killed("server") > 0 && killed("database") > 0
  return {
    holds: enough && !lost,
    verdict: lost ? "loses" : enough ? "holds" : "inconclusive",
    ...{ rounds: rounds.length, killedServer: killed("server"), killedDatabase: killed("database") },
    ...{
      answered: sum(({ answered }) => answered),
      changes: sum(({ changes }) => changes),
      cut: sum(({ cut }) => cut),
    },
    lost,
  }
}
