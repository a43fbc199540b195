import { MalformedNote, type Note, type NoteKey, readKey, signerOf, writeKey } from "../sealing/note"
import { isEndorsed } from "../sealing/signer"
import { Fault, type Said } from "./fault"

/** The keys that signed for a tree, one after the other. */
export class Keys {
  private readonly keys: NoteKey[] = []
  private readonly trusted: readonly string[] | undefined

  /**
   * @param trusted keys that are known from elsewhere; absent, the first one that the tree names is believed
   * @throws MalformedNote
   */
  constructor(trusted: readonly string[] | undefined) {
    this.trusted = trusted?.map((key) => writeKey(readKey(key)))
  }

  get all(): readonly string[] {
    return this.keys.map(writeKey)
  }

  /** A key after the first is named by the one before it, or known from elsewhere. @throws Fault */
  take(leaf: number, said: Said): void {
    const key = keyIn(leaf, said)
    const text = writeKey(key)
    const before = this.keys.at(-1)
    const vouched = before ? endorses(before, said["endorsement"], text) : this.trusted === undefined
    if (!vouched && !this.trusted?.includes(text))
      throw new Fault(`leaf ${leaf} names a key that nobody vouches for: ${text}`)
    this.keys.push(key)
  }

  /** Whether the key that signs now signed it, or any so far. */
  signed(note: Note, which: "last" | "any"): boolean {
    return signerOf(note, which === "last" ? this.keys.slice(-1) : this.keys) !== undefined
  }
}

function keyIn(leaf: number, { key }: Said): NoteKey {
  try {
    return readKey(typeof key === "string" ? key : "")
  } catch (error) {
    if (!(error instanceof MalformedNote)) throw error
    throw new Fault(`leaf ${leaf} names no key`)
  }
}

function endorses(before: NoteKey, endorsement: unknown, next: string): boolean {
  try {
    return isEndorsed(typeof endorsement === "string" ? endorsement : null, writeKey(before), next)
  } catch (error) {
    if (!(error instanceof MalformedNote)) throw error
    return false
  }
}
