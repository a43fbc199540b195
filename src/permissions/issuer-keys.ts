import { type JSONWebKeySet, type JWTVerifyGetKey, createLocalJWKSet, errors } from "jose"

/** The issuer's keys could not be had: that is not the asker's fault, and says nothing of the token. */
export class KeysUnavailable extends Error {}

export interface KeysFacts {
  /** So long keys that were fetched go on serving while the issuer cannot be reached. */
  readonly keptMs: number
  /** A look-up that succeeded is not repeated sooner, whatever keys tokens name; */
  readonly restMs?: number
  /** nor one that failed. */
  readonly retryMs?: number
  /** After so long they are fetched again, so that a key that was withdrawn ends. */
  readonly freshMs?: number
  /** Hears of each look-up whether it brought keys. */
  readonly hears?: (reached: boolean) => void
}

type Fetch = (issuer: string) => Promise<JSONWebKeySet>
type Keys = { readonly find: JWTVerifyGetKey; readonly at: number }

/** Whether the set was read and has no key for this token: that is a verdict. */
const isVerdict = (error: unknown): boolean =>
  error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys

/**
 * The keys of one issuer. Those that are known serve, whatever strangers send; the issuer is asked at most so often, however that
 * ends, and by one request at a time.
 */
export class IssuerKeys {
  private keys: Keys | undefined
  private asking: Promise<void> | undefined
  private tried: { readonly at: number; readonly failed: boolean } | undefined

  constructor(
    private readonly issuer: string,
    private readonly facts: KeysFacts,
    private readonly fetchKeys: Fetch = keysAt,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** @throws KeysUnavailable; or as jose does, where the keys are known and none is that of the token */
  readonly find: JWTVerifyGetKey = async (header, token) => {
    const { keptMs, freshMs = 600_000 } = this.facts
    if (this.keys && this.age(this.keys.at) > keptMs) this.keys = undefined
    const keys = this.keys ?? (await this.newest())
    if (!keys) throw new KeysUnavailable()
    if (this.age(keys.at) > freshMs) void this.newest()
    try {
      return await keys.find(header, token)
    } catch (error) {
      if (!isVerdict(error)) throw error
      // It may be newer than what was fetched.
      const newer = await this.newest()
      if (newer && newer !== keys) return await newer.find(header, token)
      if (this.tried?.failed) throw new KeysUnavailable()
      throw error
    }
  }

  /** The keys after the issuer was asked, where it may be asked now. */
  private async newest(): Promise<Keys | undefined> {
    await this.ask()
    return this.keys
  }

  private async ask(): Promise<void> {
    const { restMs = 30_000, retryMs = 5_000 } = this.facts
    if (!this.asking) {
      const { tried } = this
      if (tried && this.age(tried.at) < (tried.failed ? retryMs : restMs)) return
      this.asking = this.fetched().finally(() => (this.asking = undefined))
    }
    await this.asking
  }

  private async fetched(): Promise<void> {
    try {
      this.keys = { find: createLocalJWKSet(await this.fetchKeys(this.issuer)), at: this.now() }
      this.tried = { at: this.now(), failed: false }
    } catch {
      this.tried = { at: this.now(), failed: true }
    }
    this.facts.hears?.(!this.tried.failed)
  }

  private readonly age = (moment: number): number => this.now() - moment
}

const patienceMs = 5_000

/** From where its discovery document says they are. @throws Error where it cannot be reached, or is not what it must be */
async function keysAt(issuer: string): Promise<JSONWebKeySet> {
  const found = await json(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`)
  const { jwks_uri: keys, issuer: named } = found as { jwks_uri?: unknown; issuer?: unknown }
  if (named !== issuer || typeof keys !== "string") throw new Error("the discovery document is not that of the issuer")
  return (await json(keys)) as JSONWebKeySet
}

async function json(address: string): Promise<unknown> {
  const answer = await fetch(address, { signal: AbortSignal.timeout(patienceMs) })
  if (!answer.ok) throw new Error("the issuer has no such document")
  return await answer.json()
}
