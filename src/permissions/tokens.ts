import { type JWTPayload, type JWTVerifyGetKey, createRemoteJWKSet, jwtVerify } from "jose"
import { LRUCache } from "lru-cache"

/** What a verified token says. */
export interface Verdict {
  readonly subject: string
  readonly tokenId: string | null
  readonly client: string | null
  /** Seconds since 1970, UTC. */
  readonly expires: number
}

export interface TokenFacts {
  readonly issuer: string
  readonly audience: string
  readonly keys: JWTVerifyGetKey
}

/** Signatures only by keys that the issuer alone holds; a shared secret or none at all is no signature. */
const algorithms = ["ES256", "ES384", "EdDSA", "RS256", "PS256"]

/** A verdict is good for so long without looking again; whether the employee still may is asked at every request besides. */
const rememberedMs = 30_000

/** Verifies the access tokens of one issuer. */
export class Tokens {
  private readonly known = new LRUCache<string, Verdict>({ max: 10_000, ttl: rememberedMs })

  constructor(
    private readonly facts: TokenFacts,
    private readonly now: () => Date,
  ) {}

  /** What the token says, or undefined when it is not valid now. */
  async verify(token: string): Promise<Verdict | undefined> {
    const verdict = this.known.get(token) ?? (await this.read(token))
    return verdict && verdict.expires * 1000 > this.now().getTime() ? verdict : undefined
  }

  private async read(token: string): Promise<Verdict | undefined> {
    const { issuer, audience, keys } = this.facts
    const verified = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms,
      currentDate: this.now(),
      requiredClaims: ["sub", "exp"],
    }).catch(() => undefined)
    const verdict = verified && verdictOf(verified.payload)
    if (verdict) this.known.set(token, verdict)
    return verdict
  }
}

/** What the issuer wrote, where it is a text of ordinary length without characters that cannot be stored. */
const storable = (claim: unknown): string | null =>
  typeof claim === "string" && claim.length <= 255 && !claim.includes("\0") ? claim : null

function verdictOf(payload: JWTPayload): Verdict | undefined {
  const {
    sub,
    exp,
    jti,
    azp,
    client_id: clientId,
  } = payload as JWTPayload & Record<"azp" | "client_id" | "jti", unknown>
  if (sub === undefined || exp === undefined || storable(sub) === null) return undefined
  return { subject: sub, expires: exp, tokenId: storable(jti), client: storable(azp) ?? storable(clientId) }
}

/** The keys of an issuer, from where its discovery document says they are. Fetched when first needed, and again when they change. */
export function keysOf(issuer: string): JWTVerifyGetKey {
  let found: JWTVerifyGetKey | undefined
  return async (header, token) => {
    found ??= createRemoteJWKSet(await discover(issuer))
    return await found(header, token)
  }
}

async function discover(issuer: string): Promise<URL> {
  const answer = await fetch(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(5000),
  })
  const { jwks_uri: keys } = (await answer.json()) as { jwks_uri?: unknown }
  if (typeof keys !== "string") throw new Error("the issuer's discovery document names no keys")
  return new URL(keys)
}
