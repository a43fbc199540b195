import { LRUCache } from "lru-cache"
import type pg from "pg"
import { failureOf } from "../platform/database/failures"
import { Fault } from "../platform/errors"
import { type Asking, type Employee, type Means, type Role, roles } from "./actor"
import { recordDenial } from "./request"
import type { Tokens } from "./tokens"

interface Found {
  id: string
  role: Role
  active: boolean
  session: boolean
}

/** So many attempts without a valid actor are answered and written down for an address; a flood must not fill the trail. */
const deniedAMinute = 200

/**
 * From a token to an employee. Who it is may be remembered for a while: the database checks it again before the first row (decision 0009), and an
 * employee who has changed is looked up anew. Whoever is nobody leaves a trace of it.
 */
export class Identity {
  private readonly known = new LRUCache<string, Employee>({ max: 10_000, ttl: 60_000 })
  private readonly denials = new LRUCache<string, { count: number }>({ max: 10_000, ttl: 60_000 })

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
    const full = { ...means, tokenId: verdict.tokenId, issuedAt: verdict.issued, client: verdict.client }
    const actor = this.known.get(verdict.subject) ?? (await this.find(verdict.subject, full))
    return { actor, means: full }
  }

  /** The employee as the database knows them now. @throws Fault UNAUTHENTICATED */
  async refreshed({ actor, means }: Asking): Promise<Employee> {
    this.known.delete(actor.subject)
    return await this.find(actor.subject, means)
  }

  private async find(subject: string, means: Means): Promise<Employee> {
    const { rows } = await this.pool.query<Found>("select id, role, active, session from find_actor($1, $2)", [
      subject,
      means.issuedAt,
    ])
    const [found] = rows
    if (!found || !roles.includes(found.role)) return await this.deny("UNKNOWN_EMPLOYEE", means)
    if (!found.active) return await this.deny("DISABLED_EMPLOYEE", means, found.id)
    if (!found.session) return await this.deny("SESSION_ENDED", means, found.id)
    const employee: Employee = { kind: "EMPLOYEE", id: found.id, role: found.role, subject }
    this.known.set(subject, employee)
    return employee
  }

  /** @throws Fault UNAUTHENTICATED, or RATE_LIMITED for an address that goes on; the trail has its attempts up to there */
  private async deny(reason: string, means: Means, actorId: string | null = null): Promise<never> {
    const address = means.address ?? ""
    const before = this.denials.get(address) ?? { count: 0 }
    if (!before.count++) this.denials.set(address, before)
    if (before.count > deniedAMinute) throw new Fault("RATE_LIMITED")
    await recordDenial(this.pool, actorId, reason, means)
    throw new Fault("UNAUTHENTICATED")
  }
}
