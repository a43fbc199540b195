import type { GraphQLResolveInfo } from "graphql"
import type { DataSource } from "typeorm"
import { abilityOf } from "../permissions/ability"
import type { Ability } from "../permissions/sentences"
import { type Asking, type Employee, servedBy } from "../permissions/actor"
import { type Intent, openingOf } from "../permissions/request"
import { poolOf } from "../platform/database/data-source"
import type { Rows } from "../platform/database/group"
import { ActorChanged, codeOf, failureOf } from "../platform/database/failures"
import type { Part } from "../platform/database/statements"
import { Transaction } from "../platform/database/transaction"
import { Fault } from "../platform/errors"
import { factsOf } from "../platform/log"
import { isUuid, largestPage } from "./binds"
import type { Door, Operation } from "./door"
import type { Class } from "./marks"
import { checkPayloads, runVerb } from "./mutation"
import { placeOf } from "./place"
import { rightsFor } from "./rights"
import { type Ask, type Compiled, type Wish, costOfAll, jsonOf, mostRows, partOf } from "./statements"
import { looksOf } from "./traced"
import type { Look } from "./trail-insert"
import type { Verb } from "./verbs"
import { type Wanted, joined } from "./wishes"

/**
 * The only door to rows, one for each request. Root fields say what they wish; the wishes of an operation are gathered, compiled and
 * sent in one transaction behind the header of its trail. Nothing is handed out before that transaction is committed, unless a field
 * asks again: then the executor commits at the end, and answers no sooner.
 */
export class Records {
  private wanted: Wanted[] = []
  private scheduled = false
  private asked = 0
  private held: { transaction: Transaction; looks: Look[] } | undefined
  /** Read and committed, until the answer is complete. */
  private served: Look[] = []
  /** Whether it came so far that it has a trail. */
  reached = false
  /** That the answers of all its verbs can be given as they are asked. */
  private payloads: Promise<void> | undefined
  /** Rows that the request may have touched so far. */
  private cost = 0

  constructor(
    readonly door: Door,
    private asking: Asking,
    private readonly operation: Operation,
  ) {}

  get actor(): Employee {
    return this.asking.actor
  }

  get ability(): Ability {
    return abilityOf(this.actor.role)
  }

  /** What a marked root field asks for: a row or null, or a page. */
  read<T>(info: GraphQLResolveInfo): Promise<T> {
    return this.wish<T>(info, { is: "field" }, [])
  }

  /** Rows of whichever types have these ids, in the order of the ids; null for what does not exist for the actor. */
  async nodes<T>(ids: readonly string[], info: GraphQLResolveInfo): Promise<(T | null)[]> {
    if (ids.length > largestPage) throw new Fault("BAD_REQUEST", "IDS")
    const found = await this.wish<(Record<string, T> | null)[]>(info, { is: "field" }, ids)
    const rows = Object.assign({}, ...found) as Record<string, T>
    return ids.map((id) => (isUuid(id) ? (rows[id.toLowerCase()] ?? null) : null))
  }

  /** Rows by their ids, in the order of the ids; null for what does not exist for the actor. For resolvers that ask again. */
  async byIds<T>(of: Class, ids: readonly string[], info: GraphQLResolveInfo): Promise<(T | null)[]> {
    const found = await this.wish<Record<string, T>>(info, { is: "ids", of }, ids)
    return ids.map((id) => found[id] ?? null)
  }

  /**
   * Runs a verb: its writes, the reading of its payload and the trail are one transaction. What can be refused of any field of the
   * operation is refused before the first is run; afterwards each answers for itself.
   */
  async change<I extends object, P>(info: GraphQLResolveInfo, input: I, verb: Verb<I>): Promise<P> {
    try {
      this.payloads ??= Promise.resolve().then(() => checkPayloads(this, info))
      await this.payloads
      return (await this.asNow(() => runVerb(this, info, input, verb))) as P
    } catch (error) {
      throw failureOf(error)
    }
  }

  /** Commits a transaction that was left open. The answer may leave only after this. */
  async finish(): Promise<void> {
    const { held } = this
    this.held = undefined
    this.served = []
    if (!held) return
    try {
      await held.transaction.finish()
    } catch (error) {
      const failure = failureOf(error)
      await this.failed(held.looks, codeOf(failure))
      throw failure
    }
  }

  /** Ends a transaction that was left open without its commit: nothing of it is served, and the trail says that it failed. */
  async abandon(reason = "INTERNAL"): Promise<void> {
    const { held, served } = this
    this.held = undefined
    this.served = []
    await held?.transaction.abort()
    const looks = held?.looks ?? served
    if (looks.length) await this.failed(looks, reason)
  }

