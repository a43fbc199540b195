import type pg from "pg"
import { clock } from "../../platform/clock"
import { mostSkewSeconds } from "../../platform/database/clock"
import { type Part, nameOf } from "../../platform/database/statements"
import { Transaction } from "../../platform/database/transaction"
import { type Anchoring, isBehind } from "./anchoring"
import { type Checkpoint, readCheckpoint } from "./checkpoint"
import { checkClocks, momentAfter, secondsAhead } from "./clocks"
import { Contradiction } from "./contradiction"
import { successorsOf } from "./endorsements"
import { Growth } from "./growth"
import { type Handed, type Pruned, readSealed, treeIn } from "./handed"
import type { Frontier } from "./merkle"
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

const take = named("select take_tree()")
const seal = named("select seal_events($1::int, $2::int)")
const expire = named("select expire_events($1::int)")
const grow = named("select grow_tree($1::jsonb)")

function named(text: string): (...values: readonly (string | number)[]) => Part {
  const name = nameOf(text)
  return (...values) => ({ name, text, values: values.map(String) })
}

/** A key that the one before it did not name: of a node that was not started again since, or of somebody else. */
export class UnknownKey extends Error {
  override readonly name = "UnknownKey"

  constructor() {
    super(
      "nothing is sealed: the key in TRAIL_KEY_FILE, under the name in TRAIL_ORIGIN, is not that of this trail, and the key before did not sign for it; put the key there that the other nodes have, with its .endorsement, and start again",
    )
  }
}

/** So many events at most in one round. */
export const batchSize = 4000

/** The tree that a round goes on with, once it is believed. */
interface Standing {
  readonly tree: Frontier
  readonly restored: Restored | undefined
  readonly notices: readonly Notice[]
}

/**
 * What a round does beside what the sealer itself has to say: new events become leaves, or old ones go. Answers how late each of these
 * events was sealed.
 */
type Act = (growth: Growth, transaction: Transaction, now: Date) => Promise<readonly number[]>

/**
 * Makes leaves of what was committed since the last round, in the order of transactions: only those below the oldest one that still
 * runs, so that none that commits late is passed over. One sealer works at a time; who finds another at it leaves. The tree that the
 * database hands over is held against the heads outside before anything is signed: its owner is one of those whom the seal is to bind.
 */
export class Sealer {
  /** So many events at most in the next round. */
  private batch = batchSize

  constructor(
    private readonly pool: pg.Pool,
    private readonly signer: Signer,
    private readonly anchoring: Anchoring,
  ) {}

  /** Seals a batch. Undefined where another sealer is at work. @throws Contradiction, ClocksApart, AnchorsError, UnknownKey */
  round(): Promise<Sealed | undefined> {
    return this.go(async (growth, transaction) => {
      const events = readSealed(await this.leaves(transaction, growth.leaves.length), this.batch)
      growth.takeEvents(events.commitments)
      this.batch = Math.min(batchSize, this.batch * 2)
      return events.lags
    })
  }

  /** Removes the events whose term of so many months is over, and seals that they went, in words of its own. @throws the same */
  prune(months: number): Promise<Sealed | undefined> {
    return this.go(async (growth, transaction, now) => {
      const pruned = JSON.parse(await answerTo(transaction, expire(months))) as Pruned | null
      if (!pruned) return []
      await checkPruned(pruned, months, now, this.anchoring.anchors)
      growth.say("PRUNED", { ranges: pruned.ranges, before: pruned.before, months })
      return []
    })
  }

  /** What takes longer than the database allows is too much at once: the next round takes less of it. */
  private async leaves(transaction: Transaction, own: number): Promise<string> {
    try {
      return await answerTo(transaction, seal(this.batch, own))
    } catch (error) {
      if (isCancelled(error)) this.batch = Math.max(1, Math.floor(this.batch / 2))
      throw error
    }
  }

  private async go(act: Act): Promise<Sealed | undefined> {
    const asked = clock.now()
    const { transaction, rows } = await Transaction.open(this.pool, [take()], false)
    try {
      const handed = JSON.parse(rows[0]?.[0]?.[0] ?? "null") as Handed | null
      const now = clock.now()
      if (handed) checkClocks(asked, handed.now, now)
      const round = handed && (await this.grown(handed, now, (growth) => act(growth, transaction, now)))
      if (round?.grown) await transaction.finish([grow(JSON.stringify(round.grown))])
      else await transaction.abort()
      return round?.sealed
    } catch (error) {
      await transaction.abort()
      throw error
    }
  }

  private async grown(handed: Handed, now: Date, act: (growth: Growth) => Promise<readonly number[]>) {
    const keys = this.introduced(handed.key)
    const { tree, restored, notices } = await this.standing(handed, now)
    const growth = new Growth(tree)
    if (restored) growth.say("RESTORED", restored)
    // The key that signs stands in the tree before anything that it signs for.
    for (const key of keys) growth.say("KEY", { ...key })
    const lags = await act(growth)
    const epoch = restored?.epoch ?? handed.epoch
    const outcome = { events: lags.length, size: tree.size, epoch, lags, notices }
    if (tree.size === handed.size) return { grown: undefined, sealed: { ...outcome, note: handed.note ?? undefined } }
    const grown = { from: handed.size, ...this.signed(growth, epoch, momentAfter(headOf(handed)?.madeAt, now)) }
    return { grown, sealed: { ...outcome, note: grown.note } }
  }

  /** As `grow_tree` takes it. */
  private signed({ tree, leaves }: Growth, epoch: number, madeAt: string) {
    return {
      ...{ size: tree.size, epoch, leaves, key: this.signer.key },
      frontier: tree.hashes.map((hash) => hash.toString("base64")),
      note: this.signer.sign({ size: tree.size, root: tree.root(), epoch, madeAt }),
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
    const ahead: Notice[] = secondsAhead(last.madeAt, now) > mostSkewSeconds ? [{ what: "head-ahead" }] : []
    if (isBehind(handed, last)) {
      const restored = await restoreOf(handed, last, this.anchoring.anchors)
      return { tree, restored, notices: [...ahead, { what: "restored", count: restored.until - restored.from }] }
    }
    const leading = await this.anchoring.leading(last, handed)
    if (leading.root().equals(tree.root())) return { tree, restored: undefined, notices: ahead }
    throw new Contradiction(`the tree that the database hands over does not continue the head over ${last.size}`)
  }

  /** The keys from the one that signed last to that of this sealer, which the tree does not name yet. @throws UnknownKey */
  private introduced(before: string | null): readonly { readonly key: string; readonly endorsement: string | null }[] {
    const { key, endorsements } = this.signer
    if (before === null) return [{ key, endorsement: null }]
    const successors = successorsOf(before, key, endorsements)
    if (!successors) throw new UnknownKey()
    return successors
  }
}

const isCancelled = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === "57014"

const answerTo = async (transaction: Transaction, part: Part): Promise<string> =>
  (await transaction.more([part]))[0]?.[0]?.[0] ?? "null"

const headOf = ({ note }: Handed): Checkpoint | undefined =>
  note === null ? undefined : readCheckpoint(readNote(note).text)
