import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto"
import { mkdir, readFile, rename, stat, unlink, writeFile } from "node:fs/promises"
import { dirname } from "node:path"
import { clock } from "../../platform/clock"
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

/** The key in a file that only the service's own user reads; made where there is none. @throws MalformedNote */
export async function openSigner(origin: string, file: string): Promise<Signer> {
  const pem = (await textIn(file)) ?? (await firstKey(file))
  return signerOf(origin, createPrivateKey(pem), await endorsementsIn(file))
}

/** Another rotation works on the same key. */
export class RotationError extends Error {}

/** A draft that is so old was left behind by a rotation that was broken off. */
const abandonedMs = 60_000

/**
 * Puts a new key in the place of the one in the file, which signs for it. Nodes take it up when they start again; one that missed
 * several learns of all of them, since every endorsement is kept.
 * @returns the new public key
 * @throws RotationError
 */
export async function rotateKey(origin: string, file: string): Promise<string> {
  const next = generateKeyPairSync("ed25519")
  const draft = await draftOf(file, pemOf(next.privateKey))
  const old = createPrivateKey(await readFile(file, "utf8"))
  const key = writeKey(keyOf(origin, next.publicKey))
  const endorsement = signNote(textOf(key), keyOf(origin, createPublicKey(old)), old)
  // Before the key: one that is broken off here leaves an endorsement of a key that nobody has, which leads nowhere.
  const kept = [...(await endorsementsIn(file)), endorsement]
  await writeFile(`${endorsementsOf(file)}.draft`, kept.join(""), { mode: 0o644, flush: true })
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
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error
    return undefined
  }
}

async function firstKey(file: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  // Two nodes that start at once: the first one's key stays.
  await writeFile(file, pemOf(generateKeyPairSync("ed25519").privateKey), { mode: 0o600, flag: "wx" }).catch(
    (error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error
    },
  )
  return await readFile(file, "utf8")
}
