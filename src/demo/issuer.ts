import { randomUUID } from "node:crypto"
import { SignJWT, generateKeyPair } from "jose"
import type { TokenFacts } from "../permissions/tokens"

/** An issuer of tokens for the demo's actors. Its key is made at start and never leaves the process; tokens end with it. */
export interface DemoIssuer extends TokenFacts {
  /** A token that speaks for this subject, for eight hours. */
  tokenFor(subject: string): Promise<string>
}

export async function createDemoIssuer(audience: string, now: () => Date): Promise<DemoIssuer> {
  const issuer = "urn:woonrust:demo"
  const { privateKey, publicKey } = await generateKeyPair("ES256")
  return {
    issuer,
    audience,
    keys: () => publicKey,
    tokenFor: (subject) =>
      // Whoever is chosen is believed: no assurance at all.
      new SignJWT({ azp: "woonrust-demo", acr: "0" })
        .setProtectedHeader({ alg: "ES256" })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(subject)
        .setJti(randomUUID())
        .setIssuedAt(now())
        .setExpirationTime(new Date(now().getTime() + 8 * 3_600_000))
        .sign(privateKey),
  }
}
