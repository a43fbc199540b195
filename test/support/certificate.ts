import { type KeyObject, generateKeyPairSync, sign } from "node:crypto"

/** A certificate of one's own making, in PEM, with its key. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

/** Something in DER: its tag, its length, and what it holds. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

const sequence = (...parts: Buffer[]): Buffer => der(0x30, ...parts)
const hex = (text: string): Buffer => Buffer.from(text, "hex")
const ed25519 = sequence(der(0x06, hex("2b6570")))
const nameOf = (text: string): Buffer =>
  sequence(der(0x31, sequence(der(0x06, hex("550403")), der(0x0c, Buffer.from(text)))))

const timeOf = (moment: Date): Buffer =>
  der(0x17, Buffer.from(`${moment.toISOString().replace(/[-:T]/g, "").slice(2, 14)}Z`))

/** subjectAltName with one name, and that it may stand for itself (basicConstraints). */
const extensionsFor = (host: string): Buffer =>
  der(
    0xa3,
    sequence(
      sequence(der(0x06, hex("551d11")), der(0x04, sequence(der(0x82, Buffer.from(host))))),
      sequence(der(0x06, hex("551d13")), der(0x01, hex("ff")), der(0x04, sequence(der(0x01, hex("ff"))))),
    ),
  )

const pem = (what: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${what.toString("base64").replace(/.{64}/g, "$&\n").trimEnd()}\n-----END CERTIFICATE-----\n`

/** For one host, signed by itself, and valid for a day on both sides of a moment. */
export function selfSigned(host: string, at = new Date()): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519")
  const day = 86_400_000
  const about = sequence(
    der(0xa0, der(0x02, hex("02"))),
    der(0x02, hex("01")),
    ed25519,
    nameOf(host),
    sequence(timeOf(new Date(at.getTime() - day)), timeOf(new Date(at.getTime() + day))),
    nameOf(host),
    spkiOf(publicKey),
    extensionsFor(host),
  )
  const signature = der(0x03, hex("00"), sign(null, about, privateKey))
  return {
    cert: pem(sequence(about, ed25519, signature)),
    key: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
  }
}

const spkiOf = (key: KeyObject): Buffer => key.export({ type: "spki", format: "der" })
