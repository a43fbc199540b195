import type pg from "pg"
import { type Part, nameOf } from "../database/statements"
import { Transaction } from "../database/transaction"
import { because, factsOf } from "../log"
import type { Metrics } from "../metrics"
import type { ThrottledLog } from "../throttled-log"
import { Watching } from "../watching"
import type { Act } from "./act"
import { type Ages, JobMetrics } from "./job-metrics"

export interface ScheduleParts {
  readonly pool: pg.Pool
  readonly acts: readonly Act[]
  readonly log: ThrottledLog
  readonly metrics: Metrics
  /** Milliseconds between two looks at what is due. */
  readonly everyMs?: number
  /** What failed is left alone for so long, or until it is due anyway. */
  readonly coolingMs?: number
}

const named = (text: string) => ({ name: nameOf(text), text })
const take = named("select take_job($1::text, $2::int)")
const open = named("select open_job($1::text, $2::text[])")
const end = named("select end_job($1::text)")

/** An act that is so many times later than it is due is told of, but not before ten minutes. */
const lateTimes = 3
const lateSeconds = 600

/**
 * Does the recurring acts when they are due. When each was done stands in the database: whichever node finds one that is due takes it,
 * does it and says so in one transaction. What did nothing leaves no event in the trail.
 */
export class Schedule {
  private readonly running = new Map<string, Promise<void>>()
  private readonly failedAt = new Map<string, number>()
  private readonly figures: JobMetrics
  private watching: Watching | undefined
  private stopped = false

  constructor(private readonly parts: ScheduleParts) {
    this.figures = new JobMetrics(parts.metrics, parts.acts.map(({ name }) => name)) // prettier-ignore
  }

  /** Does what is due, waits for it unless it may take long, and goes on by itself. */
  async start(): Promise<void> {
    await this.look().catch((error: unknown) => this.lost(error))
    await Promise.all([...this.running].filter(([name]) => !this.takesLong(name)).map(([, done]) => done))
    const { everyMs = 5_000 } = this.parts
    this.watching = new Watching({ everyMs, look: () => this.look(), lost: (error) => this.lost(error) })
  }

  /** What runs is waited for. */
  async stop(): Promise<void> {
    this.stopped = true
    await this.watching?.stop()
    await Promise.all(this.running.values())
  }

  private takesLong(name: string): boolean {
    return this.parts.acts.find((act) => act.name === name)?.inShares === true
  }

  private async look(): Promise<void> {
    const { pool, acts, log } = this.parts
    const { rows } = await pool.query<{ ages: Ages }>("select job_ages() as ages")
    const ages = rows[0]?.ages ?? {}
    this.figures.aged(ages)
    log.over({ event: "jobs.not-watched" }, "it is known again when the recurring acts were done")
    for (const act of acts) {
      this.tellAge(act, ages[act.name] ?? 0)
      if (this.isDue(act, ages[act.name] ?? Infinity)) this.begin(act)
    }
  }

  private lost(error: unknown): void {
    this.figures.lost()
    const facts = { event: "jobs.not-watched", ...factsOf(error) }
    this.parts.log.error(facts, because("it is not known when the recurring acts were done", facts))
  }

  private isDue({ name, everySeconds }: Act, age: number): boolean {
    const { coolingMs = 60_000 } = this.parts
    const failed = performance.now() - (this.failedAt.get(name) ?? -Infinity)
    // One that is dated in the future was done by a clock that was wrong.
    return (
      (age >= everySeconds || age < -60) &&
      failed >= Math.min(coolingMs, everySeconds * 1000) &&
      !this.running.has(name)
    )
  }

  private tellAge({ name, everySeconds }: Act, age: number): void {
    const event = "job.late"
    if (age < Math.max(lateTimes * everySeconds, lateSeconds)) this.parts.log.over({ event, job: name }, "a recurring act is done in time again") // prettier-ignore
    else this.parts.log.error({ event, job: name, ms: Math.round(age * 1000) }, "a recurring act has not been done for long") // prettier-ignore
  }

  private begin(act: Act): void {
    const done = this.run(act).finally(() => this.running.delete(act.name))
    this.running.set(act.name, done)
  }

  private async run(act: Act): Promise<void> {
    for (let [more, every] = [true, act.everySeconds]; more && !this.stopped; every = 0)
      more = await this.share(act, every)
  }

  /** Whether there is more of it to do at once. */
  private async share(act: Act, everySeconds: number): Promise<boolean> {
    const [began, job] = [performance.now(), act.name]
    try {
      const more = await this.once(act, everySeconds)
      if (more === undefined) return false
      this.figures.took(job, (performance.now() - began) / 1000)
      this.failedAt.delete(job)
      this.parts.log.over({ event: "job.failed", job }, "a recurring act went well again")
      return more
    } catch (error) {
      this.figures.failed(job)
      const facts = { event: "job.failed", job, ...factsOf(error) }
      this.parts.log.error(facts, because("a recurring act failed", facts))
      if (act.failed?.(error)) return true
      this.failedAt.set(job, performance.now())
      return false
    }
  }

  /** Whether there is more; undefined where it is not due any more, or another node is at it. */
  private async once(act: Act, everySeconds: number): Promise<boolean | undefined> {
    const taking = { ...take, values: [act.name, String(everySeconds)] }
    const { transaction, rows } = await Transaction.open(this.parts.pool, [taking], false)
    try {
      if (rows[0]?.[0]?.[0] !== "t") return undefined
      const { count, more = false } = await act.does(transaction)
      await transaction.finish([...(count > 0 ? [opening(act)] : []), { ...end, values: [act.name] }])
      return more
    } finally {
      await transaction.abort()
    }
  }
}

const opening = ({ name, action }: Act): Part => ({ ...open, values: [name, `{${action}}`] })
