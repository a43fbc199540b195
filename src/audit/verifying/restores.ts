import type { Checkpoint } from "../sealing/checkpoint"
import { Fault, type Range, type Said } from "./fault"

/** Leaves that a restore from a backup lost, and the epoch that began with it. */
export interface Lost extends Range {
  readonly epoch: number
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

/** The epochs of a tree: each after the first is begun by a leaf, which says which leaves a restore from a backup lost. */
export class Restores {
  readonly all: Lost[] = []

  /** The epoch that the leaves so far end in. */
  get epoch(): number {
    return this.all.at(-1)?.epoch ?? 1
  }

  /** @throws Fault */
  take(leaf: number, { epoch, from, until }: Said): void {
    if (!isCount(epoch) || !isCount(from) || !isCount(until) || from !== leaf)
      throw new Fault(`leaf ${leaf} does not say what a restore lost`)
    if (epoch <= this.epoch)
      throw new Fault(`leaf ${leaf} begins epoch ${epoch}, and epoch ${this.epoch} was before it`)
    this.all.push({ epoch, from, until })
  }

  /**
   * A head of an earlier epoch over leaves that a restore lost is not of this tree: the leaf of the restore says so. Of an epoch that is
   * no part of this tree, because it began after the backup was made, all is lost.
   */
  isLost({ epoch, size }: Checkpoint): boolean {
    const isOurs = epoch === 1 || this.all.some((each) => each.epoch === epoch)
    return this.all.some((each) => epoch < each.epoch && size <= each.until && (size > each.from || !isOurs))
  }
}
