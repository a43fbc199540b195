import type { Act, Done } from "../platform/jobs"
import { type Part, nameOf } from "../platform/database/statements"
import type { Transaction } from "../platform/database/transaction"
import type { ReviewSettings } from "../platform/review-settings"
import { type Raised, raisingPart } from "./raising"

/** So many leaves of the trail are looked through at most in one go. */
const largest = 1_000

/** What took longer is large enough. */
const quickMs = 5_000

/** A single leaf is tried so often, each time with the next minute, before it is put aside. */
const mostTries = 3

/** Too long, too much memory, beyond a limit, or of a form that nobody foresaw: it may be the share, and with less of it the rest goes on. */
const ofTheShare = /^(57014|53200|54|22)/

const named = (text: string) => ({ name: nameOf(text), text })
const next: Part = { ...named("select first, leaves from next_to_review()"), values: [] }
const aside = named("select put_aside($1::bigint)")

/**
 * Looks through the sealed trail for what is to be judged, a share at a time. A share that cannot be done is halved, down to a single
 * leaf; one that cannot be looked through by itself is put aside for people, and what lies behind it is not held up.
 */
export class Reviewing implements Act {
  readonly name = "reviewing"
  readonly action = "house.kept"
  readonly everySeconds: number = 60
  readonly inShares = true as const
  private share = largest
  /** The first leaf of the share that was tried last, and how often in a row it failed by itself. */
  private first = ""
  private tries = 0

  constructor(private readonly settings: ReviewSettings) {}

  async does(transaction: Transaction): Promise<Done> {
    const [[[first, leaves] = []] = [[]]] = await transaction.more([next])
    if (first !== this.first) this.tries = 0
    this.first = first ?? ""
    this.share = Math.max(1, Math.min(this.share, Number(leaves)))
    if (this.tries >= mostTries) return await this.putAside(transaction)
    const began = performance.now()
    const { raised, more } = JSON.parse(await answerTo(transaction, raisingPart(this.settings, this.share))) as Raised
    if (performance.now() - began < quickMs) this.share = Math.min(largest, this.share * 2)
    return { count: raised, more }
  }

  failed(error: unknown): boolean {
    if (!ofTheShare.test(String((error as { code?: unknown }).code))) return false
    if (this.share === 1) this.tries++
    const smaller = this.share > 1
    this.share = Math.max(1, Math.floor(this.share / 2))
    return smaller
  }

  private async putAside(transaction: Transaction): Promise<Done> {
    const passed = await answerTo(transaction, { ...aside, values: [this.first] })
    this.tries = 0
    return { count: passed === "t" ? 1 : 0, more: true }
  }
}

const answerTo = async (transaction: Transaction, part: Part): Promise<string> =>
  (await transaction.more([part]))[0]?.[0]?.[0] ?? ""
