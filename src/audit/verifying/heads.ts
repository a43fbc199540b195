import { type Checkpoint, readCheckpoint } from "../sealing/checkpoint"
import { type Note, readNote } from "../sealing/note"
import { Fault, clockMs, isoOf, lagMs } from "./fault"

/** Signed heads, by where they come from. */
export interface Notes {
  /** Those that the export holds. */
  readonly notes: readonly string[]
  /** Those that were kept elsewhere: they may be newer than the export. */
  readonly outside?: readonly string[]
  /** Those that the export has to reach. */
  readonly reached?: readonly string[]
}

export interface Head {
  readonly note: Note
  readonly head: Checkpoint
  /** Milliseconds. */
  readonly madeAt: number
  /** Whether it may be newer than the export. */
  readonly mayBeNewer: boolean
}

/** The heads of a tree in the order of its growth. */
export class Heads {
  private readonly all: readonly Head[]
  private readonly own: Head[] = []
  private readonly strange: Head[] = []
  private next = 0

  /** @throws MalformedNote */
  constructor({ notes, outside = [], reached = [] }: Notes) {
    const strict = new Set([...notes, ...reached])
    const newer = outside.filter((note) => !strict.has(note))
    this.all = [...strict]
      .map((text) => headOf(text, false))
      .concat([...new Set(newer)].map((text) => headOf(text, true)))
      .sort((one, other) => one.head.size - other.head.size || one.head.epoch - other.head.epoch)
  }

  /** Those over as many leaves as there are now, each once. */
  *over(size: number): Iterable<Head> {
    for (let head = this.all[this.next]; head && head.head.size <= size; head = this.all[this.next]) {
      this.next++
      yield head
    }
  }

  /** It was found to be over the leaves, or is of another epoch than they are. */
  put(head: Head, isOwn: boolean): void {
    ;(isOwn ? this.own : this.strange).push(head)
  }

  /** How many were found to be over the leaves. */
  get count(): number {
    return this.own.length
  }

  /** Those of another epoch than the leaves under them, and those over more leaves than there are. */
  get others(): readonly Head[] {
    return [...this.strange, ...this.all.slice(this.next)]
  }

  get last(): Head | undefined {
    return this.own.at(-1)
  }

  /** When the first head over a leaf was made: it was sealed by then. Milliseconds; Infinity where no head is over it. */
  sealedBy(leaf: number): number {
    return this.own[this.firstOver(leaf)]?.madeAt ?? Infinity
  }

  /** When the last head was made that is not over a leaf: it was not sealed yet. */
  notSealedBy(leaf: number): number {
    return this.own[this.firstOver(leaf) - 1]?.madeAt ?? -Infinity
  }

  /** The moments of the heads rise, and none is still to come: terms are reckoned by them. @throws Fault */
  checkTimes(now: number): void {
    let latest = -Infinity
    for (const { head, madeAt } of this.own) {
      const over = `the head over ${head.size} leaves is dated ${head.madeAt}`
      if (madeAt < latest - clockMs) throw new Fault(`${over}, and one before it ${isoOf(latest)}`)
      if (madeAt > now + lagMs) throw new Fault(`${over}, which is still to come: it is ${isoOf(now)} here`)
      latest = Math.max(latest, madeAt)
    }
  }

  private firstOver(leaf: number): number {
    let [from, until] = [0, this.own.length]
    while (from < until) {
      const middle = (from + until) >> 1
      if ((this.own[middle] as Head).head.size > leaf) until = middle
      else from = middle + 1
    }
    return from
  }
}

function headOf(text: string, mayBeNewer: boolean): Head {
  const note = readNote(text)
  const head = readCheckpoint(note.text)
  return { note, head, madeAt: Date.parse(head.madeAt), mayBeNewer }
}
