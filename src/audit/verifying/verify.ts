import type { Checkpoint } from "../sealing/checkpoint"
import { textOf } from "../sealing/leaves"
import { Frontier, commitmentOf, leafHash } from "../sealing/merkle"
import { Fault, type Range, type Said, rangeOf } from "./fault"
import { Heads } from "./heads"
import { Keys } from "./keys"
import { type LeafLine, type LooseLine, readLine } from "./line"
import { Prunes } from "./prunes"

/** What an export holds, and what else is known of the trail. */
export interface Evidence {
  readonly lines: AsyncIterable<string> | Iterable<string>
  /** Heads of the tree, signed: those of the export, and those that were kept elsewhere. */
  readonly notes: readonly string[]
  /** Keys that are known from elsewhere; absent, the keys that the tree itself names are believed. */
  readonly trusted?: readonly string[]
}

export interface Verdict {
  readonly ok: boolean
  readonly leaves: number
  readonly events: number
  /** Events whose term was over: their leaves are there, what they said is not. */
  readonly pruned: number
  /** The shortest term that pruned events were kept for, in months. */
  readonly termMonths: number | undefined
  /** Not sealed yet when the export was made: of these nothing can be shown. */
  readonly unsealed: number
  readonly checkpoints: number
  readonly epochs: number
  /** What a restore from a backup lost, as ranges of leaves. */
  readonly lost: readonly Range[]
  /** The first thing that is not as it was sealed. */
  readonly fault: string | undefined
}

interface Restore extends Range {
  readonly epoch: number
}

/**
 * Whether the trail is as it was sealed: every leaf is there and says what it committed to, every head was signed by the key of the
 * tree and is the root over its leaves, and every gap is covered by a later leaf that says why. Needs no database and no network.
 * @throws MalformedExport, MalformedNote for what is no export or no head
 */
export async function verify(evidence: Evidence): Promise<Verdict> {
  const verifier = new Verifier(evidence)
  try {
    for await (const line of evidence.lines) verifier.take(line)
    verifier.end()
    return verifier.verdict(undefined)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return verifier.verdict(error.message)
  }
}

class Verifier {
  private readonly tree = Frontier.empty()
  private readonly heads: Heads
  private readonly keys: Keys
  private readonly prunes: Prunes
  private readonly restores: Restore[] = []
  private line = 0
  private events = 0
  private unsealed = 0

  constructor({ notes, trusted }: Evidence) {
    this.heads = new Heads(notes)
    this.keys = new Keys(trusted)
    this.prunes = new Prunes(this.heads)
  }

  take(text: string): void {
    this.line++
    if (text === "") return
    const line = readLine(text, this.line)
    if ("loose" in line) this.takeLoose(line)
    else this.takeLeaf(line)
  }

  private takeLoose({ loose, sealable }: LooseLine): void {
    if (!sealable) throw new Fault(`the event ${textOfId(loose)} was added: no leaf speaks of it`)
    this.unsealed++
  }

  private takeLeaf(line: LeafLine): void {
    const { size } = this.tree
    if (line.leaf !== size) throw new Fault(`leaf ${size} is missing: leaf ${line.leaf} stands in its place`)
    const commitment = Buffer.from(line.commitment, "base64")
    if (line.said) this.takeSaid(line, line.said, commitment)
    else if (line.kind !== "EVENT" || line.nonce !== null) throw new Fault(`what leaf ${size} speaks of is missing`)
    else this.prunes.gap(size)
    this.tree.add(leafHash(commitment))
    this.checkHeads()
  }

  private takeSaid({ leaf, kind, nonce }: LeafLine, said: NonNullable<LeafLine["said"]>, commitment: Buffer): void {
    const whole = nonce !== null && commitmentOf(Buffer.from(nonce, "base64"), textOf(kind, said)).equals(commitment)
    if (!whole) throw new Fault(`leaf ${leaf} does not say what was sealed`)
    if (kind === "EVENT") this.events++
    else if (kind === "KEY") this.keys.take(leaf, said)
    else if (kind === "PRUNED") this.prunes.take(leaf, said)
    else this.takeRestore(leaf, said)
  }

  private takeRestore(leaf: number, { from, until, epoch }: Said): void {
    this.restores.push({ ...rangeOf(from, until, leaf), epoch: Number(epoch) })
  }

  /** The heads over as many leaves as there are now. */
  private checkHeads(): void {
    for (const { head, note } of this.heads.over(this.tree.size)) {
      const lost = this.isLost(head)
      if (!this.keys.signed(note, lost ? "any" : "last"))
        throw new Fault(`the head over ${head.size} leaves is not signed by the key of the tree`)
      if (!this.tree.root().equals(head.root) && !lost)
        throw new Fault(`the leaves up to ${head.size} are not those that the head over them was signed for`)
    }
  }

  /** A head of an earlier epoch over leaves that a restore lost is not of this tree: the leaf of the restore says so. */
  private isLost({ epoch, size }: Checkpoint): boolean {
    return this.restores.some((restore) => epoch < restore.epoch && size > restore.from && size <= restore.until)
  }

  end(): void {
    this.prunes.check()
    const { size } = this.tree
    const { beyond, last } = this.heads
    const cut = beyond.find(({ head }) => !this.isLost(head))
    if (cut) throw new Fault(`the tail is cut: a head over ${cut.head.size} leaves was signed, and ${size} are there`)
    if (size > 0 && !this.heads.all.some(({ head }) => head.size === size))
      throw new Fault(`the leaves from ${last?.size ?? 0} on stand under no head`)
  }

  verdict(fault: string | undefined): Verdict {
    return {
      ok: fault === undefined,
      leaves: this.tree.size,
      events: this.events,
      pruned: this.prunes.empty,
      termMonths: this.prunes.months,
      unsealed: this.unsealed,
      checkpoints: this.heads.passed,
      epochs: this.restores.length + 1,
      lost: this.restores.map(({ from, until }) => ({ from, until })),
      fault,
    }
  }
}

const textOfId = ({ id }: Said): string => (typeof id === "string" ? id : "without an id")
