import type pg from "pg"
import { type Part, nameOf } from "../../platform/database/statements"
import { Transaction } from "../../platform/database/transaction"
import type { Anchors } from "./anchors"
import { type Leaf, type Payload, type Unsealed as Event, leafOf, leafOfEvent, payloadOf } from "./leaves"
import { Frontier, leafHash } from "./merkle"
import { type Signer, isEndorsed } from "./signer"

/** What `unsealed_events` hands over, its events put together. */
interface Unsealed {
  readonly epoch: number
  readonly size: number
  readonly now: string
  readonly waiting: number
  /** The head that was signed last. */
  readonly note: string | null
  /** The key that signed last. */
  readonly key: string | null
  /** Base64. */
  readonly frontier: readonly string[]
  /** The runs of leaves whose events went because their term was over. */
  readonly pruned?: {
    readonly ranges: readonly (readonly [number, number])[]
    readonly before: string
    readonly months: number
  }
  readonly events: readonly { readonly xact: string; readonly payload: Payload }[]
}

/** What a round came to; times in seconds, by the database's clock. */
export interface Sealed {
  readonly events: number
  /** Leaves of the tree now. */
  readonly size: number
  /** The signed head; absent while the tree is empty. */
  readonly note: string | undefined
  /** From when each event was recorded until this round. */
  readonly lags: readonly number[]
  /** How long the oldest event waits for a transaction that does not end; 0 where none does. */
  readonly waiting: number
}

function outcomeOf({ events, now, waiting }: Unsealed, size: number, note: string | undefined): Sealed {
  const lags = events.map(({ payload }) => (Date.parse(now) - Date.parse(payload.recorded_at)) / 1000)
  return { events: events.length, size, note, lags, waiting }
}

function read(text: string): Unsealed | null {
  const handed = JSON.parse(text) as (Omit<Unsealed, "events"> & { readonly events: readonly Event[] }) | null
  return (
    handed && { ...handed, events: handed.events.map((event) => ({ xact: event.xact, payload: payloadOf(event) })) }
  )
}

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

/**
 * Makes leaves of what was committed since the last round, in the order of transactions: only those below the oldest one that still
 * runs, so that none that commits late is passed over. One sealer works at a time; who finds another at it leaves.
 */
export class Sealer {
  constructor(
    private readonly pool: pg.Pool,
    private readonly signer: Signer,
    private readonly anchors: Anchors,
  ) {}

  /** Seals a batch. Undefined where another sealer is at work. */
  round(): Promise<Sealed | undefined> {
    return this.seal({ ...take, values: [`${batchSize}`] })
  }

  /** Removes the events whose term of so many months is over, and seals that they went. Undefined where there are none. */
  prune(months: number): Promise<Sealed | undefined> {
    return this.seal({ ...expire, values: [`${months}`] })
  }

  private async seal(taken: Part): Promise<Sealed | undefined> {
    const { transaction, rows } = await Transaction.open(this.pool, [taken], false)
    try {
      const unsealed = read(rows[0]?.[0]?.[0] ?? "null")
      const added = unsealed && (await this.added(unsealed))
      if (!added) {
        await transaction.abort()
        return unsealed ? outcomeOf(unsealed, unsealed.size, unsealed.note ?? undefined) : undefined
      }
      await transaction.finish([{ ...append, values: [JSON.stringify(added)] }])
      return outcomeOf(unsealed, added.size + added.leaves.length, added.note)
    } catch (error) {
      await transaction.abort()
      throw error
    }
  }

  private async added({ epoch: before, size, now, key, frontier, events, pruned }: Unsealed) {
    const restored = await this.restored(before, size)
    const epoch = before + restored.length
    // The key that signs stands in the tree before anything that it signs for.
    const own = this.introduced(key)
    const leaves = [...restored, ...own, ...events.map(({ payload }) => leafOfEvent(payload))]
    if (pruned) leaves.push(leafOf("PRUNED", pruned))
    if (!leaves.length) return undefined
    const tree = Frontier.of(size, frontier.map((hash) => Buffer.from(hash, "base64"))) // prettier-ignore
    for (const { commitment } of leaves) tree.add(leafHash(Buffer.from(commitment, "base64")))
    const last = events.at(-1)
    const root = tree.root()
    return {
      ...{ size, epoch, leaves, root: root.toString("base64"), key: this.signer.key },
      frontier: tree.hashes.map((hash) => hash.toString("base64")),
      note: this.signer.sign({ size: tree.size, root, epoch, madeAt: new Date(now).toISOString() }),
      xact: last?.xact ?? null,
      id: last?.payload.id ?? null,
    }
  }

  /** The leaf that names the key of this sealer, where it is another than the one that signed last. @throws UnknownKey */
  private introduced(before: string | null): Leaf[] {
    const { key, endorsement } = this.signer
    if (before === key) return []
    if (before !== null && !isEndorsed(endorsement, before, key))
      throw new UnknownKey("the key before did not sign for this one")
    return [leafOf("KEY", { key, endorsement: before === null ? null : endorsement })]
  }

  /**
   * A tree that is shorter than one whose head left the database was restored from a backup. It says so itself, in a leaf that names
   * what was lost, and counts on in a new epoch: whoever verifies learns of it.
   */
  private async restored(epoch: number, size: number): Promise<Leaf[]> {
    const last = await this.anchors.last()
    if (!last || last.epoch < epoch || (last.epoch === epoch && last.size <= size)) return []
    return [leafOf("RESTORED", { epoch: epoch + 1, from: size, until: last.size, root: last.root.toString("base64") })]
  }
}
