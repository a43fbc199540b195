import { absentId, telling } from "./bytes"
import { documentOf } from "./documents"
import { variableOf } from "./examples"
import { type Confidence, type Interval, intervalOf } from "./interval"
import type { Onlooker } from "./onlookers"
import type { Place } from "./places"
import type { Wire } from "./wire"

/** A difference in time counts from here on: half of what the run shows that it finds. Milliseconds. */
export const thresholdMs = 0.25

/** The same question twice, on one connection: about what is hidden, and about what is not there. */
export interface Pair {
  readonly wire: Wire
  readonly document: string
  readonly hidden: unknown
  /** Another each time, as what is absent never was asked about before. */
  readonly absent: () => unknown
}

/** What is judged together. */
export interface Group {
  readonly key: string
  readonly pairs: readonly Pair[]
}

export interface Timed extends Interval {
  readonly key: string
  readonly differences: readonly number[]
  readonly verdict: "holds" | "differs" | "inconclusive"
}

export function pairsAt(place: Place, onlooker: Onlooker, wire: Wire): Pair[] {
  const document = documentOf(place)
  const variable = (id: string): unknown => variableOf(place, id, onlooker.own)
  const absent = (): unknown => variable(absentId(place))
  return telling(place, onlooker).map(({ id }) => ({ wire, document, hidden: variable(id), absent }))
}

export interface Patience {
  readonly random: () => number
  /** Pairs before a group is judged, and so many more each time that it cannot be. */
  readonly round: number
  readonly rounds: number
  /** How sure a judgement is. */
  readonly confidence: Confidence
  /** Milliseconds since 1970. */
  readonly deadline: number
  /** Between two groups: what would slow down those that come later is put away. */
  readonly between?: () => Promise<unknown>
}

/**
 * Asks until of each group the interval of the median lies within the threshold or beyond it, or patience is at an end. One pair
 * after the other: two at once would time each other. And every group once, before any is asked again.
 */
export async function timeAll(groups: readonly Group[], patience: Patience): Promise<Timed[]> {
  const timed = groups.map(({ key }) => judged(key, [], patience))
  for (let round = 0; round < patience.rounds; round++) {
    for (const [index, group] of groups.entries()) {
      const { differences = [], verdict } = timed[index] ?? {}
      if (verdict !== "inconclusive" || Date.now() > patience.deadline) continue
      const asked = [...differences, ...(await ask(group, differences.length, patience))]
      timed[index] = judged(group.key, asked, patience)
      await patience.between?.()
    }
  }
  return timed
}

async function ask({ pairs }: Group, asked: number, { round, random }: Patience): Promise<number[]> {
  const differences: number[] = []
  if (!asked) for (const pair of pairs) await differenceOf(pair, random)
  for (let next = asked; next < asked + round; next++) {
    const pair = pairs[next % pairs.length]
    if (pair) differences.push(await differenceOf(pair, random))
  }
  return differences
}

/** Which of the two comes first is chance: whatever the first one does for the second evens out. */
async function differenceOf({ wire, document, hidden, absent }: Pair, random: () => number): Promise<number> {
  const ms = async (variable: unknown): Promise<number> => (await wire.ask(document, variable)).ms
  if (random() < 0.5) {
    const first = await ms(hidden)
    return first - (await ms(absent()))
  }
  const first = await ms(absent())
  return (await ms(hidden)) - first
}

function judged(key: string, differences: readonly number[], { confidence }: Patience): Timed {
  const interval = intervalOf(differences, confidence)
  const within = interval.from > -thresholdMs && interval.to < thresholdMs
  const beyond = interval.from > thresholdMs || interval.to < -thresholdMs
  return { key, differences, ...interval, verdict: within ? "holds" : beyond ? "differs" : "inconclusive" }
}
