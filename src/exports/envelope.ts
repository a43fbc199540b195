import {
  type KeyObject,
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  timingSafeEqual,
} from "node:crypto"

/**
 * What an export is kept in. It is made for hours by whichever node is up, and may be opened by nobody but who asked: so it is encrypted
 * for a public key, and the private one is given away and forgotten. Each chunk has a key of its own: X25519 with a key pair that is
 * thrown away, HKDF-SHA-256, then AES-256-GCM. Its place is authenticated with it, so that chunks cannot be exchanged.
 */
const keyLength = 32
const tagLength = 16
/** A key encrypts one chunk only, so that its nonce may be constant. */
const nonce = Buffer.alloc(12)

const rawOf = (key: KeyObject): Buffer => Buffer.from(key.export({ format: "jwk" }).x as string, "base64url")
const publicOf = (raw: Buffer): KeyObject =>
  createPublicKey({ key: { kty: "OKP", crv: "X25519", x: raw.toString("base64url") }, format: "jwk" })

/** A pair of keys: the one to be kept, and the one to be given away. */
export function newKeys(): { publicKey: Buffer; key: string } {
  const { publicKey, privateKey } = generateKeyPairSync("x25519")
  return { publicKey: rawOf(publicKey), key: privateKey.export({ format: "jwk" }).d as string }
}

/** The key that was given away, where it is that of this public one. */
export function keyFitting(publicKey: Buffer, key: string): KeyObject | undefined {
  if (!/^[\w-]{43}$/.test(key)) return undefined
  const x = publicKey.toString("base64url")
  const given = createPrivateKey({ key: { kty: "OKP", crv: "X25519", d: key, x }, format: "jwk" })
  // What is given as the public half is not believed: it is worked out from the private one.
  const bare = createPrivateKey({ key: given.export({ format: "der", type: "pkcs8" }), format: "der", type: "pkcs8" })
  const own = rawOf(createPublicKey(bare))
  return own.length === publicKey.length && timingSafeEqual(own, publicKey) ? bare : undefined
}

const derived = (shared: Buffer, thrownAway: Buffer, publicKey: Buffer): Buffer =>
  Buffer.from(hkdfSync("sha256", shared, Buffer.concat([thrownAway, publicKey]), "woonrust trail export", keyLength))

const placeOf = (id: string, position: number): Buffer => Buffer.from(`${id}/${position}`)

export function sealed(publicKey: Buffer, id: string, position: number, text: string): Buffer {
  const pair = generateKeyPairSync("x25519")
  const thrownAway = rawOf(pair.publicKey)
  const shared = diffieHellman({ privateKey: pair.privateKey, publicKey: publicOf(publicKey) })
  const cipher = createCipheriv("aes-256-gcm", derived(shared, thrownAway, publicKey), nonce)
  cipher.setAAD(placeOf(id, position))
  return Buffer.concat([thrownAway, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()])
}

/** @throws Error where it is not what was sealed for this key at this place */
export function opened(key: KeyObject, id: string, position: number, bytes: Buffer): Buffer {
  const thrownAway = bytes.subarray(0, keyLength)
  const shared = diffieHellman({ privateKey: key, publicKey: publicOf(thrownAway) })
  const decipher = createDecipheriv("aes-256-gcm", derived(shared, thrownAway, rawOf(createPublicKey(key))), nonce)
  decipher.setAAD(placeOf(id, position))
  decipher.setAuthTag(bytes.subarray(bytes.length - tagLength))
  return Buffer.concat([decipher.update(bytes.subarray(keyLength, bytes.length - tagLength)), decipher.final()])
}
