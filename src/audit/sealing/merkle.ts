import { createHash, hash } from "node:crypto"
import type { LeafKind } from "./leaf-kinds"

/** 32 bytes. */
export type Hash = Buffer

/** In one go: most of what is hashed here is short, and an object for each takes twice as long. */
const sha256 = (...parts: readonly Uint8Array[]): Hash => hash("sha256", Buffer.concat(parts), "buffer")

/** RFC 6962's own byte for a leaf, and that of the kind. */
const leafPrefixes: Readonly<Record<LeafKind, Buffer>> = {
  EVENT: Buffer.from([0, 0]),
  KEY: Buffer.from([0, 1]),
  RESTORED: Buffer.from([0, 2]),
  PRUNED: Buffer.from([0, 3]),
}
const nodePrefix = Buffer.from([1])
const emptyRoot = sha256()

/** What a leaf commits to: the nonce keeps a payload from being guessed once it is gone. */
export const commitmentOf = (nonce: Uint8Array, payload: string): Hash =>
  createHash("sha256").update(nonce).update(payload).digest()

/**
 * The hash of a leaf (RFC 6962, section 2.1), that consists of its kind, in one byte, and of what it commits to. The sealer adds what the
 * database says as events, without having read it: so it can pass for no key, restore or prune, whatever its text.
 */
export const leafHash = (kind: LeafKind, commitment: Uint8Array): Hash => sha256(leafPrefixes[kind], commitment)

const nodeHash = (left: Hash, right: Hash): Hash => sha256(nodePrefix, left, right)

/**
 * The right edge of a Merkle tree as RFC 6962 builds it: the roots of the full subtrees it consists of, the largest first. It is all
 * that is needed to add leaves and to tell the root.
 */
export class Frontier {
  private constructor(
    private count: number,
    private readonly roots: Hash[],
  ) {}

  static empty(): Frontier {
    return new Frontier(0, [])
  }

  /** @throws RangeError where the hashes do not belong to a tree of that size */
  static of(size: number, roots: readonly Uint8Array[]): Frontier {
    if (!Number.isSafeInteger(size) || size < 0 || roots.length !== ones(size))
      throw new RangeError("not the frontier of that size")
    return new Frontier(size, roots.map((root) => Buffer.from(root))) // prettier-ignore
  }

  /** Undefined where the hashes do not belong to a tree of that size. */
  static from(size: number, roots: readonly Uint8Array[]): Frontier | undefined {
    return roots.length === ones(size) ? Frontier.of(size, roots) : undefined
  }

  get size(): number {
    return this.count
  }

  /** Of full subtrees, the largest first. */
  get hashes(): readonly Hash[] {
    return this.roots
  }

  add(leaf: Hash): void {
    let subtree = leaf
    // As many subtrees of equal height close as the size ends in ones.
    for (let rest = this.count; rest % 2 === 1; rest = (rest - 1) / 2)
      subtree = nodeHash(this.roots.pop() as Hash, subtree)
    this.roots.push(subtree)
    this.count++
  }

  /** The root over all leaves so far. */
  root(): Hash {
    const [last, ...rest] = [...this.roots].reverse()
    return last ? rest.reduce((right, left) => nodeHash(left, right), last) : emptyRoot
  }
}

function ones(size: number): number {
  let count = 0
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2
  return count
}
