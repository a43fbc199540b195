import { type Checkpoint, readCheckpoint } from "../sealing/checkpoint"
import { type Note, readNote } from "../sealing/note"

export interface Head {
  readonly note: Note
  readonly head: Checkpoint
}

/** The heads of a tree in the order of its growth. */
export class Heads {
  readonly all: readonly Head[]
  private next = 0

  /** @throws MalformedNote */
  constructor(notes: readonly string[]) {
    this.all = [...new Set(notes)]
      .map((text) => readNote(text))
      .map((note) => ({ note, head: readCheckpoint(note.text) }))
      .sort((one, other) => one.head.size - other.head.size || one.head.epoch - other.head.epoch)
  }

  /** How many were over no more leaves than there were so far. */
  get passed(): number {
    return this.next
  }

  /** Those over as many leaves as there are now, each once. */
  *over(size: number): Iterable<Head> {
    for (let head = this.all[this.next]; head && head.head.size <= size; head = this.all[this.next]) {
      this.next++
      yield head
    }
  }

  /** Those over more leaves than there are. */
  get beyond(): readonly Head[] {
    return this.all.slice(this.next)
  }

  get last(): Checkpoint | undefined {
    return this.all.at(-1)?.head
  }

  /** When the first head over a leaf was made: it was sealed by then. Milliseconds; Infinity where no head is over it. */
  sealedBy(leaf: number): number {
    const found = this.all.find(({ head }) => head.size > leaf)
    return found ? Date.parse(found.head.madeAt) : Infinity
  }

  /** When the last head was made that is not over a leaf: it was not sealed yet. */
  notSealedBy(leaf: number): number {
    const found = this.all.findLast(({ head }) => head.size <= leaf)
    return found ? Date.parse(found.head.madeAt) : -Infinity
  }
}
