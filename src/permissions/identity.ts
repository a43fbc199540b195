import { LRUCache } from "lru-cache"
import type pg from "pg"
import { failureOf } from "../platform/database/failures"
import { Fault } from "../platform/errors"
import type { Asking, Employee, Means } from "./actor"
import { admit, recordDenial } from "./request"
import { type Place, Series } from "./series"
import type { Tokens } from "./tokens"

/** So many attempts without a valid actor are answered and written down for an address; a flood must not fill the trail. */
const deniedAMinute = 200

/**
 * From a token to an employee. Who it is may be remembered for a while: the database checks it again before the first row (decision 0009), and an
 * employee who has changed is looked up anew. Whoever is nobody leaves a trace of it, and so does the first use of a token.
 */
export class Identity {
  /** By the id of the token: one that this node has not seen goes to the database, which knows whether any node has. */
  private readonly known = new LRUCache<string, Employee>({ max: 10_000, ttl: 60_000 })
  private readonly denials = new Series(deniedAMinute)

  constructor(
    private readonly tokens: Tokens,
    private readonly pool: pg.Pool,
  ) {}

  /** @throws Fault UNAUTHENTICATED; the denial is then in the trail */
  async identify(authorization: string | undefined, means: Means): Promise<Asking> {
    try {
      return await this.found(authorization, means)
    } catch (error) {
      throw failureOf(error)
    }
  }

  private async found(authorization: string | undefined, means: Means): Promise<Asking> {
    if (authorization === undefined) return await this.deny("NO_TOKEN", means)
    const token = /^Bearer ([\w.~+/=-]+)$/i.exec(authorization)?.[1]
    const verdict = token === undefined ? undefined : await this.tokens.verify(token)
    if (!verdict) return await this.deny("BAD_TOKEN", means)
    const { tokenId, assurance, client, issued: issuedAt, expires, subject } = verdict
    const full = { ...means, tokenId, assurance, client, issuedAt, expiresAt: new Date(expires * 1000) }
    const actor = this.known.get(tokenId) ?? (await this.admitted(subject, full))
    return { actor, means: full }
  }

  /** The employee as the database knows them now. @throws Fault UNAUTHENTICATED */
  async refreshed({ actor, means }: Asking): Promise<Employee> {
    if (means.tokenId !== null) this.known.delete(means.tokenId)
    return await this.admitted(actor.subject, means)
  }

  private async admitted(subject: string, means: Means): Promise<Employee> {
    const silent = this.denials.isOver(means.address ?? "")
    const found = await admit(this.pool, subject, means, silent)
    if (found.refused !== null) return await this.turnedAway(means)
    const employee: Employee = { kind: "EMPLOYEE", id: found.id, role: found.role, subject }
    if (means.tokenId !== null) this.known.set(means.tokenId, employee)
    return employee
  }

  /** @throws Fault UNAUTHENTICATED, or RATE_LIMITED for an address that goes on; the trail has its attempts up to there */
  private async deny(reason: string, means: Means): Promise<never> {
    const place = this.denials.next(means.address ?? "")
    if (place === "written") await recordDenial(this.pool, reason, means)
    return await this.refuse(place, means)
  }

  /** As `deny`, of an attempt that was written down, or not, where it was looked up. */
  private turnedAway(means: Means): Promise<never> {
    return this.refuse(this.denials.next(means.address ?? ""), means)
  }

  private async refuse(place: Place, means: Means): Promise<never> {
    if (place === "last") await recordDenial(this.pool, "RATE_LIMITED", means)
    throw new Fault(place === "written" ? "UNAUTHENTICATED" : "RATE_LIMITED")
  }
}
