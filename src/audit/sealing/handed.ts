import { readCheckpoint } from "./checkpoint"
import { Contradiction } from "./contradiction"
import { Frontier, type Hash } from "./merkle"
import { MalformedNote, readKey, readNote, signerOf } from "./note"

/** The tree so far, as `take_tree` hands it over. */
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
}

/** The events that `seal_events` made leaves of. */
export interface SealedEvents {
  /** What they commit to, in the order of the tree. */
  readonly commitments: readonly Hash[]
  /** From when each was recorded until then; in seconds, by the database's clock. */
  readonly lags: readonly number[]
}

/** The runs of leaves whose events `expire_events` removed because their term was over. */
export interface Pruned {
  readonly ranges: readonly (readonly [number, number])[]
  readonly before: string
  readonly months: number
}

const hashBytes = 32

/** @throws Contradiction */
export function readSealed(text: string, most: number): SealedEvents {
  const { commitments, lags } = (JSON.parse(text) ?? { commitments: "", lags: [] }) as {
    commitments: string
    lags: number[]
  }
  const bytes = Buffer.from(commitments, "base64")
  if (bytes.length !== lags.length * hashBytes || lags.length > most || !lags.every(Number.isFinite))
    throw new Contradiction("what the database says of the events that it made leaves of does not fit")
  return { commitments: lags.map((_, nth) => bytes.subarray(nth * hashBytes, (nth + 1) * hashBytes)), lags }
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
