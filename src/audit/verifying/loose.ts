import { Fault, isoOf, lagMs } from "./fault"
import type { LooseLine } from "./line"

/** Events that no leaf speaks of: those of the last seconds stand behind all leaves, and any other was put there by somebody. */
export class LooseEvents {
  private first: string | undefined
  private earliest = Infinity
  count = 0

  /** @throws Fault */
  take({ loose, sealable }: LooseLine): void {
    const id = typeof loose["id"] === "string" ? loose["id"] : "without an id"
    if (!sealable) throw new Fault(`the event ${id} was added: no leaf speaks of it`)
    const recorded = typeof loose["recorded_at"] === "string" ? Date.parse(loose["recorded_at"]) : NaN
    if (Number.isNaN(recorded)) throw new Fault(`the event ${id} was added: it does not say when it was recorded`)
    this.first ??= id
    this.earliest = Math.min(this.earliest, recorded)
    this.count++
  }

  /** @throws Fault */
  checkNoneBefore(leaf: number): void {
    if (this.first === undefined) return
    throw new Fault(`the event ${this.first} was added: it stands before leaf ${leaf}, and no leaf speaks of it`)
  }

  /** What was recorded long before the last head would be sealed. @throws Fault */
  check(lastHead: number): void {
    if (this.earliest >= lastHead - lagMs) return
    throw new Fault(`an event of ${isoOf(this.earliest)} was added: no leaf speaks of it, and later ones are sealed`)
  }
}
