import { type Json, canonical } from "../sealing/canonical"
import { type OwnKind, kindNamed } from "../sealing/leaf-kinds"
import { textOf } from "../sealing/leaves"
import { Fault, MalformedExport, type Said } from "./fault"
import { isWhole } from "./lines"

/** A leaf as it stands in an export, one a line. */
export interface LeafLine {
  readonly leaf: number
  readonly commitment: Buffer
  /** Null once the term of the event is over. */
  readonly nonce: Buffer | null
  /** What the leaf commits to, byte for byte as it was hashed; null once the term of the event is over. */
  readonly sealed: Buffer | null
}

/** An event that no leaf speaks of; `sealable` where it is still to be sealed. */
export interface LooseLine {
  readonly loose: Readonly<Record<string, Json>>
  readonly sealable: boolean
}

/** A leaf to be exported; bytes in base64. */
export interface LeafText {
  readonly leaf: number | string
  readonly nonce: string | null
  readonly commitment: string
  /** What it commits to. */
  readonly sealed: string | null
}

/** A leaf in the one way in which a line can say it: whoever verifies hashes what stands there. */
export function writeLeaf({ leaf, nonce, commitment, sealed }: LeafText): string {
  const quoted = nonce === null ? "null" : `"${nonce}"`
  return `{"leaf":${leaf},"commitment":"${commitment}","nonce":${quoted},"sealed":${sealed ?? "null"}}`
}

/** What a leaf of the sealer's own commits to. */
export const ownText = (kind: OwnKind, said: Json): string => writable(() => textOf(kind, said), { kind, said })

export const writeLoose = (line: LooseLine): string =>
  writable(() => canonical({ loose: line.loose, sealable: line.sealable }), line)

/** What nobody could have sealed is exported all the same, for the verifier to find. */
function writable(write: () => string, value: unknown): string {
  try {
    return write()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return JSON.stringify(value)
  }
}

// Sixteen and thirty-two bytes have one base64 each: the bits that the last letter has to spare are zero.
const leafForm =
  /^\{"leaf":(0|[1-9]\d{0,14}),"commitment":"([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)","nonce":(?:null|"([A-Za-z0-9+/]{21}[AQgw]==)"),"sealed":/
/** The longest that stands before what is sealed. */
const beforeSealed = 150

/** @throws MalformedExport naming the line */
export function readLine(line: Buffer, number: number): LeafLine | LooseLine {
  const form = leafForm.exec(line.toString("latin1", 0, beforeSealed))
  if (!form) return readLoose(line, number)
  const [before, leaf, commitment = "", nonce] = form
  const end = line.length - (isWhole(line) ? 2 : 1)
  const sealed = line.subarray(before.length, end)
  if (line[end] !== 0x7d) parsed(line, number)
  return {
    leaf: Number(leaf),
    commitment: Buffer.from(commitment, "base64"),
    nonce: nonce === undefined ? null : Buffer.from(nonce, "base64"),
    sealed: sealed.length === 4 && sealed.toString("latin1") === "null" ? null : sealed,
  }
}

function readLoose(line: Buffer, number: number): LooseLine {
  const found = parsed(line, number)
  const { loose, sealable } = found
  const fits = isObject(loose) && typeof sealable === "boolean" && written(found, number) === textIn(line)
  if (!fits) throw new MalformedExport(`line ${number} is neither a leaf nor an event, as an export writes them`)
  if (Object.keys(found).length !== 2) throw new MalformedExport(`line ${number} holds a name that no export writes`)
  return { loose, sealable }
}

/** Says why it cannot be read, where a leaf is not what it commits to and cannot be read at all. @throws MalformedExport */
export function checkReadable(line: Buffer, number: number): void {
  written(parsed(line, number), number)
}

/** What a leaf says, that is what it was found to commit to: whoever made it need not have been the sealer. @throws Fault */
export function saidIn(leaf: number, sealed: Buffer): { kind: OwnKind; said: Said } {
  const found = objectIn(sealed.toString("utf8"))
  const kind = kindNamed(found?.["kind"])
  const said = found?.["said"]
  if (kind === undefined || kind === "EVENT" || !isObject(said))
    throw new Fault(`leaf ${leaf} says nothing that is known`)
  return { kind, said }
}

const eventStart = Buffer.from('{"kind":"EVENT","said":{')
export const isEvent = (sealed: Buffer): boolean => sealed.subarray(0, eventStart.length).equals(eventStart)

const recorded = Buffer.from('"recorded_at":"')
const momentForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?\+00:00(?=")/
/** The longest such moment, with the quote behind it. */
const momentBytes = 33

/** When a sealed event was recorded, in UTC, such that a later one sorts behind; a quote inside of a text is escaped. @throws Fault */
export function recordedIn(leaf: number, sealed: Buffer): string {
  const from = sealed.indexOf(recorded) + recorded.length
  const [moment] = momentForm.exec(sealed.toString("latin1", from, from + momentBytes)) ?? []
  if (moment === undefined) throw new Fault(`leaf ${leaf} does not say when its event was recorded`)
  return moment
}

const isObject = (value: unknown): value is Readonly<Record<string, Json>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const textIn = (line: Buffer): string => line.toString("utf8", 0, line.length - (isWhole(line) ? 1 : 0))

function parsed(line: Buffer, number: number): Readonly<Record<string, Json>> {
  const found = objectIn(textIn(line))
  if (!found) throw new MalformedExport(`line ${number} is not whole`)
  return found
}

/** Undefined where the text is none of an object. */
function objectIn(text: string): Readonly<Record<string, Json>> | undefined {
  try {
    const found: unknown = JSON.parse(text)
    return isObject(found) ? found : undefined
  } catch {
    return undefined
  }
}

/** Numbers that are not whole, and what is nested too deep to be read, no event holds. */
function written(found: Json, number: number): string {
  try {
    return canonical(found)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new MalformedExport(`line ${number} holds what no event holds`)
  }
}
