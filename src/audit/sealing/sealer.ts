import type pg from "pg"
import { clock } from "../../platform/clock"
import { type Part, nameOf } from "../../platform/database/statements"
import { Transaction } from "../../platform/database/transaction"
import { type Anchoring, isBehind } from "./anchoring"
import { type Checkpoint, readCheckpoint } from "./checkpoint"
import { apartSeconds, checkClocks, momentAfter, secondsAhead } from "./clocks"
import { Contradiction } from "./contradiction"
import { successorsOf } from "./endorsements"
import { type Handed, readHanded, treeIn } from "./handed"
import { type Leaf, leafOf, leafOfEvent } from "./leaves"
import { type Frontier, leafHash } from "./merkle"
import { readNote } from "./note"
import { checkPruned } from "./prunes"
import { type Restored, restoreOf } from "./restores"
import type { Signer } from "./signer"

/** What an operator is to know of a round, though it went well. */
export interface Notice {
  readonly what: "restored" | "head-ahead" | "no-head-outside"
  /** Leaves that a restore lost. */
  readonly count?: number
}

/** What a round came to. */
export interface Sealed {
  readonly events: number
  /** Leaves of the tree now. */
  readonly size: number
  readonly epoch: number
  /** The signed head; absent while the tree is empty. */
  readonly note: string | undefined
  /** From when each event was recorded until this round; in seconds, by the database's clock. */
  readonly lags: readonly number[]
  readonly notices: readonly Notice[]
}

const lagsOf = ({ events, now }: Handed): number[] =>
  events.map(({ payload }) => (Date.parse(now) - Date.parse(payload.recorded_at)) / 1000)

const take: Omit<Part, "values"> = named("select unsealed_events($1::int)")
const expire: Omit<Part, "values"> = named("select expire_events($1::int)")
const append: Omit<Part, "values"> = named("select seal_leaves($1::jsonb)")

function named(text: string): Omit<Part, "values"> {
  return { name: nameOf(text), text }
}

/** A key that the one before it did not name: of a node that was not started again since, or of somebody else. */
class UnknownKey extends Error {
  override readonly name = "UnknownKey"
}

/** So many events at most in one round. */
export const batchSize = 2000

/** The tree that a round goes on with, once it is believed. */
interface Standing {
  readonly tree: Frontier
  readonly restored: Restored | undefined
  readonly notices: readonly Notice[]
}

/**
 * Makes leaves of what was committed since the last round, in the order of transactions: only those below the oldest one that still
 * runs, so that none that commits late is passed over. One sealer works at a time; who finds another at it leaves. What the database
 * hands over is held against the heads outside before anything is signed: its owner is one of those whom the seal is to bind.
 */
export class Sealer {
  constructor(
    private readonly pool: pg.Pool,
    private readonly signer: Signer,
    private readonly anchoring: Anchoring,
  ) {}

  /** Seals a batch. Undefined where another sealer is at work. @throws Contradiction, ClocksApart, AnchorsError, UnknownKey */
  round(): Promise<Sealed | undefined> {
    return this.seal({ ...take, values: [`${batchSize}`] }, undefined)
  }

  /**
   * Removes the events whose term of so many months is over, and seals that they went. Undefined where there are none.
   * @throws the same
   */
  prune(months: number): Promise<Sealed | undefined> {
    return this.seal({ ...expire, values: [`${months}`] }, months)
  }

  private async seal(taken: Part, months: number | undefined): Promise<Sealed | undefined> {
    const asked = clock.now()
    const { transaction, rows } = await Transaction.open(this.pool, [taken], false)
    try {
      const handed = readHanded(rows[0]?.[0]?.[0] ?? "null")
      const now = clock.now()
      if (handed) checkClocks(asked, handed.now, now)
      const round = handed && (await this.sealed(handed, months, now))
      if (round?.added) await transaction.finish([{ ...append, values: [JSON.stringify(round.added)] }])
      else await transaction.abort()
      return round?.sealed
    } catch (error) {
      await transaction.abort()
      throw error
    }
  }

