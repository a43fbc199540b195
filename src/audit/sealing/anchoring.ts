import type pg from "pg"
import { AnchorsError, type Anchors } from "./anchors"
import { type Checkpoint, readCheckpoint } from "./checkpoint"
import { Contradiction } from "./contradiction"
import { type LeafKind, kindNamed } from "./leaf-kinds"
import { textOf } from "./leaves"
import { Frontier, type Hash, commitmentOf, leafHash } from "./merkle"
import { readNote } from "./note"
import { readRestored } from "./restores"

/** So many leaves are read at once. */
const stride = 10_000

/** A tree that was found to come from a head outside. */
interface Proven {
  readonly last: Checkpoint
  readonly epoch: number
  readonly tree: Frontier
}

/** A leaf as the database keeps it. */
interface Kept {
  readonly kind: LeafKind
  readonly commitment: Hash
}

/** A leaf that must stand in its place. */
interface Pinned {
  readonly index: number
  readonly commitment: Hash
}

/**
 * Lets heads of the tree leave the database, each only after the leaves themselves were found to lead from the last one that left to
 * this one. Whoever rewrites the database makes no new head for the outside.
 */
export class Anchoring {
  private proven: Proven | undefined

  constructor(
    private readonly pool: pg.Pool,
    readonly anchors: Anchors,
  ) {}

  /** The last head outside. @throws AnchorsError where there was one before, and now there is none */
  async last(): Promise<Checkpoint | undefined> {
    const last = await this.anchors.last()
    if (!last && this.proven)
      throw new AnchorsError("TRAIL_ANCHORS: the heads that were kept there are gone. Mount what was there.")
    return last
  }

  /**
   * Keeps a head outside, unless it or a later one is there.
   * @returns how many leaves the head that is there now is over
   * @throws Contradiction, AnchorsError
   */
  async keep(note: string): Promise<number> {
    const head = readCheckpoint(readNote(note).text)
    const last = await this.last()
    if (last && isBehind(head, last)) return last.size
    const tree = last ? await this.leading(last, head) : await this.grown(Frontier.empty(), head.size)
    if (!tree.root().equals(head.root))
      throw new Contradiction(`the leaves do not lead to the new head over ${head.size}`)
    if (last?.epoch !== head.epoch || last.size !== head.size) await this.anchors.keep(note, tree.hashes)
    this.proven = { last: head, epoch: head.epoch, tree }
    return head.size
  }

  /**
   * The tree over so many leaves of an epoch, as the leaves lead to it from the last head outside.
   * @throws Contradiction
   */
  async leading(last: Checkpoint, { epoch, size }: Pick<Checkpoint, "epoch" | "size">): Promise<Frontier> {
    const { proven } = this
    const goesOn = proven?.epoch === epoch && isSame(proven.last, last) && proven.tree.size <= size
    const begun = goesOn || epoch === last.epoch ? undefined : await this.begun(last, epoch)
    const from = goesOn ? proven.tree : begun ? Frontier.empty() : await this.treeOf(last)
    const tree = await this.grown(from, size, begun)
    this.proven = { last, epoch, tree }
    return tree
  }

  /** The tree under a head that was kept: as its edge was kept beside it, or from its leaves. @throws Contradiction */
  private async treeOf({ size, root }: Checkpoint): Promise<Frontier> {
    const beside = Frontier.from(size, await this.anchors.lastEdge())
    const tree = beside?.root().equals(root) ? beside : await this.grown(Frontier.empty(), size)
    if (tree.root().equals(root)) return tree
    throw new Contradiction(`the leaves do not lead to the head over ${size} that was kept outside`)
  }

  /**
   * The leaf that an epoch began with. Without one that names the last head outside, a later epoch is no restore but somebody's word.
   * @throws Contradiction
   */
  private async begun({ size, root }: Checkpoint, epoch: number): Promise<Pinned> {
    const { rows } = await this.pool.query<{ leaf: unknown }>("select restored_leaf($1::int) as leaf", [epoch])
    const leaf = readRestored(rows[0]?.leaf)
    const says =
      leaf?.content["epoch"] === epoch &&
      leaf.content["size"] === size &&
      leaf.content["root"] === root.toString("base64") &&
      commitmentOf(leaf.nonce, textOf("RESTORED", leaf.content)).equals(leaf.commitment)
    if (says) return leaf
    throw new Contradiction(`no leaf says that epoch ${epoch} began with a restore after the head over ${size}`)
  }

  private async grown(from: Frontier, size: number, pinned?: Pinned): Promise<Frontier> {
    const tree = Frontier.of(from.size, from.hashes)
    while (tree.size < size) {
      const until = Math.min(size, tree.size + stride)
      for (const { kind, commitment } of await this.leaves(tree.size, until)) {
        if (tree.size === pinned?.index && !(kind === "RESTORED" && commitment.equals(pinned.commitment)))
          throw new Contradiction(`leaf ${pinned.index} is not the one that tells of the restore`)
        tree.add(leafHash(kind, commitment))
      }
    }
    if (pinned && pinned.index >= size) throw new Contradiction(`leaf ${pinned.index} is not under the head`)
    return tree
  }

  private async leaves(from: number, until: number): Promise<Kept[]> {
    const query = "select leaf_commitments($1, $2) as leaves"
    const { rows } = await this.pool.query<{ leaves: string | null }>(query, [from, until])
    const leaves = rows[0]?.leaves?.split("\n") ?? []
    if (leaves.length !== until - from) throw new Contradiction(`leaves are missing between ${from} and ${until}`)
    return leaves.map((leaf) => {
      const [name, commitment = ""] = leaf.split(" ")
      const kind = kindNamed(name)
      if (!kind) throw new Contradiction(`between ${from} and ${until} a leaf is of no known kind`)
      return { kind, commitment: Buffer.from(commitment, "base64") }
    })
  }
}

/** Whether a head, or the tree as the database has it, is short of another. */
export const isBehind = (one: Pick<Checkpoint, "epoch" | "size">, other: Checkpoint): boolean =>
  one.epoch < other.epoch || (one.epoch === other.epoch && one.size < other.size)

const isSame = (one: Checkpoint, other: Checkpoint): boolean =>
  one.epoch === other.epoch && one.size === other.size && one.root.equals(other.root)
