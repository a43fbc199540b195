import { setTimeout as sleep } from "node:timers/promises"
import { Fault } from "../errors"
import { type RationFacts, Rations } from "./rations"
import { type Release, type ShareFacts, Shares } from "./shares"

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

export const usualCapacity: CapacityFacts = {
  share: { line: 32 },
  documents: { burst: 6_000, perSecond: 150 },
  answers: { burst: 4 * 2 ** 20, perSecond: 2 ** 20 },
}

/** Longer than this nobody is kept waiting: she is told to come again. */
const longestWaitMs = 10_000

/** Each request costs as much as so many bytes of an answer, whatever it is answered: that is, fifty a second and no more. */
const requestBytes = 20_000

/** Keeps one actor from making the others wait. */
export class Capacity {
  private readonly shares: Shares
  private readonly documents: Rations
  private readonly answers: Rations

  /** As long as what she has at most takes to come back. */
  private readonly longestDebtMs: number

  constructor({ share, documents, answers }: CapacityFacts) {
    this.longestDebtMs = (documents.burst / documents.perSecond) * 1000
    this.shares = new Shares(share)
    this.documents = new Rations(documents)
    this.answers = new Rations(answers)
  }

  /**
   * Settles when it is her turn: there is a place, and of late she was not answered too much.
   * @param connections how many there are for her and those like her
   * @throws Fault RATE_LIMITED where too many of hers wait already, or it would be long
   */
  async enter(actorId: string, connections: number): Promise<Release> {
    const leave = await this.shares.enter(actorId, connections)
    const debt = this.answers.debt(actorId)
    if (debt > longestWaitMs) {
      leave()
      throw tooMany(debt)
    }
    if (debt > 0) await sleep(debt)
    this.answers.take(actorId, requestBytes)
    return leave
  }

  /** Before a document is looked at that nobody has sent before. @throws Fault RATE_LIMITED where she has sent too many of them */
  refuseMoreDocuments(actorId: string): void {
    const debt = this.documents.debt(actorId)
    if (debt > 0) throw tooMany(debt)
  }

  /** What looking at one took. */
  chargeDocument(actorId: string, fields: number): void {
    this.documents.take(actorId, fields)
  }

  /**
   * Before an operation or a statement is compiled. What a document that was admitted needs she gets; who lets one document be compiled in ever new
   * forms does not.
   * @throws Fault RATE_LIMITED
   */
  chargeCompiling(actorId: string, fields: number): void {
    const debt = this.documents.debt(actorId)
    if (debt > this.longestDebtMs) throw tooMany(debt)
    this.documents.take(actorId, fields)
  }

  /** What she was answered. Reading and writing it took time in which nobody else was served. */
  chargeAnswer(actorId: string, bytes: number): void {
    this.answers.take(actorId, bytes)
  }
}

const tooMany = (debtMs: number): Fault =>
  new Fault("RATE_LIMITED", undefined, { retryAfter: Math.ceil(debtMs / 1000) })
