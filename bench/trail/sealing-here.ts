import { appendFileSync, readFileSync } from "node:fs"
import { join } from "node:path"
import type { SealingPlaces } from "../../src/audit/sealing"
import { Sealer } from "../../src/audit/sealing/sealer"

const origin = "woonrust/bench"

export const keyFileIn = (folder: string): string => join(folder, "key.pem")
export const anchorsIn = (folder: string): string => join(folder, "heads")
const lagsIn = (folder: string): string => join(folder, "lags.jsonl")

/** Seals in the serving process, as a node does, and notes how late each event was sealed: when its round is over, not when it begins. */
export function sealingIn(folder: string): SealingPlaces {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called on its sealer below
  const { round } = Sealer.prototype
  Sealer.prototype.round = async function (this: Sealer) {
    const begun = performance.now()
    const sealed = await round.call(this)
    const took = (performance.now() - begun) / 1000
    if (sealed?.events)
      appendFileSync(lagsIn(folder), `${JSON.stringify({ took, lags: sealed.lags.map((lag) => lag + took) })}\n`)
    return sealed
  }
  return { origin, keyFile: keyFileIn(folder), anchors: anchorsIn(folder), termMonths: 60 }
}

/** In seconds, an event each. */
export function lagsNotedIn(folder: string): number[] {
  const rounds = readFileSync(lagsIn(folder), "utf8").trimEnd().split("\n")
  return rounds.flatMap((line) => (JSON.parse(line) as { lags: number[] }).lags)
}