  private async sealed(handed: Handed, months: number | undefined, now: Date) {
    // The key that signs stands in the tree before anything that it signs for.
    const own = this.introduced(handed.key)
    const { tree, restored, notices } = await this.standing(handed, now)
    const epoch = restored?.epoch ?? handed.epoch
    const leaves = [
      ...(restored ? [leafOf("RESTORED", restored)] : []),
      ...own,
      ...handed.events.map(({ payload }) => leafOfEvent(payload)),
      ...(await this.pruned(handed, months, now)),
    ]
    for (const { commitment } of leaves) tree.add(leafHash(Buffer.from(commitment, "base64")))
    const outcome = { events: handed.events.length, size: tree.size, epoch, lags: lagsOf(handed), notices }
    if (!leaves.length) return { added: undefined, sealed: { ...outcome, note: handed.note ?? undefined } }
    const added = this.addition(handed, tree, epoch, leaves, now)
    return { added, sealed: { ...outcome, note: added.note } }
  }

  private addition(handed: Handed, tree: Frontier, epoch: number, leaves: Leaf[], now: Date) {
    const root = tree.root()
    const last = handed.events.at(-1)
    const madeAt = momentAfter(headOf(handed)?.madeAt, now)
    return {
      ...{ size: handed.size, epoch, leaves, root: root.toString("base64"), key: this.signer.key },
      frontier: tree.hashes.map((hash) => hash.toString("base64")),
      note: this.signer.sign({ size: tree.size, root, epoch, madeAt }),
      xact: last?.xact ?? null,
      id: last?.payload.id ?? null,
    }
  }

  /**
   * The tree that was handed over, held against the last head outside. One that is shorter was restored from a backup; it says so
   * itself, in a leaf that names what was lost, and counts on in a new epoch: whoever verifies learns of it.
   * @throws Contradiction
   */
  private async standing(handed: Handed, now: Date): Promise<Standing> {
    const tree = treeIn(handed)
    const last = await this.anchoring.last()
    if (!last) return { tree, restored: undefined, notices: tree.size ? [{ what: "no-head-outside" }] : [] }
    const ahead: Notice[] = secondsAhead(last.madeAt, now) > apartSeconds ? [{ what: "head-ahead" }] : []
    if (isBehind(handed, last)) {
      const restored = await restoreOf(handed, last, this.anchoring.anchors)
      return { tree, restored, notices: [...ahead, { what: "restored", count: restored.until - restored.from }] }
    }
    const leading = await this.anchoring.leading(last, handed)
    if (leading.root().equals(tree.root())) return { tree, restored: undefined, notices: ahead }
    throw new Contradiction(`the tree that the database hands over does not continue the head over ${last.size}`)
  }

  /** The leaves that name the keys from the one that signed last to that of this sealer. @throws UnknownKey */
  private introduced(before: string | null): Leaf[] {
    const { key, endorsements } = this.signer
    if (before === null) return [leafOf("KEY", { key, endorsement: null })]
    const successors = successorsOf(before, key, endorsements)
    if (!successors) throw new UnknownKey("the key before did not sign for this one")
    return successors.map((each) => leafOf("KEY", { ...each }))
  }

  /** The leaf that says which events went, in the words of the sealer. @throws Contradiction */
  private async pruned({ pruned }: Handed, months: number | undefined, now: Date): Promise<Leaf[]> {
    if (!pruned) return []
    if (months === undefined) throw new Contradiction("events were removed that nobody asked to be removed")
    await checkPruned(pruned, months, now, this.anchoring.anchors)
    return [leafOf("PRUNED", { ranges: pruned.ranges, before: pruned.before, months })]
  }
}

const headOf = ({ note }: Handed): Checkpoint | undefined =>
  note === null ? undefined : readCheckpoint(readNote(note).text)
