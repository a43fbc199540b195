import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto"

const hmac = (key: Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest()

/**
 * SASLprep (RFC 4013), as far as the two ends of a sign-in differ without it: blanks of other scripts are blanks, what is not seen is left
 * out, and letters that can be written in two ways are written in one.
 */
const prepared = (password: string): string =>
  password
    .replace(/[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]/gu, " ")
    .replace(/\u00ad|\u034f|\u1806|[\u180b-\u180d]|\u200c|\u200d|\u2060|[\ufe00-\ufe0f]|\ufeff/gu, "")
    .normalize("NFKC")

/**
 * What PostgreSQL keeps of a password (SCRAM-SHA-256, RFC 5802): with it one can be known to have the password, and cannot sign in. A
 * statement that sets it may stand in a log.
 */
export function scramVerifier(password: string, iterations: number, salt = randomBytes(16)): string {
  const salted = pbkdf2Sync(prepared(password), salt, iterations, 32, "sha256")
  const stored = createHash("sha256").update(hmac(salted, "Client Key")).digest("base64")
  const server = hmac(salted, "Server Key").toString("base64")
  return `SCRAM-SHA-256$${iterations}:${salt.toString("base64")}$${stored}:${server}`
}
