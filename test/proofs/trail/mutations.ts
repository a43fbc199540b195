import { generateKeyPairSync } from "node:crypto"
import { readCheckpoint, writeCheckpoint } from "../../../src/audit/sealing/checkpoint"
import type { Json } from "../../../src/audit/sealing/canonical"
import { keyOf, readNote, signNote } from "../../../src/audit/sealing/note"
import { type Line, lineOf, read, renumber, write } from "../../audit/forging"
import type { Copy } from "../../audit/sealed"
import type { Random } from "../sight/random"
import { type Trial, sizeOf } from "./trial"

/** Changes a copy of an export; false where this copy has nothing to be changed so. */
export type Mutation = (trial: Trial, random: Random) => boolean

/** The places of leaves that say something of a kind. */
export function placesOf(copy: Copy, kind: string): number[] {
  return copy.lines.flatMap((line, at) => (line.includes(`,"sealed":{"kind":"${kind}",`) ? [at] : []))
}

const saidOf = (line: Line): Record<string, any> => line.sealed?.said ?? {}

const onEvent =
  (change: (copy: Copy, at: number, random: Random) => void): Mutation =>
  (copy, random) => {
    const at = random.any(placesOf(copy, "EVENT"))
    if (at === undefined) return false
    change(copy, at, random)
    return true
  }

const onTwo =
  (change: (copy: Copy, one: number, other: number) => void): Mutation =>
  (copy, random) => {
    const [one, other] = random.sample(placesOf(copy, "EVENT"), 2)
    if (one === undefined || other === undefined) return false
    change(copy, one, other)
    return true
  }

/** One field of one event, or of one of its sights, gets another value. */
const edit = onEvent((copy, at, random) => {
  const line = read(copy, at)
  const said = saidOf(line)
  const target = random.pick<Record<string, unknown>>([said["event"], ...said["event"].sights, ...said["grants"]])
  const name = random.pick(Object.keys(target).filter((each) => each !== "sights"))
  target[name] = Array.isArray(target[name]) ? [...(target[name] as unknown[]), "x"] : `${String(target[name])}x`
  write(copy, at, line)
})

/** The leaf is made anew for the altered event, as whoever knows how leaves are made would. */
function forged(line: Line, more: Readonly<Record<string, string>>): Line {
  const { event, grants } = saidOf(line) as Record<"event" | "grants", Json>
  return JSON.parse(lineOf(line.leaf, "EVENT", { event: { ...(event as object), ...more }, grants })) as Line
}

const somebody = "11111111-1111-4111-8111-111111111111"
const reseal = onEvent((copy, at) => write(copy, at, forged(read(copy, at), { actor_id: somebody })))

const remove = onEvent((copy, at, random) => {
  copy.lines.splice(at, 1)
  // The numbers of those behind it close the gap, or not.
  if (random.chance(0.5)) renumber(copy, at)
})

/** The event goes, its leaf stays. */
const empty = onEvent((copy, at, random) =>
  write(copy, at, { ...read(copy, at), sealed: null, ...(random.chance(0.5) && { nonce: null }) }),
)

const insert = onEvent((copy, at, random) => {
  copy.lines.splice(at, 0, JSON.stringify(forged(read(copy, at), { id: random.uuid() })))
  renumber(copy, at)
})

const swap = onTwo((copy, one, other) => {
  const [first, second] = [read(copy, one), read(copy, other)]
  write(copy, one, { ...second, leaf: first.leaf })
  write(copy, other, { ...first, leaf: second.leaf })
})

/** What one leaf says is said once more, in the place of another, or besides. */
const replay: Mutation = (trial, random) => {
  if (random.chance(0.5))
    return onTwo((it, one, other) => write(it, other, { ...read(it, one), leaf: other }))(trial, random)
  return onEvent((it, at) => {
    it.lines.splice(at, 0, it.lines[at] as string)
    renumber(it, at)
  })(trial, random)
}

/** The last leaves go, and with them the heads over them: only those that left the database before know of them. */
const truncate: Mutation = (copy, random) => {
  const kept = random.between(1, copy.lines.length - 1)
  copy.lines.splice(kept)
  copy.notes = copy.notes.filter((note) => sizeOf(note) <= kept)
  return true
}

/** All leaves from one on are written anew, and the heads over them taken away. */
const rewrite: Mutation = (copy, random) => {
  const from = random.between(1, copy.lines.length - 1)
  const places = placesOf(copy, "EVENT").filter((at) => at >= from)
  for (const at of places) write(copy, at, forged(read(copy, at), { actor_id: somebody }))
  copy.notes = copy.notes.filter((note) => sizeOf(note) <= from)
  return places.length > 0
}

/** A head over other leaves, signed by a key of the forger's own; or its text altered under its signature. */
const forge: Mutation = (copy, random) => {
  const at = random.below(copy.notes.length)
  const note = copy.notes[at] as string
  const head = readCheckpoint(readNote(note).text)
  if (random.chance(0.5)) {
    copy.notes[at] = note.replace(`\nepoch ${head.epoch}\n`, `\nepoch ${head.epoch + random.between(1, 5)}\n`)
    return true
  }
  const { privateKey, publicKey } = generateKeyPairSync("ed25519")
  const root = Buffer.from(head.root)
  root.writeUInt8((root.readUInt8(0) + random.between(1, 255)) % 256, 0)
  copy.notes[at] = signNote(writeCheckpoint({ ...head, root }), keyOf(head.origin, publicKey), privateKey)
  return true
}

/** What says that events went, or that a restore lost some, or which key signs, is taken away or says something else. */
const cut =
  (kind: "PRUNED" | "RESTORED" | "KEY"): Mutation =>
  (copy, random) => {
    const at = random.any(placesOf(copy, kind))
    if (at === undefined) return false
    if (random.chance(0.5)) {
      copy.lines.splice(at, 1)
      renumber(copy, at)
      return true
    }
    const line = read(copy, at)
    const said = { ...saidOf(line), epoch: 7, months: 61, key: "woonrust/spec+00000000+AQ==" }
    copy.lines[at] = lineOf(line.leaf, kind, said)
    return true
  }

/** Leaves that a restore lost stand where those of the epoch after it stood. */
const crossEpoch: Mutation = (copy, random) => {
  const { lost } = copy.known
  const [restored] = placesOf(copy, "RESTORED")
  if (restored === undefined) return false
  const places = lost.map((_, at) => at).filter((at) => at >= restored && at < copy.lines.length)
  const from = random.any(places)
  if (from === undefined) return false
  for (const at of places.filter((each) => each === from || (each > from && random.chance(0.5))))
    copy.lines[at] = lost[at] as string
  return true
}

export const ordinary: Readonly<Record<string, Mutation>> = {
  edit,
  reseal,
  delete: remove,
  empty,
  insert,
  swap,
  replay,
  truncate,
  rewrite,
  forge,
  "cut-prune": cut("PRUNED"),
  "cut-restore": cut("RESTORED"),
  "cut-key": cut("KEY"),
  "cross-epoch": crossEpoch,
}
