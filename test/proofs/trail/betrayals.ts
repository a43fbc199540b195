import { readCheckpoint } from "../../../src/audit/sealing/checkpoint"
import { readNote } from "../../../src/audit/sealing/note"
import { append, headOver, isLeaf, read, write } from "../../audit/forging"
import { type Mutation, placesOf } from "./mutations"
import { type Trial, sizeOf } from "./trial"

/** The last head of the tree, with what a sealer would say in the next one. */
function lastHead({ notes }: Trial): { epoch: number; madeAt: string } {
  const heads = notes.map((note) => readCheckpoint(readNote(note).text)).sort((one, other) => one.size - other.size)
  return heads.at(-1) as { epoch: number; madeAt: string }
}

/** The head over what is there now is the only one that is known of the tree from some size on. */
function replaceHeads(trial: Trial, from: number, note: string): void {
  for (const which of ["notes", "kept"] as const)
    trial[which] = [...trial[which].filter((each) => sizeOf(each) <= from), note]
}

/** The tail goes, the heads over it too, and the sealer is told that an epoch began: no leaf says so. */
const epoch: Mutation = (trial, random) => {
  const [restored] = placesOf(trial, "RESTORED")
  // Behind the restore and the last change of the key, which signs.
  const first = Math.max(restored ?? 0, ...placesOf(trial, "KEY")) + 1
  const size = random.between(first, trial.lines.length)
  trial.lines.splice(size)
  const { epoch: before, madeAt } = lastHead(trial)
  const raised = headOver(trial, trial.known.signer, { madeAt, epoch: before + random.between(1, 3) })
  replaceHeads(trial, size - 1, raised)
  return true
}

/** The tail goes, and the database is given back the head that was signed when the tree was as long: only those outside know more. */
const cutAtHead: Mutation = (trial, random) => {
  const leaves = trial.lines.filter(isLeaf).length
  const first = Math.max(...["RESTORED", "KEY", "PRUNED"].flatMap((kind) => placesOf(trial, kind))) + 1
  if (first >= leaves) return false
  const size = random.between(first, leaves - 1)
  const last = lastHead(trial)
  trial.lines.splice(size)
  trial.notes = [...trial.notes.filter((note) => sizeOf(note) < size), headOver(trial, trial.known.signer, last)]
  return true
}

/** How a database can have events removed whose term is not over: by what it says of the term, of the clock, or of the leaves. */
const lies: readonly ((madeAt: string) => { before: string; months: number; madeAt: string })[] = [
  (madeAt) => ({ before: madeAt, months: 0, madeAt }),
  (madeAt) => ({ before: yearsFrom(madeAt, -1), months: 12, madeAt }),
  (madeAt) => ({ before: madeAt, months: 60, madeAt: yearsFrom(madeAt, 5) }),
  (madeAt) => ({ before: yearsFrom(madeAt, -5), months: 60, madeAt }),
]

function yearsFrom(moment: string, years: number): string {
  const date = new Date(moment)
  date.setUTCFullYear(date.getUTCFullYear() + years)
  return date.toISOString()
}

/** Events of today go, and a leaf that the sealer signed for says that their term was over. */
const prune: Mutation = (trial, random) => {
  const places = placesOf(trial, "EVENT").slice(1)
  const from = random.any(places)
  if (from === undefined) return false
  let until = from
  do {
    const { leaf, commitment } = read(trial, until)
    write(trial, until++, { leaf, commitment, nonce: null, sealed: null })
  } while (random.chance(0.5) && places.includes(until))
  const last = lastHead(trial)
  const { madeAt, ...said } = random.pick(lies)(last.madeAt)
  const size = trial.lines.filter(isLeaf).length
  append(trial, "PRUNED", { ...said, ranges: [[from, until]] })
  const note = headOver(trial, trial.known.signer, { epoch: last.epoch, madeAt })
  // As a later round would, once the clock goes right again.
  replaceHeads(trial, size, note)
  return true
}

/** A line that says the same to whoever reads JSON, or more than was sealed. */
const names: Mutation = (trial, random) => {
  const at = random.below(trial.lines.length)
  const line = trial.lines[at] as string
  const quoted = [...line.matchAll(/"[a-z_]+":/g)].map(({ index }) => index)
  const where = random.pick(quoted)
  const changed = random.pick([
    () =>
      `${line.slice(0, where)}${random.pick(['"outcome":"DONE",', '"sealed":null,', '"note":"x",'])}${line.slice(where)}`,
    () => `${line.slice(0, where)} ${line.slice(where)}`,
    () => `${line.slice(0, where + 1)}\\u00${line.charCodeAt(where + 1).toString(16)}${line.slice(where + 2)}`,
    () => `${line.slice(0, -1)},"note":"x"}`,
  ])()
  trial.lines[at] = changed
  return true
}

const loose: Mutation = (trial, random) => {
  const old = random.chance(0.5)
  const moment = old ? "2021-01-01T00:00:00+00:00" : lastHead(trial).madeAt
  const event = { actor_kind: "JOB", id: random.uuid(), recorded_at: moment, sights: [] }
  const line = JSON.stringify({ loose: event, sealable: true })
  trial.lines.splice(old && random.chance(0.5) ? trial.lines.length : random.below(trial.lines.length - 1), 0, line)
  return true
}

/** Any one letter of any line is another. */
const letter: Mutation = (trial, random) => {
  const at = random.below(trial.lines.length)
  const line = trial.lines[at] as string
  const where = random.below(line.length)
  const code = 32 + ((line.charCodeAt(where) - 32 + random.between(1, 94)) % 95)
  trial.lines[at] = `${line.slice(0, where)}${String.fromCharCode(code)}${line.slice(where + 1)}`
  return true
}

/** What is done with the help of a sealer that believes the database, or of a verifier that reads more into a line than is there. */
export const betrayals: Readonly<Record<string, Mutation>> = {
  epoch,
  "cut-at-head": cutAtHead,
  "forged-prune": prune,
  names,
  loose,
  letter,
}
