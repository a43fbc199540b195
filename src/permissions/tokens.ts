import { createHash } from "node:crypto"
import { type JWTPayload, type JWTVerifyGetKey, createRemoteJWKSet, errors, jwtVerify } from "jose"
import { LRUCache } from "lru-cache"
import { Fault } from "../platform/errors"

/** What a verified token says. */
export interface Verdict {
  readonly subject: string
  /** Its jti, or where it has none that is of the form of one, the hash of the token. */
  readonly tokenId: string
  readonly client: string | null
  readonly assurance: string | null
  /** Seconds since 1970, UTC. */
  readonly expires: number
  readonly issued: Date | null
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
    }).catch((error: unknown) => {
      if (error instanceof KeysUnavailable) throw new Fault("UNAVAILABLE")
      return undefined
    })
    const verdict = verified && verdictOf(verified.payload, token)
    if (verdict) this.known.set(token, verdict)
    return verdict
  }
}

/** A subject of ordinary length without characters that cannot be stored. It is looked up, and kept nowhere. */
const isStorable = (claim: string): boolean => claim.length <= 255 && !claim.includes("\0")

/** What of a token goes into the trail is of one of these forms, or is not written: a claim is no way in for other texts. */
const forms = {
  tokenId: /^[\w.~:+/=-]{1,128}$/,
  client: /^[\w.~:+/=-]{1,100}$/,
  /** Authentication context (acr): a level, a name or a URI. */
  context: /^[\w.:/#-]{1,100}$/,
  /** Authentication methods (amr), as RFC 8176 lists them. */
  method: /^[a-z0-9]{2,12}$/,
} as const

const ofForm = (form: RegExp, claim: unknown): string | null =>
  typeof claim === "string" && form.test(claim) ? claim : null

/** As `acr=2 amr=pwd,otp`; whatever of it the token does not say is left out. */
function assuranceOf(acr: unknown, amr: unknown): string | null {
  const context = ofForm(forms.context, acr)
  const methods = (Array.isArray(amr) ? amr : []).flatMap((each) => ofForm(forms.method, each) ?? []).slice(0, 8)
  const told = [context && `acr=${context}`, methods.length && `amr=${methods.join()}`].filter(Boolean)
  return told.length ? told.join(" ") : null
}

type Claims = JWTPayload & Readonly<Record<"azp" | "client_id" | "acr" | "amr", unknown>>

function verdictOf(payload: JWTPayload, token: string): Verdict | undefined {
  const { sub, exp, iat, jti, azp, client_id: clientId, acr, amr } = payload as Claims
  if (sub === undefined || exp === undefined || !isStorable(sub)) return undefined
  return {
    subject: sub,
    expires: exp,
    issued: iat === undefined ? null : new Date(iat * 1000),
    tokenId: ofForm(forms.tokenId, jti) ?? `sha256:${createHash("sha256").update(token).digest("base64url")}`,
    client: ofForm(forms.client, azp) ?? ofForm(forms.client, clientId),
    assurance: assuranceOf(acr, amr),
  }
}

/** The issuer's keys could not be had: that is not the asker's fault, and says nothing of the token. */
class KeysUnavailable extends Error {}

/** The keys of an issuer, from where its discovery document says they are. Fetched when first needed, and again when they change. */
export function keysOf(issuer: string): JWTVerifyGetKey {
  let finding: Promise<JWTVerifyGetKey> | undefined
  return async (header, token) => {
    finding ??= discover(issuer).then((url) => createRemoteJWKSet(url))
    try {
      return await (
        await finding
      )(header, token)
    } catch (error) {
      // The key set was read, and has no key for this token: that is a verdict.
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error
      finding = undefined
      throw new KeysUnavailable()
    }
  }
}

async function discover(issuer: string): Promise<URL> {
  const answer = await fetch(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(5000),
  })
  if (!answer.ok) throw new Error("the issuer has no discovery document")
  const { jwks_uri: keys, issuer: named } = (await answer.json()) as { jwks_uri?: unknown; issuer?: unknown }
  if (named !== issuer || typeof keys !== "string") throw new Error("the discovery document is not that of the issuer")
  return new URL(keys)
}
