import { Fault, type Range, type Said, rangeOf } from "./fault"
import type { Heads } from "./heads"

interface Prune {
  readonly leaf: number
  readonly ranges: readonly Range[]
  /** Events recorded before this moment went. */
  readonly before: number
  /** The term that was kept, in months. */
  readonly months: number
}

/** An event is sealed seconds after it was recorded; a month is more than any delay that nobody mended. */
const monthMs = 31 * 86_400_000

/** What leaves said of events whose term was over, held against the leaves that are empty. */
export class Prunes {
  private readonly prunes: Prune[] = []
  private readonly gaps: number[] = []

  constructor(private readonly heads: Heads) {}

  get empty(): number {
    return this.gaps.length
  }

  /** The shortest term that events were kept for; undefined where none went. */
  get months(): number | undefined {
    return this.prunes.length ? Math.min(...this.prunes.map(({ months }) => months)) : undefined
  }

  gap(leaf: number): void {
    this.gaps.push(leaf)
  }

  /** @throws Fault */
  take(leaf: number, { ranges, before, months }: Said): void {
    const moment = typeof before === "string" ? Date.parse(before) : NaN
    if (!Array.isArray(ranges) || Number.isNaN(moment) || !Number.isSafeInteger(months))
      throw new Fault(`leaf ${leaf} does not say which events went`)
    const named = ranges.map((range: unknown) => {
      const [from, until] = Array.isArray(range) ? (range as unknown[]) : []
      return rangeOf(from, until, leaf)
    })
    this.prunes.push({ leaf, ranges: named, before: moment, months: months as number })
  }

  /** Each gap is covered by a later leaf, and each of these covers none but events that were old enough. @throws Fault */
  check(): void {
    const uncovered = this.gaps.find((gap) => !this.prunes.some((prune) => covers(prune, gap)))
    if (uncovered !== undefined)
      throw new Fault(`leaf ${uncovered} is empty, and no later leaf says that its term was over`)
    for (const prune of this.prunes) this.checkTerm(prune)
  }

  private checkTerm({ leaf, ranges, before, months }: Prune): void {
    const latest = new Date(this.heads.sealedBy(leaf))
    if (Number.isNaN(latest.getTime())) return // under no head: said elsewhere
    latest.setUTCMonth(latest.getUTCMonth() - months)
    const early = ranges.some(({ until }) => this.heads.notSealedBy(until - 1) > before + monthMs)
    if (before > latest.getTime() || early)
      throw new Fault(`leaf ${leaf} removes events before their term of ${months} months was over`)
  }
}

const covers = ({ leaf, ranges }: Prune, gap: number): boolean =>
  gap < leaf && ranges.some(({ from, until }) => gap >= from && gap < until)
