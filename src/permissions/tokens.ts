import { createHash } from "node:crypto"
import { type JWTPayload, type JWTVerifyGetKey, jwtVerify } from "jose"
import { LRUCache } from "lru-cache"
import { Fault } from "../platform/errors"
import { KeysUnavailable } from "./issuer-keys"
import { isAccessToken } from "./token-kinds"

/** What a verified token says. */
export interface Verdict {
  readonly subject: string
  /** Tells it from every other token: its issuer, subject and id together. An issuer may give one id twice, and another issuer any. */
  readonly session: string
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
      if (error instanceof KeysUnavailable) throw new Fault("UNAVAILABLE", undefined, { trouble: "issuer-away" })
      return undefined
    })
    const verdict =
      verified && isAccessToken(verified.protectedHeader, verified.payload, audience)
        ? verdictOf(verified.payload, token, this.now())
        : undefined
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

/** 9999-12-31T23:59:59Z, in seconds: what lies beyond is no moment that can be written. */
const lastSecond = 253_402_300_799
/** By so much the issuer's clock may be ahead of ours, in seconds. */
const tolerance = 60

/** A second that a date can hold, and one that has been where it says when something was. */
const isSecond = (claim: number): boolean => claim >= 0 && claim <= lastSecond
const hasBeen = (claim: number, now: Date): boolean => isSecond(claim) && claim <= now.getTime() / 1000 + tolerance

const hashOf = (text: string): string => createHash("sha256").update(text).digest("base64url")

/** What is remembered of a token is bound to all of who it speaks for. */
export const sessionOf = (issuer: string, subject: string, tokenId: string): string =>
  hashOf(JSON.stringify([issuer, subject, tokenId]))

function verdictOf(payload: JWTPayload, token: string, now: Date): Verdict | undefined {
  const { iss, sub, exp, iat, jti, azp, client_id: clientId, acr, amr } = payload as Claims
  if (iss === undefined || sub === undefined || exp === undefined || !isStorable(sub)) return undefined
  if (!isSecond(exp) || (iat !== undefined && !hasBeen(iat, now))) return undefined
  const tokenId = ofForm(forms.tokenId, jti) ?? `sha256:${hashOf(token)}`
  return {
    subject: sub,
    session: sessionOf(iss, sub, tokenId),
    expires: exp,
    issued: iat === undefined ? null : new Date(iat * 1000),
    tokenId,
    client: ofForm(forms.client, azp) ?? ofForm(forms.client, clientId),
    assurance: assuranceOf(acr, amr),
  }
}
