import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto"
import { mkdir, readFile, rename, writeFile } from "node:fs/promises"
import { dirname } from "node:path"
import { type Checkpoint, writeCheckpoint } from "./checkpoint"
import { type NoteKey, keyOf, readKey, readNote, signNote, signerOf as noteSignerOf, writeKey } from "./note"

/** Signs the heads of one association's trail. */
export interface Signer {
  readonly origin: string
  /** The public key, as verifiers are given it. */
  readonly key: string
  /** What the key before this one signed for it; null for the first key, and where the one before was lost. */
  readonly endorsement: string | null
  sign(head: Omit<Checkpoint, "origin">): string
}

function signerOf(origin: string, privateKey: KeyObject, endorsement: string | null = null): Signer {
  const key: NoteKey = keyOf(origin, createPublicKey(privateKey))
  return {
    origin,
    key: writeKey(key),
    endorsement,
    sign: (head) => signNote(writeCheckpoint({ origin, ...head }), key, privateKey),
  }
}

/** Whether the owner of a key named the one that follows it. @throws MalformedNote */
export function isEndorsed(endorsement: string | null, before: string, next: string): boolean {
  if (endorsement === null) return false
  const note = readNote(endorsement)
  return note.text === textOf(next) && noteSignerOf(note, [readKey(before)]) !== undefined
}

const textOf = (next: string): string => `the next key\n${next}\n`

/** Beside the key, what the one before signed for it. */
const endorsementOf = (file: string): string => `${file}.endorsement`

/** The key in a file that only the service's own user reads; made where there is none. */
export async function openSigner(origin: string, file: string): Promise<Signer> {
  const pem = (await textIn(file)) ?? (await firstKey(file))
  return signerOf(origin, createPrivateKey(pem), (await textIn(endorsementOf(file))) ?? null)
}

/**
 * Puts a new key in the place of the one in the file, which signs for it. Nodes take it up when they start again.
 * @returns the new public key
 */
export async function rotateKey(origin: string, file: string): Promise<string> {
  const old = createPrivateKey(await readFile(file, "utf8"))
  const next = generateKeyPairSync("ed25519")
  const key = writeKey(keyOf(origin, next.publicKey))
  const draft = `${file}.next`
  await writeFile(draft, pemOf(next.privateKey), { mode: 0o600, flag: "wx" })
  await writeFile(endorsementOf(file), signNote(textOf(key), keyOf(origin, createPublicKey(old)), old))
  await rename(draft, file)
  return key
}

const pemOf = (key: KeyObject): string => key.export({ type: "pkcs8", format: "pem" }) as string

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
