import type pg from "pg"
import { clock } from "../../platform/clock"
import { factsOf } from "../../platform/log"
import { Pause } from "../../platform/pause"
import type { SealingGauges } from "./gauges"
import type { Telling } from "./telling"

export interface WatchParts {
  readonly pool: pg.Pool
  readonly telling: Telling
  readonly gauges: SealingGauges
  /** Milliseconds between two looks. */
  readonly everyMs?: number
  /** An event that is not sealed for so long is told of, and so is a transaction that holds sealing up for as long. */
  readonly alarmSeconds?: number
}

/** What `sealing_lag` answers; in seconds, by the database's clock. */
interface Lag {
  readonly now: string
  /** Age of the oldest event that is not sealed. */
  readonly oldest: number
  /** Age of the oldest one that waits for a transaction that does not end. */
  readonly waiting: number
  /** The oldest transaction that writes, anywhere in the cluster; null where none does. */
  readonly running: string | null
}

/** A look that takes longer failed. */
const patienceMs = 10_000

/**
 * Looks how late the sealing is: apart from the rounds, so that it is told too when a round hangs, fails, or finds that another node
 * holds the tree and does nothing with it.
 */
export class Watch {
  private readonly pause = new Pause()
  private readonly looking: Promise<void>
  /** The transaction that holds sealing up, and since when it has been seen to. */
  private held: { readonly by: string; readonly since: number } | undefined

  constructor(private readonly parts: WatchParts) {
    this.looking = this.run()
  }

  async stop(): Promise<void> {
    this.pause.end()
    await this.looking
  }

  private async run(): Promise<void> {
    const { telling, gauges, everyMs = 1_000 } = this.parts
    while (!this.pause.isOver) {
      try {
        this.observe(await this.lag())
      } catch (error) {
        gauges.faults.inc({ what: "not-watched" })
        telling.tell("trail.not-watched", factsOf(error), "how late the trail is sealed is not known")
      }
      await this.pause.rest(everyMs)
    }
  }

  private async lag(): Promise<Lag> {
    const asking = this.parts.pool.query<{ lag: Lag }>("select sealing_lag() as lag")
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error("no answer")), patienceMs)
    })
    const { rows } = await Promise.race([asking, late]).finally(() => clearTimeout(timer))
    if (!rows[0]) throw new Error("no answer")
    return rows[0].lag
  }

  private observe({ now, oldest, waiting, running }: Lag): void {
    const { gauges, telling, alarmSeconds = 60 } = this.parts
    const held = this.heldFor(running)
    gauges.behind.set(oldest)
    gauges.waiting.set(waiting)
    gauges.held.set(held)
    gauges.skew.set((Date.parse(now) - clock.now().getTime()) / 1000)
    const behind = Math.max(oldest, held)
    if (behind < alarmSeconds) return
    const why = held >= alarmSeconds || waiting >= alarmSeconds ? "a transaction does not end" : "it is not sealed, or more is written than is sealed" // prettier-ignore
    telling.tell("trail.behind", { ms: Math.round(behind * 1000) }, `the trail is sealed late: ${why}`)
  }

  /** For how many seconds the same transaction has been the oldest one. */
  private heldFor(running: string | null): number {
    const now = performance.now()
    if (running === null) this.held = undefined
    else if (this.held?.by !== running) this.held = { by: running, since: now }
    return this.held ? (now - this.held.since) / 1000 : 0
  }
}
