import { setTimeout as sleep } from "node:timers/promises"
import { Fault } from "../errors"
import { type RationFacts, Rations } from "./rations"
import { type Release, type ShareFacts, Shares, placesOf } from "./shares"

/**
 * What one actor may take of a node: places at once; new documents, which are looked at and compiled while everybody waits; and answers,
 * which are read and written while everybody waits. Of documents the unit is a selected field, of answers a byte (docs/figures.md says
 * how long they take).
 */
export interface CapacityFacts {
  readonly share: ShareFacts
  readonly documents: RationFacts
  readonly answers: RationFacts
}

export const usualCapacity = (pool: number): CapacityFacts => ({
  share: { places: placesOf(pool), line: 32 },
  documents: { burst: 6_000, perSecond: 150 },
  answers: { burst: 4 * 2 ** 20, perSecond: 2 ** 20 },
})

/** Longer than this nobody is kept waiting for an answer: she is told to come again. */
const longestWaitMs = 10_000

/** Keeps one actor from making the others wait. */
export class Capacity {
  private readonly shares: Shares
  private readonly documents: Rations
  private readonly answers: Rations

  constructor({ share, documents, answers }: CapacityFacts) {
    this.shares = new Shares(share)
    this.documents = new Rations(documents)
    this.answers = new Rations(answers)
  }

  /** @throws Fault RATE_LIMITED where too many of hers wait already */
  enter(actorId: string): Promise<Release> {
    return this.shares.enter(actorId)
  }

  /** Before a document is looked at that nobody has sent before. @throws Fault RATE_LIMITED where she has sent too many of them */
  refuseMoreDocuments(actorId: string): void {
    const debt = this.documents.debt(actorId)
    if (debt > 0) throw new Fault("RATE_LIMITED", undefined, { retryAfter: Math.ceil(debt / 1000) })
  }

  /** What looking at one, or compiling it, took. */
  chargeDocument(actorId: string, fields: number): void {
    this.documents.take(actorId, fields)
  }

  /**
   * Waits where she was answered much of late. She holds nothing but her own place meanwhile.
   * @throws Fault RATE_LIMITED where that would take too long
   */
  async beforeAnswer(actorId: string): Promise<void> {
    const debt = this.answers.debt(actorId)
    if (debt > longestWaitMs) throw new Fault("RATE_LIMITED", undefined, { retryAfter: Math.ceil(debt / 1000) })
    if (debt > 0) await sleep(debt)
  }

  chargeAnswer(actorId: string, bytes: number): void {
    this.answers.take(actorId, bytes)
  }
}
