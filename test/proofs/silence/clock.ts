import { askersOf, calibrating, groupsOf } from "./groups"
import { inject, withdraw } from "./injection"
import { type Patience, type Timed, timeAll } from "./timing"
import type { Scene } from "./work"

export interface Clocked {
  /** Half a millisecond more for one hidden case, at each place where it was looked for. */
  readonly injected: readonly Timed[]
  readonly timed: readonly Timed[]
}

/** So long a group that differs is asked once more, in milliseconds. */
const confirming = 5_000

/** By the clock: what only a quiet machine can tell, and what no counter shows. */
export async function clockAll(scene: Scene, given: Patience, together: boolean): Promise<Clocked> {
  const { house, places, people, dossier, sealed } = scene
  const patience = { ...given, between: () => sealed.round() }
  const askers = askersOf(house.url, people)
  await inject(house, dossier.id)
  const injected = await timeAll(calibrating(places, askers), patience).finally(() => withdraw(house))
  const groups = groupsOf(places, askers, together)
  const timed = await timeAll(groups, patience)
  // Of many groups chance alone makes one differ now and then: it has to differ twice.
  const doubtful = groups.filter((_, index) => timed[index]?.verdict === "differs")
  const again = await timeAll(doubtful, { ...patience, deadline: Date.now() + confirming })
  for (const { wire } of askers) wire.close()
  const confirmed = new Map(again.map((each) => [each.key, each]))
  return { injected, timed: timed.map((each) => twice(each, confirmed.get(each.key))) }
}

function twice(first: Timed, second: Timed | undefined): Timed {
  if (first.verdict !== "differs") return first
  const isSame = second?.verdict === "differs" && second.median > 0 === first.median > 0
  return isSame ? first : { ...first, verdict: "inconclusive" }
}
