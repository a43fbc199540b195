import { type Note, type NoteKey, readKey, signerOf, writeKey } from "../sealing/note"
import { isEndorsed } from "../sealing/signer"
import { Fault, type Said } from "./fault"

/** The keys that signed for a tree, one after the other. */
export class Keys {
  private readonly keys: NoteKey[] = []

  /** @param trusted keys that are known from elsewhere; absent, the first one that the tree names is believed */
  constructor(private readonly trusted: readonly string[] | undefined) {}

  /**
   * A key after the first is named by the one before it, or known from elsewhere.
   * @throws Fault, MalformedNote
   */
  take(leaf: number, { key, endorsement }: Said): void {
    const text = String(key)
    const before = this.keys.at(-1)
    const vouched = before
      ? isEndorsed(typeof endorsement === "string" ? endorsement : null, writeKey(before), text)
      : this.trusted === undefined
    if (!vouched && !this.trusted?.includes(text))
      throw new Fault(`leaf ${leaf} names a key that nobody vouches for: ${text}`)
    this.keys.push(readKey(text))
  }

  /** Whether the key that signs now signed it, or any so far. */
  signed(note: Note, which: "last" | "any"): boolean {
    return signerOf(note, which === "last" ? this.keys.slice(-1) : this.keys) !== undefined
  }
}
