import { mostSkewSeconds } from "../../platform/database/clock"

/** A head that is signed by a wrong clock says something wrong for good: none is signed before the clocks agree again. */
export class ClocksApart extends Error {
  override readonly name = "ClocksApart"
}

/**
 * @param told the database's time, told between two moments of the node
 * @throws ClocksApart
 */
export function checkClocks(asked: Date, told: string, answered: Date): void {
  const [before, after] = [asked.getTime() - Date.parse(told), Date.parse(told) - answered.getTime()]
  const within = Math.max(before, after) <= mostSkewSeconds * 1000
  if (!within) throw new ClocksApart("the clocks of the node and of the database differ")
}

/** When a head is made: by the node's own clock, and not before the head before, by which another node may have been a little ahead. */
export function momentAfter(before: string | undefined, now: Date): string {
  const ahead = secondsAhead(before, now)
  return before !== undefined && ahead > 0 && ahead <= mostSkewSeconds ? before : now.toISOString()
}

/** By how much a moment lies ahead of the clock. */
export const secondsAhead = (moment: string | undefined, now: Date): number =>
  moment === undefined ? 0 : (Date.parse(moment) - now.getTime()) / 1000
