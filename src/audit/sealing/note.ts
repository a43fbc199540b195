import { type KeyObject, createHash, createPublicKey, sign, verify } from "node:crypto"
import { OperatorError } from "../../platform/operator-error"

/**
 * A signed note (C2SP signed-note): a text, an empty line, and lines that sign it. Our keys are Ed25519.
 * https://c2sp.org/signed-note
 */
interface Signature {
  readonly name: string
  /** The first four bytes of the key's hash, in hex. */
  readonly keyId: string
  readonly bytes: Buffer
}

export interface Note {
  readonly text: string
  readonly signatures: readonly Signature[]
}

export interface NoteKey {
  readonly name: string
  /** In hex. */
  readonly keyId: string
  readonly publicKey: KeyObject
}

export class MalformedNote extends OperatorError {
  constructor(message: string) {
    super(message, 2)
  }
}

const algorithm = Buffer.from([1])
const dash = "\u2014"

/** The 32 bytes of an Ed25519 public key. */
const rawOf = (key: KeyObject): Buffer => Buffer.from(key.export({ format: "jwk" }).x ?? "", "base64url")

const idOf = (name: string, raw: Buffer): string =>
  createHash("sha256")
    .update(Buffer.concat([Buffer.from(`${name}\n`, "utf8"), algorithm, raw]))
    .digest("hex")
    .slice(0, 8)

export const keyOf = (name: string, publicKey: KeyObject): NoteKey => ({
  name,
  publicKey,
  keyId: idOf(name, rawOf(publicKey)),
})

/** The key as verifiers are given it: name+id+base64. */
export const writeKey = ({ name, keyId, publicKey }: NoteKey): string =>
  `${name}+${keyId}+${Buffer.concat([algorithm, rawOf(publicKey)]).toString("base64")}`

/** @throws MalformedNote */
export function readKey(text: string): NoteKey {
  const [, name = "", keyId = "", encoded = ""] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? []
  const bytes = Buffer.from(encoded, "base64")
  if (bytes.length !== 33 || bytes[0] !== 1) throw new MalformedNote("not a key of a signed note")
  const raw = bytes.subarray(1)
  const publicKey = createPublicKey({
    key: { kty: "OKP", crv: "Ed25519", x: raw.toString("base64url") },
    format: "jwk",
  })
  if (idOf(name, raw) !== keyId) throw new MalformedNote("the id does not belong to the key")
  return { name, keyId, publicKey }
}

/** @param text ends with a line break */
export function signNote(text: string, { name, keyId }: NoteKey, privateKey: KeyObject): string {
  const signature = sign(null, Buffer.from(text, "utf8"), privateKey)
  return `${text}\n${dash} ${name} ${Buffer.concat([Buffer.from(keyId, "hex"), signature]).toString("base64")}\n`
}

/** @throws MalformedNote */
export function readNote(note: string): Note {
  const end = note.lastIndexOf("\n\n")
  if (end < 0 || !note.endsWith("\n")) throw new MalformedNote("not a signed note")
  const lines = note.slice(end + 2, -1).split("\n")
  return { text: note.slice(0, end + 1), signatures: lines.map(signatureOf) }
}

function signatureOf(line: string): Signature {
  const [, name = "", encoded = ""] = /^\u2014 ([^+\s]+) ([A-Za-z0-9+/]+=*)$/.exec(line) ?? []
  const bytes = Buffer.from(encoded, "base64")
  if (bytes.length < 5) throw new MalformedNote("not a signature of a note")
  return { name, keyId: bytes.subarray(0, 4).toString("hex"), bytes: bytes.subarray(4) }
}

/** The key of those that signed it, or undefined where none did. */
export function signerOf({ text, signatures }: Note, keys: readonly NoteKey[]): NoteKey | undefined {
  return keys.find((key) =>
    signatures.some(
      ({ name, keyId, bytes }) =>
        name === key.name && keyId === key.keyId && verify(null, Buffer.from(text, "utf8"), key.publicKey, bytes),
    ),
  )
}
