import type { Anchors } from "./anchors"
import { type Checkpoint } from "./checkpoint"
import type { Json } from "./canonical"
import type { Hash } from "./merkle"

/** A leaf that says that the tables were restored from a backup, as the database has it. */
export interface RestoredLeaf {
  readonly index: number
  readonly nonce: Buffer
  readonly commitment: Hash
  readonly content: Readonly<Record<string, Json>>
}

/** What `restored_leaf` answers; undefined where there is none. */
export function readRestored(found: unknown): RestoredLeaf | undefined {
  if (found === null || found === undefined) return undefined
  const { index, nonce, commitment, content } = found as Record<"nonce" | "commitment", string> &
    Pick<RestoredLeaf, "index" | "content">
  return { index, content, nonce: Buffer.from(nonce, "base64"), commitment: Buffer.from(commitment, "base64") }
}

/** What a leaf says that begins an epoch. */
export interface Restored {
  readonly [name: string]: Json
  /** The one that begins with it; later than any whose heads are outside, so that none is of two trees. */
  readonly epoch: number
  /** The one that the restored tables were in. What came in epochs between is lost whole. */
  readonly after: number
  /** The first leaf that was lost, as far as heads outside tell, and the one behind the last; equal where only other epochs were. */
  readonly from: number
  readonly until: number
  /** The last head outside, which is not of this tree. */
  readonly size: number
  readonly root: string
}

/** What is to be said of a tree that is short of the last head outside. */
export async function restoreOf(
  { epoch, size }: Pick<Checkpoint, "epoch" | "size">,
  last: Checkpoint,
  anchors: Anchors,
): Promise<Restored> {
  return {
    epoch: Math.max(epoch, last.epoch) + 1,
    ...{ after: epoch, from: size, until: Math.max(size, await anchors.largest()) },
    ...{ size: last.size, root: last.root.toString("base64") },
  }
}
