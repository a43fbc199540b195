import { createHash } from "node:crypto"
import { clock } from "../../platform/clock"
import type { LeafKind } from "../sealing/leaf-kinds"
import { Frontier, leafHash } from "../sealing/merkle"
import { Ending } from "./ending"
import { Fault, MalformedExport } from "./fault"
import { type Head, Heads, type Notes } from "./heads"
import { Keys } from "./keys"
import { type LeafLine, checkReadable, isEvent, readLine, recordedIn, saidIn } from "./line"
import { isWhole } from "./lines"
import { LooseEvents } from "./loose"
import { Prunes } from "./prunes"
import { type Lost, Restores } from "./restores"

/** What an export holds, and what else is known of the trail. */
export interface Evidence extends Notes {
  readonly lines: AsyncIterable<Buffer | string> | Iterable<Buffer | string>
  /** The keys as they stand beside the lines. */
  readonly keysBeside?: readonly string[]
  /** When the export says that it was made; absent, no head is newer than it. */
  readonly made?: string
  /** Keys that are known from elsewhere; absent, the keys that the tree itself names are believed. */
  readonly trusted?: readonly string[]
  /** The term of events, in months. */
  readonly termMonths?: number
  /** So many leaves there are at least; or the last head was made then or later. */
  readonly atLeast?: number | Date
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
  /** When the export was made, as it says itself. */
  readonly made: string | undefined
  /** Heads that were found to be over the leaves. */
  readonly checkpoints: number
  /** Heads that were kept elsewhere, and how many of them are newer than the export. */
  readonly outside: number
  readonly newer: number
  readonly epochs: number
  /** What restores from a backup lost. */
  readonly lost: readonly Lost[]
  /** The keys that signed, one after the other. */
  readonly keys: readonly string[]
  /** The first thing that is not as it was sealed. */
  readonly fault: string | undefined
}

/**
 * Whether the trail is as it was sealed: every leaf is there and says what it committed to, every head was signed by the key of the
 * tree and is the root over its leaves, and every gap is covered by a later leaf that says why. Needs no database and no network.
 * @throws MalformedExport, MalformedNote for what is no export or no head
 */
export async function verify(evidence: Evidence): Promise<Verdict> {
  const verifier = new Verifier(evidence)
  try {
    for await (const line of evidence.lines) verifier.take(typeof line === "string" ? Buffer.from(`${line}\n`) : line)
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
  private readonly restores = new Restores()
  private readonly loose = new LooseEvents()
  private line = 0
  private events = 0
  private newer = 0
  /** When the latest event so far was recorded. */
  private latest = ""

  constructor(private readonly evidence: Evidence) {
    this.heads = new Heads(evidence)
    this.keys = new Keys(evidence.trusted)
    this.prunes = new Prunes(this.heads, evidence.termMonths ?? 60)
  }

  take(text: Buffer): void {
    this.line++
    const line = readLine(text, this.line)
    if ("loose" in line) this.loose.take(line)
    else this.takeLeaf(line, text)
    if (!isWhole(text)) throw new MalformedExport(`line ${this.line} has no end`)
  }

  private takeLeaf(line: LeafLine, text: Buffer): void {
    const { size } = this.tree
    this.loose.checkNoneBefore(line.leaf)
    if (line.leaf !== size) throw new Fault(`leaf ${size} is missing: leaf ${line.leaf} stands in its place`)
    const kind = line.sealed ? this.takeSealed(line, line.sealed, text) : this.takeEmpty(line)
    this.tree.add(leafHash(kind, line.commitment))
    for (const head of this.heads.over(this.tree.size)) this.checkHead(head)
  }

  /** Of events alone the leaves are emptied. */
  private takeEmpty({ leaf, nonce }: LeafLine): LeafKind {
    if (nonce) throw new Fault(`what leaf ${leaf} speaks of is missing`)
    this.prunes.gap(leaf, this.latest)
    return "EVENT"
  }

  private takeSealed({ leaf, nonce, commitment }: LeafLine, sealed: Buffer, text: Buffer): LeafKind {
    if (!nonce || !createHash("sha256").update(nonce).update(sealed).digest().equals(commitment)) {
      checkReadable(text, this.line)
      throw new Fault(`leaf ${leaf} does not say what was sealed`)
    }
    if (isEvent(sealed)) {
      this.events++
      const recorded = recordedIn(leaf, sealed)
      if (recorded > this.latest) this.latest = recorded
      return "EVENT"
    }
    const { kind, said } = saidIn(leaf, sealed)
    if (kind === "KEY") this.keys.take(leaf, said)
    else if (kind === "PRUNED") this.prunes.take(leaf, said)
    else this.restores.take(leaf, said)
    return kind
  }

  /** A head over as many leaves as there are now. */
  private checkHead(found: Head): void {
    const { head, note } = found
    const isOwn = head.epoch === this.restores.epoch
    this.heads.put(found, isOwn)
    if (!isOwn) return // at the end it is known what was lost, and to which epoch
    if (!this.keys.signed(note, "last"))
      throw new Fault(`the head over ${head.size} leaves is not signed by the key of the tree`)
    if (!this.tree.root().equals(head.root))
      throw new Fault(`the leaves up to ${head.size} are not those that the head over them was signed for`)
  }

  end(): void {
    const { heads, restores, tree, keys } = this
    if (tree.size === 0 && heads.others.length === 0) throw new MalformedExport("the export holds no leaf")
    this.newer = new Ending({ ...this.evidence, heads, restores, keys, size: tree.size }).check()
    this.heads.checkTimes(clock.now().getTime())
    this.prunes.check()
    this.loose.check(heads.last?.madeAt ?? -Infinity)
  }

  verdict(fault: string | undefined): Verdict {
    return {
      ok: fault === undefined,
      ...{ leaves: this.tree.size, events: this.events, pruned: this.prunes.empty, termMonths: this.prunes.months },
      ...{ unsealed: this.loose.count, made: this.evidence.made },
      ...{ checkpoints: this.heads.count, outside: this.evidence.outside?.length ?? 0, newer: this.newer },
      ...{ epochs: this.restores.all.length + 1, lost: this.restores.all, keys: this.keys.all },
      fault,
    }
  }
}
