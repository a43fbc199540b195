import { Fault, type Range, type Said, clockMs, lagMs } from "./fault"
import type { Heads } from "./heads"

interface Prune {
  readonly leaf: number
  readonly ranges: readonly Range[]
  /** Events recorded before this moment went; milliseconds. */
  readonly before: number
  /** The term that was kept, in months. */
  readonly months: number
}

/** Empty leaves, one after the other. */
interface Gap {
  readonly from: number
  until: number
  /** The latest event that speaks before them was recorded then; empty where none does. */
  readonly after: string
}

/** What leaves said of events whose term was over, held against the leaves that are empty. */
export class Prunes {
  private readonly prunes: Prune[] = []
  private readonly gaps: Gap[] = []

  /** @param term in months: events that went earlier are a fault */
  constructor(
    private readonly heads: Heads,
    private readonly term: number,
  ) {}

  get empty(): number {
    return this.gaps.reduce((sum, { from, until }) => sum + until - from, 0)
  }

  /** The shortest term that events were kept for; undefined where none went. */
  get months(): number | undefined {
    return this.prunes.length ? Math.min(...this.prunes.map(({ months }) => months)) : undefined
  }

  gap(leaf: number, after: string): void {
    const last = this.gaps.at(-1)
    if (last?.until === leaf) last.until++
    else this.gaps.push({ from: leaf, until: leaf + 1, after })
  }

  /** @throws Fault */
  take(leaf: number, { ranges, before, months }: Said): void {
    const moment = typeof before === "string" ? Date.parse(before) : NaN
    if (!Array.isArray(ranges) || Number.isNaN(moment) || !Number.isSafeInteger(months))
      throw new Fault(`leaf ${leaf} does not say which events went`)
    const named = ranges.map((range: unknown) => rangeOf(range, leaf))
    this.prunes.push({ leaf, ranges: named, before: moment, months: months as number })
  }

  /** Each gap is named by a later leaf, and each of these names none but gaps of events that were old enough. @throws Fault */
  check(): void {
    const named = joined(this.prunes.flatMap(({ ranges }) => ranges))
    const uncovered = firstOutside(this.gaps, named)
    if (uncovered !== undefined)
      throw new Fault(`leaf ${uncovered} is empty, and no later leaf says that its term was over`)
    const present = firstOutside(named, this.gaps)
    if (present !== undefined) throw new Fault(`leaf ${present} is there, and a later leaf says that its term was over`)
    for (const prune of this.prunes) this.checkTerm(prune)
  }

  private checkTerm({ leaf, ranges, before, months }: Prune): void {
    if (months < this.term)
      throw new Fault(`leaf ${leaf} removes events after ${months} months, and their term is ${this.term}`)
    const sealed = this.heads.sealedBy(leaf)
    if (sealed === Infinity) return // under no head: said elsewhere
    // What is no number is neither before nor after: only what is known to be old enough went in time.
    const inTime = before <= monthsBefore(sealed, months) + clockMs
    if (!inTime || !ranges.every((range) => this.latestSign(range) <= before + lagMs))
      throw new Fault(`leaf ${leaf} removes events before their term of ${months} months was over`)
  }

  /** By heads and events that stand before the leaves of a range, when the last of these was not sealed yet. */
  private latestSign({ until }: Range): number {
    const after = this.gaps.find((gap) => gap.until >= until)?.after
    return Math.max(this.heads.notSealedBy(until - 1), after ? Date.parse(after) : -Infinity)
  }
}

/** @throws Fault where it is no range of leaves before this one */
function rangeOf(range: unknown, leaf: number): Range {
  const [from, until] = Array.isArray(range) ? (range as unknown[]) : []
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(until))
    throw new Fault(`leaf ${leaf} names no range of leaves`)
  const named = { from: from as number, until: until as number }
  if (named.from < 0 || named.from >= named.until || named.until > leaf)
    throw new Fault(`leaf ${leaf} names no range of leaves before it`)
  return named
}

/** Ranges in order, none touching another. */
function joined(ranges: readonly Range[]): readonly Range[] {
  const found: { from: number; until: number }[] = []
  for (const { from, until } of [...ranges].sort((one, other) => one.from - other.from)) {
    const last = found.at(-1)
    if (last && from <= last.until) last.until = Math.max(last.until, until)
    else found.push({ from, until })
  }
  return found
}

/** The first of some leaves that others do not hold; both in order, none touching another. */
function firstOutside(ranges: readonly Range[], others: readonly Range[]): number | undefined {
  let next = 0
  for (const { from, until } of ranges) {
    while ((others[next]?.until ?? Infinity) <= from) next++
    const other = others[next]
    if (!other || other.from > from) return from
    if (other.until < until) return other.until
  }
  return undefined
}

function monthsBefore(moment: number, months: number): number {
  const date = new Date(moment)
  const day = date.getUTCDate()
  date.setUTCMonth(date.getUTCMonth() - months)
  // The month is shorter: its last day.
  if (date.getUTCDate() !== day) date.setUTCDate(0)
  return date.getTime()
}
