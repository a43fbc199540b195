/**
 * A small seeded generator (xoshiro128**). `at` puts it at the start of one entity's own series, so that each entity can be made by
 * itself, in any order and as often as needed: nothing that was made has to be kept.
 */
export class Random {
  private a = 0
  private b = 0
  private c = 0
  private d = 0

  constructor(private readonly seed: number) {}

  /** The series of one entity: `stream` says of which sort, `index` which one. */
  at(stream: number, index: number): this {
    const base = mix(this.seed ^ Math.imul(stream, 0x9e3779b9))
    this.a = mix(base ^ index)
    this.b = mix(this.a + 0x9e3779b9)
    this.c = mix(index + 0x85ebca6b)
    this.d = mix(this.b ^ this.c) | 1
    return this
  }

  /** 32 bits. */
  next(): number {
    const product = Math.imul(this.b, 5)
    const result = Math.imul((product << 7) | (product >>> 25), 9)
    const t = this.b << 9
    this.c ^= this.a
    this.d ^= this.b
    this.b ^= this.c
    this.a ^= this.d
    this.c ^= t
    this.d = (this.d << 11) | (this.d >>> 21)
    return result >>> 0
  }

  /** From 0 up to, not including, 1. */
  part(): number {
    return this.next() / 0x100000000
  }

  /** A whole number from 0 up to, not including, `end`. */
  below(end: number): number {
    return Math.floor(this.part() * end)
  }

  chance(probability: number): boolean {
    return this.part() < probability
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T
  }

  /** One of the values, as often as its share of the whole. */
  weighed<T>({ values, ends }: Shares<T>): T {
    const point = this.part() * (ends[ends.length - 1] as number)
    let low = 0
    let high = ends.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ends[middle] as number) > point) high = middle
      else low = middle + 1
    }
    return values[low] as T
  }
}

/** Values, and where the share of each ends when they are laid side by side. */
export interface Shares<T> {
  readonly values: readonly T[]
  readonly ends: readonly number[]
}

/** Values and how often each should come; the shares need not add up to anything in particular. */
export function shares<T>(parts: readonly (readonly [value: T, share: number])[]): Shares<T> {
  let end = 0
  return { values: parts.map(([value]) => value), ends: parts.map(([, share]) => (end += share)) }
}

/** Spreads the bits of a number over all of it (the finish of splitmix32). */
export function mix(value: number): number {
  let z = value | 0
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
  return (z ^ (z >>> 15)) >>> 0
}

/** What a series is of. Two sorts never share one, so that a change in how one is made leaves the others as they were. */
export const Stream = {
  STAFF: 1,
  CONTACT: 2,
  HOUSEHOLD: 3,
  PERSON: 4,
  CASE: 5,
  REPORT: 6,
  PARTY: 7,
  ENTRY: 8,
  TASK: 9,
  GRANT: 10,
  REFERENCE: 11,
  HOME_ID: 12,
  PERSON_ID: 13,
} as const
