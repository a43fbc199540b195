import { readCheckpoint } from "./checkpoint"
import { Contradiction } from "./contradiction"
import { type Payload, type Unsealed, payloadOf } from "./leaves"
import { Frontier } from "./merkle"
import { MalformedNote, readKey, readNote, signerOf } from "./note"

/** What `unsealed_events` and `expire_events` hand over: the tree so far, and what is to be sealed, put together. */
export interface Handed {
  readonly epoch: number
  readonly size: number
  readonly now: string
  /** The head that was signed last. */
  readonly note: string | null
  /** The key that signed last. */
  readonly key: string | null
  /** Base64. */
  readonly frontier: readonly string[]
  /** The runs of leaves whose events went because their term was over. */
  readonly pruned?: Pruned
  readonly events: readonly { readonly xact: string; readonly payload: Payload }[]
}

export interface Pruned {
  readonly ranges: readonly (readonly [number, number])[]
  readonly before: string
  readonly months: number
}

export function readHanded(text: string): Handed | null {
  const found = JSON.parse(text) as (Omit<Handed, "events"> & { readonly events: readonly Unsealed[] }) | null
  return found && { ...found, events: found.events.map((each) => ({ xact: each.xact, payload: payloadOf(each) })) }
}

/**
 * The tree that was handed over. The database says which leaves and which epoch it has; that is believed only where a head was signed
 * over exactly this. So whoever owns the database can put back a state that there was, and no other.
 * @throws Contradiction
 */
export function treeIn(handed: Handed): Frontier {
  const tree = Frontier.from(handed.size, handed.frontier.map((hash) => Buffer.from(hash, "base64"))) // prettier-ignore
  if (tree && (isUntouched(handed) || isUnderHead(handed, tree))) return tree
  throw new Contradiction("no head was signed over the tree that the database hands over")
}

const isUntouched = ({ size, epoch, key, note }: Handed): boolean =>
  size === 0 && epoch === 1 && key === null && note === null

function isUnderHead({ size, epoch, key, note }: Handed, tree: Frontier): boolean {
  if (key === null || note === null) return false
  try {
    const read = readNote(note)
    const head = readCheckpoint(read.text)
    const same = head.size === size && head.epoch === epoch && head.root.equals(tree.root())
    return same && signerOf(read, [readKey(key)]) !== undefined
  } catch (error) {
    if (error instanceof MalformedNote) return false
    throw error
  }
}
