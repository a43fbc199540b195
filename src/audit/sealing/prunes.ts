import type { Anchors } from "./anchors"
import { Contradiction } from "./contradiction"
import type { Pruned } from "./handed"

/** An event is sealed seconds after it was recorded; a month is more than any delay that nobody mended. */
const monthMs = 31 * 86_400_000

/**
 * Whether the events that the database removed were old enough: by the term that the node was given and by its own clock, and by the
 * heads outside, which tell when a leaf was not sealed yet. What the database says of it is not believed: its owner could have any
 * event removed, and signed for.
 * @throws Contradiction
 */
export async function checkPruned(pruned: Pruned, months: number, now: Date, anchors: Anchors): Promise<void> {
  const before = Date.parse(pruned.before)
  const latest = new Date(now)
  latest.setUTCMonth(latest.getUTCMonth() - months)
  const last = pruned.ranges.reduce((most, [, until]) => Math.max(most, until - 1), 0)
  const head = await anchors.before(last)
  const old = before <= latest.getTime() && (!head || Date.parse(head.madeAt) <= before + monthMs)
  if (!old || pruned.months !== months) throw new Contradiction("events were removed before their term was over")
}
