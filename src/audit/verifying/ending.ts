import { Fault, MalformedExport, clockMs } from "./fault"
import type { Head, Heads } from "./heads"
import type { Keys } from "./keys"
import type { Restores } from "./restores"

/** What is known once all leaves were read. */
export interface Known {
  readonly heads: Heads
  readonly restores: Restores
  readonly keys: Keys
  /** Leaves of the tree. */
  readonly size: number
  readonly made?: string
  /** Beside the leaves, the keys they name. */
  readonly keysBeside?: readonly string[]
  readonly atLeast?: number | Date
}

/** Whether the tree ends where it ended when the export was made. */
export class Ending {
  /** When the export was made, as it says; where it says nothing, no head is newer. */
  private readonly made: number

  /** @throws MalformedExport */
  constructor(private readonly known: Known) {
    this.made = known.made === undefined ? Infinity : Date.parse(known.made)
    if (Number.isNaN(this.made)) throw new MalformedExport("the export does not say when it was made")
  }

  /** @returns how many heads are newer than the export. @throws Fault */
  check(): number {
    const newer = this.known.heads.others.filter((found) => !this.checkLost(found))
    this.checkWhole()
    return newer.length
  }

  /**
   * A head that is not of these leaves was lost by a restore; or it was made after the export, which must then be of a later epoch or
   * over more leaves. The last ones before it may not have been there yet when it was made: they leave a moment after they are dated.
   * @returns whether it was lost
   */
  private checkLost({ head, note, madeAt, mayBeNewer }: Head): boolean {
    const { restores, keys, size } = this.known
    if (restores.isLost(head)) {
      if (keys.signed(note, "any")) return true
      throw new Fault(`the head over ${head.size} leaves is not signed by the key of the tree`)
    }
    const goesOn = head.size > size ? head.epoch >= restores.epoch : head.epoch > restores.epoch
    if (goesOn && mayBeNewer && madeAt > this.made - clockMs) return false
    if (head.size > size)
      throw new Fault(`the tail is cut: a head over ${head.size} leaves was signed, and ${size} are there`)
    throw new Fault(
      `the head over ${head.size} leaves is of epoch ${head.epoch}, and no leaf before it says that this began`,
    )
  }

  private checkWhole(): void {
    const { heads, keys, keysBeside, size, atLeast } = this.known
    const { last } = heads
    if (keysBeside && keysBeside.join() !== keys.all.join())
      throw new Fault("the keys beside the leaves are not those that the leaves name")
    if (size > 0 && last?.head.size !== size)
      throw new Fault(`the leaves from ${last?.head.size ?? 0} on stand under no head`)
    if (last && last.madeAt > this.made + clockMs)
      throw new Fault(`the export says that it was made before its last head, of ${last.head.madeAt}`)
    if (typeof atLeast === "number" && size < atLeast)
      throw new Fault(`the tail is cut: at least ${atLeast} leaves were asked for, and ${size} are there`)
    if (atLeast instanceof Date && !(last && last.madeAt >= atLeast.getTime()))
      throw new Fault(
        `the tail is cut: the last head is of ${last?.head.madeAt ?? "no time"}, and later ones were asked for`,
      )
  }
}
