import type pg from "pg"
import { factsOf } from "../../platform/log"
import type { ThrottledLog } from "../../platform/throttled-log"
import { Watching } from "../../platform/watching"
import type { Anchors } from "./anchors"
import type { SealingGauges } from "./gauges"
import { type Holder, holderFacts } from "./holder"

export interface WatchParts {
  readonly pool: pg.Pool
  readonly anchors: Anchors
  readonly log: ThrottledLog
  readonly gauges: SealingGauges
  /** Milliseconds between two looks. */
  readonly everyMs?: number
  /** An event that is not sealed for so long is told of, and so is a transaction that holds sealing up for as long. */
  readonly alarmSeconds?: number
}

/** What `sealing_lag` answers; in seconds, by the database's clock. */
interface Lag {
  /** Age of the oldest event that is not sealed. */
  readonly oldest: number
  /** Age of the oldest one that waits for a transaction that does not end. */
  readonly waiting: number
  /** The oldest transaction that writes, anywhere in the cluster; null where none does. */
  readonly running: string | null
  readonly holder: Holder | null
  readonly size: number
  readonly epoch: number
}

/**
 * Looks how late the sealing is: apart from the rounds, so that it is told too when a round hangs, fails, or finds that another node
 * holds the tree and does nothing with it.
 */
export class Watch {
  private readonly watching: Watching
  /** The transaction that holds sealing up, and since when it has been seen to. */
  private held: { readonly by: string; readonly since: number } | undefined

  constructor(private readonly parts: WatchParts) {
    const { everyMs = 1_000 } = parts
    this.watching = new Watching({ everyMs, look: () => this.look(), lost: (error) => this.lost(error) })
  }

  stop(): Promise<void> {
    return this.watching.stop()
  }

  private async look(): Promise<void> {
    const { pool, anchors, gauges, log } = this.parts
    const { rows } = await pool.query<{ lag: Lag }>("select sealing_lag() as lag")
    if (!rows[0]) throw new Error("no answer")
    this.observe(rows[0].lag)
    const outside = await anchors.last().catch(() => undefined)
    gauges.anchored.set(outside?.size ?? NaN)
    log.over({ event: "trail.not-watched" }, "how late the trail is sealed is known again")
  }

  private lost(error: unknown): void {
    const { gauges, log } = this.parts
    gauges.measured.lost()
    gauges.faults.inc({ what: "not-watched" })
    log.error({ event: "trail.not-watched", ...factsOf(error) }, "how late the trail is sealed is not known")
  }

  private observe({ oldest, waiting, running, holder, size, epoch }: Lag): void {
    const { gauges } = this.parts
    const held = this.heldFor(running)
    gauges.measured.as(() => {
      gauges.behind.set(oldest)
      gauges.waiting.set(waiting)
      gauges.held.set(held)
      gauges.leaves.set(size)
      gauges.epoch.set(epoch)
    })
    this.tell(Math.max(oldest, held), Math.max(held, waiting), holder)
  }

  private tell(behind: number, heldUp: number, holder: Holder | null): void {
    const { log, alarmSeconds = 60 } = this.parts
    const [event, ms] = ["trail.behind", Math.round(behind * 1000)]
    if (behind < alarmSeconds) log.over({ event }, "the trail is sealed in time again")
    else if (heldUp < alarmSeconds)
      log.error({ event, ms }, "the trail is sealed late: it is not sealed, or more is written than is sealed") // prettier-ignore
    else
      log.error({ event, ms, ...holderFacts(holder, heldUp) }, "the trail is sealed late: a transaction does not end")
  }

  /** For how many seconds the same transaction has been the oldest one. */
  private heldFor(running: string | null): number {
    const now = performance.now()
    if (running === null) this.held = undefined
    else if (this.held?.by !== running) this.held = { by: running, since: now }
    return this.held ? (now - this.held.since) / 1000 : 0
  }
}