  spend(rows: number): void {
    this.cost += rows
    if (this.cost > mostRows) throw new Fault("TOO_EXPENSIVE")
  }

  /** The first statement of a transaction of this request. */
  opening(looks: readonly Look[], outcome: Intent["outcome"] = "DONE", reason: string | null = null): Part {
    this.reached = true
    const { name, hash } = this.operation
    const actions = looks.map(({ action }) => action)
    return openingOf(this.asking, { actions, outcome, reason, operationName: name, documentHash: hash })
  }

  get database(): DataSource {
    return this.door.databases[servedBy(this.actor.role)]
  }

  compile(ask: Ask): Compiled {
    return this.door.statements.compiledFor(ask, rightsFor(this.actor.role), this.actor.id)
  }

  /** Leaves a failure in the trail, in a transaction of its own: that of the request was rolled back. If that fails too, the log says it. */
  async failed(looks: readonly Look[], reason: string): Promise<void> {
    // Whoever turned out to be nobody has left a denial already.
    if (reason === "UNAUTHENTICATED") return
    try {
      await this.asNow(() => Transaction.once(poolOf(this.database), [this.opening(looks, "FAILED", reason)]))
    } catch (error) {
      const { traceId } = this.asking.means
      this.door.log.warn({ event: "trail.failure-not-written", traceId, ...factsOf(error) }, "a failure left no trail")
    }
  }

  private wish<T>(info: GraphQLResolveInfo, wish: Wish, ids: readonly string[]): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const answered = resolve as (value: unknown) => void
      this.wanted.push({ info, wish, ids, position: this.asked, resolve: answered, reject })
      // Of several ids each that shows nothing has a line of its own.
      this.asked += 1 + (wish.is === "field" ? ids.length : 0)
      // The executor calls all root resolvers, and those of all rows, before the event loop goes on: then all have asked.
      if (!this.scheduled) setImmediate(() => void this.flush())
      this.scheduled = true
    })
  }

  private async flush(): Promise<void> {
    this.scheduled = false
    const wave = joined(this.wanted)
    this.wanted = []
    if (!wave.length) return
    try {
      const answers = await this.asNow(() => this.send(wave))
      wave.forEach((each, index) => each.resolve(answers[index]))
    } catch (error) {
      const failure = failureOf(error)
      // First the connection that is held goes back: writing the failure down takes one too.
      if (this.held) await this.abandon(codeOf(failure))
      else await this.failed(looksOf(wave), codeOf(failure))
      for (const each of wave) each.reject(failure)
    }
  }

  /** Does it; and once more as what the employee is now, if that has changed. What was compiled for the old role did not run. */
  private async asNow<T>(act: () => Promise<T>): Promise<T> {
    const { cost } = this
    try {
      return await act()
    } catch (error) {
      if (!(failureOf(error) instanceof ActorChanged)) throw error
      this.cost = cost
      this.asking = { ...this.asking, actor: await this.door.refreshed(this.asking) }
      return await act()
    }
  }

  /** What statements answered. Reading it takes time that nobody else is served in: it is counted against who asks. */
  parsed(rows: readonly Rows[]): unknown[] {
    this.door.capacity.chargeAnswer(
      this.actor.id,
      rows.reduce((sum, [row]) => sum + (row?.[0]?.length ?? 0), 0),
    )
    return rows.map(jsonOf)
  }

  private async send(wave: readonly Wanted[]): Promise<unknown[]> {
    const looks = looksOf(wave)
    const compiled = wave.map(({ info, wish, ids, position }, index) =>
      this.compile({ info, place: placeOf(info), wish, look: looks[index] as Look, ids, position }),
    )
    this.spend(costOfAll(compiled))
    const parts = compiled.map(({ statement, values }) => partOf(statement, values))
    if (this.held) return this.parsed(await this.held.transaction.more(parts))
    const denied = compiled.every(({ statement }) => statement.plan.root.is === "nothing")
    const all = [denied ? this.opening(looks, "DENIED", "NOT_ALLOWED") : this.opening(looks), ...parts]
    const pool = poolOf(this.database)
    if (!compiled.some(({ statement }) => statement.plan.again)) {
      const rows = await Transaction.once(pool, all)
      this.served.push(...looks)
      return this.parsed(rows.slice(1))
    }
    const { transaction, rows } = await Transaction.open(pool, all, true)
    this.held = { transaction, looks }
    return this.parsed(rows.slice(1))
  }
}
