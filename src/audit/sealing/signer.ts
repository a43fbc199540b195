import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto"
import { readFile, rename, stat, unlink, writeFile } from "node:fs/promises"
import { dirname } from "node:path"
import { clock } from "../../platform/clock"
import { ensureFolder } from "../../platform/folders"
import { OperatorError } from "../../platform/operator-error"
import { type Checkpoint, writeCheckpoint } from "./checkpoint"
import { keyIn, textOf } from "./endorsements"
import { type NoteKey, keyOf, signNote, writeKey } from "./note"

export { isEndorsed } from "./endorsements"

/** Signs the heads of one association's trail. */
export interface Signer {
  readonly origin: string
  /** The public key, as verifiers are given it. */
  readonly key: string
  /** What keys before this one signed, each for the one that followed it; none for the first key, and where the one before was lost. */
  readonly endorsements: readonly string[]
  sign(head: Omit<Checkpoint, "origin">): string
}

function signerOf(origin: string, privateKey: KeyObject, endorsements: readonly string[]): Signer {
  const key: NoteKey = keyOf(origin, createPublicKey(privateKey))
  return {
    origin,
    key: writeKey(key),
    endorsements,
    sign: (head) => signNote(writeCheckpoint({ origin, ...head }), key, privateKey),
  }
}

/** Beside the key, what the ones before signed for those that followed them: one note behind the other, the oldest first. */
const endorsementsOf = (file: string): string => `${file}.endorsement`

/** There is no key where there has to be one, or one where there must be none yet, or what is there is none. */
class KeyError extends OperatorError {}

/** The key in a file that only the service's own user reads. @throws KeyError, MalformedNote */
export async function openSigner(origin: string, file: string): Promise<Signer> {
  const pem = await textIn(file)
  if (pem === undefined)
    throw new KeyError(`There is no key of the trail at ${file}. Put the one there that all nodes have, or make the first one with \`npm run woonrust -- keys make\`.`) // prettier-ignore
  return signerOf(origin, privateKeyIn(pem, file), await endorsementsIn(file))
}

function privateKeyIn(pem: string, file: string): KeyObject {
  try {
    const key = createPrivateKey(pem)
    if (key.asymmetricKeyType === "ed25519") return key
  } catch {
    // Told below, without what is in it.
  }
  throw new KeyError(`What is at ${file} is no key of a trail (Ed25519, PEM). Put the right one in its place.`)
}

/**
 * Makes the first key of a trail.
 * @returns the public key
 * @throws KeyError where there is a file already: it may be the key that heads outside are signed with
 */
export async function makeKey(origin: string, file: string): Promise<string> {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519")
  await ensureFolder(dirname(file), 0o700)
  await writeFile(file, pemOf(privateKey), { mode: 0o600, flag: "wx", flush: true }).catch(async (error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error
    if ((await stat(file)).isDirectory()) throw new KeyError(`${file} is a folder: name a file in it.`)
    throw new KeyError(`There is a file at ${file} already, which is left as it is. To put another key in the place of the one there, rotate it: \`npm run woonrust -- trail rotate-key\`.`) // prettier-ignore
  })
  return writeKey(keyOf(origin, publicKey))
}

/** The same where there is none yet; for whoever tries the service out. */
export async function ensureKey(origin: string, file: string): Promise<void> {
  if ((await textIn(file)) !== undefined) return
  await makeKey(origin, file).catch((error: unknown) => {
    // Another that starts at once was faster.
    if (!(error instanceof KeyError)) throw error
  })
}

/** Another rotation works on the same key. */
class RotationError extends OperatorError {}

/** A draft that is so old was left behind by a rotation that was broken off. */
const abandonedMs = 60_000

/**
 * Puts a new key in the place of the one in the file, which signs for it. Nodes take it up when they start again; one that missed
 * several learns of all of them, since every endorsement is kept.
 * @returns the new public key
 * @throws KeyError, RotationError
 */
export async function rotateKey(origin: string, file: string): Promise<string> {
  // Without a key there is nothing to rotate, and nothing is left behind.
  await openSigner(origin, file)
  const next = generateKeyPairSync("ed25519")
  const draft = await draftOf(file, pemOf(next.privateKey))
  const old = privateKeyIn(await readFile(file, "utf8"), file)
  const key = writeKey(keyOf(origin, next.publicKey))
  const endorsement = signNote(textOf(key), keyOf(origin, createPublicKey(old)), old)
  // Before the key: one that is broken off here leaves an endorsement of a key that nobody has, which leads nowhere.
  const kept = [...(await endorsementsIn(file)), endorsement]
  await writeFile(`${endorsementsOf(file)}.draft`, kept.join(""), { mode: 0o600, flush: true })
  await rename(`${endorsementsOf(file)}.draft`, endorsementsOf(file))
  await rename(draft, file)
  return key
}

async function draftOf(file: string, pem: string): Promise<string> {
  const draft = `${file}.next`
  const found = await stat(draft).catch(() => undefined)
  if (found && clock.now().getTime() - found.mtimeMs >= abandonedMs) await unlink(draft)
  await writeFile(draft, pem, { mode: 0o600, flag: "wx", flush: true }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error
    throw new RotationError("Another rotation of this key is under way, or was broken off in the last minute.")
  })
  return draft
}

const pemOf = (key: KeyObject): string => key.export({ type: "pkcs8", format: "pem" }) as string

async function endorsementsIn(file: string): Promise<string[]> {
  const text = (await textIn(endorsementsOf(file))) ?? ""
  const notes = text.split(/(?<=\n)(?=the next key\n)/).filter((note) => note !== "")
  notes.forEach(keyIn)
  return notes
}

async function textIn(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8")
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined
    // Reading what is open already, node names no file.
    throw Object.assign(error as Error, { path: file })
  }
}
