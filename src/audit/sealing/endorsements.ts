import { MalformedNote, readKey, readNote, signerOf } from "./note"

const opening = "the next key\n"

/** What a key signs for the one that follows it. */
export const textOf = (next: string): string => `${opening}${next}\n`

/** The key that an endorsement names. @throws MalformedNote */
export function keyIn(endorsement: string): string {
  const { text } = readNote(endorsement)
  const key = text.slice(opening.length, -1)
  if (text !== textOf(key)) throw new MalformedNote("not an endorsement of a key")
  return key
}

/** Whether the owner of a key named the one that follows it. @throws MalformedNote */
export function isEndorsed(endorsement: string | null, before: string, next: string): boolean {
  if (endorsement === null) return false
  const note = readNote(endorsement)
  return note.text === textOf(next) && signerOf(note, [readKey(before)]) !== undefined
}

/** A key, with what the one before it signed for it. */
export interface Successor {
  readonly key: string
  readonly endorsement: string
}

/** The keys that followed one, up to another; undefined where the one does not lead to the other. @throws MalformedNote */
export function successorsOf(before: string, last: string, endorsements: readonly string[]): Successor[] | undefined {
  if (before === last) return []
  for (const endorsement of endorsements) {
    const key = keyIn(endorsement)
    if (!isEndorsed(endorsement, before, key)) continue
    const others = endorsements.filter((other) => other !== endorsement)
    const rest = successorsOf(key, last, others)
    if (rest) return [{ key, endorsement }, ...rest]
  }
  return undefined
}
