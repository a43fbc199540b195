import type { JWTHeaderParameters, JWTPayload } from "jose"

/** What an access token may call itself: RFC 9068's name, or none of its own. */
const accessTypes = ["at+jwt", "application/at+jwt"]
const plainTypes = ["jwt", "application/jwt"]

/** Claims that stand in an ID token or a logout token, and in no plain access token. */
const foreignClaims = ["at_hash", "c_hash", "s_hash", "nonce", "events"]

const textOf = (claim: unknown): string | undefined => (typeof claim === "string" ? claim.toLowerCase() : undefined)

/**
 * An issuer signs tokens of several kinds with one key, and only an access token lets anybody in. One that says that it is one is
 * believed; of the others, whatever has a mark of another kind is refused, and so is one for the client that it was given to: an ID
 * token is. One that is bound to a key is none for a bearer, whatever it calls itself.
 */
export function isAccessToken(header: Partial<JWTHeaderParameters>, claims: JWTPayload, audience: string): boolean {
  if (claims["cnf"] !== undefined) return false
  const type = textOf(header.typ)
  if (type !== undefined && accessTypes.includes(type)) return true
  if (type !== undefined && !plainTypes.includes(type)) return false
  // Keycloak says in a claim what it is; Cognito in another.
  const said = textOf(claims["typ"]) ?? textOf(claims["token_use"])
  if (said !== undefined) return said === "bearer" || said === "access"
  return !foreignClaims.some((name) => claims[name] !== undefined) && claims["azp"] !== audience
}
