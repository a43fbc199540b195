import type { Key } from "./lists"

/** Where a cursor points, in words of the model: the service writes it otherwise, and always the same. */
const tokenOf = (ordering: string, key: Key): string => `cursor of ${ordering} at ${JSON.stringify(key)}`

/** The cursors that the service gave out, and where each points: learned from its answers, and used in questions by anybody. */
export class Cursors {
  private readonly written = new Map<string, string>()
  private readonly meant = new Map<string, { ordering: string; key: Key }>()
  private readonly orderings = new Map<string, string[]>()
  private readonly expected = new Map<string, { ordering: string; key: Key }>()

  /** What stands in the model's answer for a cursor. */
  token(ordering: string, key: Key): string {
    const token = tokenOf(ordering, key)
    if (!this.expected.has(token)) this.expected.set(token, { ordering, key })
    return token
  }

  isToken(text: unknown): text is string {
    return typeof text === "string" && this.expected.has(text)
  }

  /** Whether a text is the cursor that the model expects there, or could be: no other place has it, and this place no other. */
  agrees(token: string, text: unknown): boolean {
    const known = this.written.get(token)
    return known === undefined ? typeof text === "string" && !this.meant.has(text) : known === text
  }

  /** What an answer that was right in all else taught. False where two places in it have the same cursor. */
  learn(pairs: readonly (readonly [token: string, text: string])[]): boolean {
    for (const [token, text] of pairs) {
      const meaning = this.expected.get(token)
      if (this.written.has(token) || !meaning) continue
      if (this.meant.has(text)) return false
      this.written.set(token, text)
      this.meant.set(text, meaning)
      const list = this.orderings.get(meaning.ordering)
      if (list) list.push(text)
      else this.orderings.set(meaning.ordering, [text])
    }
    return true
  }

  known(ordering: string): readonly string[] {
    return this.orderings.get(ordering) ?? []
  }

  keyOf(text: unknown): Key | undefined {
    return typeof text === "string" ? this.meant.get(text)?.key : undefined
  }
}
