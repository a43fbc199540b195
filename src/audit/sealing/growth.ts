import type { Json } from "./canonical"
import type { OwnKind } from "./leaf-kinds"
import { type Leaf, leafOf } from "./leaves"
import { type Frontier, type Hash, leafHash } from "./merkle"

/** A leaf of the sealer's own, as `grow_tree` takes it. */
interface OwnLeaf extends Leaf {
  readonly index: number
  readonly content: Json
}

/** The tree as it grows in a round. */
export class Growth {
  /** What the sealer itself says in it. */
  readonly leaves: OwnLeaf[] = []

  constructor(readonly tree: Frontier) {}

  say(kind: OwnKind, content: Json): void {
    const leaf = leafOf(kind, content)
    this.leaves.push({ ...leaf, index: this.tree.size, content })
    this.tree.add(leafHash(kind, Buffer.from(leaf.commitment, "base64")))
  }

  /** Leaves that the database made. */
  takeEvents(commitments: readonly Hash[]): void {
    for (const commitment of commitments) this.tree.add(leafHash("EVENT", commitment))
  }
}
