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
  /** By the session of the token: one that this node has not seen goes to the database, which knows whether any node has. */
  private readonly known = new LRUCache<string, Employee>({ max: 10_000, ttl: 60_000 })
  /** Of strangers, by the address that they come from. */
  private readonly denials = new Series(deniedAMinute)
  /** Of those who are known by name, or were once: no flood of strangers hides them, and theirs hides nobody else. */
  private readonly turned = new Series(deniedAMinute)

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
    const { tokenId, session, assurance, client, issued: issuedAt, expires, subject } = verdict
    const full = { ...means, tokenId, session, assurance, client, issuedAt, expiresAt: new Date(expires * 1000) }
    const actor = this.known.get(session) ?? (await this.admitted(subject, full))
    return { actor, means: full }
  }

  /** The employee as the database knows them now. @throws Fault UNAUTHENTICATED */
  async refreshed({ actor, means }: Asking): Promise<Employee> {
    if (means.session !== null) this.known.delete(means.session)
    return await this.admitted(actor.subject, means)
  }

  private async admitted(subject: string, means: Means): Promise<Employee> {
    const found = await admit(this.pool, subject, means, this.turned.isOver(subject))
    if (found.refused !== null) return await this.refuse(this.turned.next(subject), means)
    const employee: Employee = { kind: "EMPLOYEE", id: found.id, role: found.role, subject }
    if (means.session !== null) this.known.set(means.session, employee)
    return employee
  }

  /** @throws Fault UNAUTHENTICATED, or RATE_LIMITED for an address that goes on; the trail has its attempts up to there */
  private async deny(reason: string, means: Means): Promise<never> {
    const place = this.denials.next(means.address ?? "")
    if (place === "written") await recordDenial(this.pool, reason, means)
    return await this.refuse(place, means)
  }

  private async refuse(place: Place, means: Means): Promise<never> {
    if (place === "last") await recordDenial(this.pool, "RATE_LIMITED", means)
    if (place === "written") throw new Fault("UNAUTHENTICATED")
    throw new Fault("RATE_LIMITED", undefined, { retryAfter: 60 })
  }
}
