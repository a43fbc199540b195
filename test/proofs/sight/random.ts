/** Chance that can be repeated: equal seeds give equal choices (mulberry32). */
export class Random {
  private state: number

  constructor(seed: number) {
    this.state = seed >>> 0
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** A whole number from 0 up to, not including, `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end)
  }

  between(least: number, most: number): number {
    return least + this.below(most - least + 1)
  }

  chance(share: number): boolean {
    return this.next() < share
  }

  pick<T>(from: readonly T[]): T {
    if (!from.length) throw new Error("there is nothing to pick from")
    return from[this.below(from.length)] as T
  }

  /** One of them, or undefined where there is none. */
  any<T>(from: readonly T[] | undefined): T | undefined {
    return from?.[this.below(from.length)]
  }

  /** Each of them with this chance. */
  some<T>(from: readonly T[], share: number): T[] {
    return from.filter(() => this.chance(share))
  }

  /** So many different ones, in any order. */
  sample<T>(from: readonly T[], count: number): T[] {
    const left = [...from]
    return Array.from({ length: Math.min(count, left.length) }, () => left.splice(this.below(left.length), 1)[0] as T)
  }

  uuid(): string {
    const hex = (digits: number): string => Array.from({ length: digits }, () => this.below(16).toString(16)).join("")
    return `${hex(8)}-${hex(4)}-4${hex(3)}-${"89ab".charAt(this.below(4))}${hex(3)}-${hex(12)}`
  }
}
