import type pg from "pg"
import type { Anchors } from "./anchors"
import { readCheckpoint } from "./checkpoint"
import { Frontier, leafHash } from "./merkle"
import { readNote } from "./note"

/** A head that does not continue what was kept outside before: the tree was rewritten, or another one put in its place. */
export class Contradiction extends Error {}

/** So many leaves are read at once. */
const stride = 10_000

/**
 * Lets heads of the tree leave the database, each only after the leaves themselves were found to lead from the last one that left to
 * this one. Whoever rewrites the database makes no new head for the outside.
 */
export class Anchoring {
  /** The tree as it left last, by what stood outside then. */
  private known = Frontier.empty()

  constructor(
    private readonly pool: pg.Pool,
    private readonly anchors: Anchors,
  ) {}

  /**
   * Keeps a head outside, unless it or a later one is there.
   * @returns how many leaves the head that is there now is over
   * @throws Contradiction
   */
  async keep(note: string): Promise<number> {
    const head = readCheckpoint(readNote(note).text)
    const last = await this.anchors.last()
    // A restore from a backup makes another tree, which says so itself; what it shares with the one before is the verifier's to see.
    const since = last?.epoch === head.epoch ? last : undefined
    if (since && since.size > head.size) return since.size
    const tree = since ? await this.treeOf(since) : Frontier.empty()
    if (since?.size === head.size && since.root.equals(head.root)) return head.size
    const grown = await this.grown(tree, head.size)
    if (!grown.root().equals(head.root))
      throw new Contradiction(`the leaves do not lead to the new head over ${head.size}`)
    await this.anchors.keep(note, grown.hashes)
    this.known = grown
    return head.size
  }

  /** The tree under a head that was kept: as we know it, as its edge was kept beside it, or from its leaves. @throws Contradiction */
  private async treeOf({ size, root }: { size: number; root: Buffer }): Promise<Frontier> {
    const isIt = (tree: Frontier | undefined): tree is Frontier => tree?.size === size && tree.root().equals(root)
    if (isIt(this.known)) return this.known
    const beside = Frontier.from(size, await this.anchors.lastEdge())
    const tree = isIt(beside) ? beside : await this.grown(Frontier.empty(), size)
    if (!isIt(tree)) throw new Contradiction(`the leaves do not lead to the head over ${size} that was kept outside`)
    this.known = tree
    return tree
  }

  private async grown(from: Frontier, size: number): Promise<Frontier> {
    const tree = Frontier.of(from.size, from.hashes)
    while (tree.size < size) {
      const until = Math.min(size, tree.size + stride)
      const { rows } = await this.pool.query<{ hashes: string | null }>("select leaf_commitments($1, $2) as hashes", [
        tree.size,
        until,
      ])
      const hashes = rows[0]?.hashes?.split(" ") ?? []
      if (hashes.length !== until - tree.size)
        throw new Contradiction(`leaves are missing between ${tree.size} and ${until}`)
      for (const hash of hashes) tree.add(leafHash(Buffer.from(hash, "base64")))
    }
    return tree
  }
}
