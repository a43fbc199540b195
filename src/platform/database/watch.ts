import { Gauge } from "prom-client"
import type pg from "pg"
import { because, factsOf } from "../log"
import { Measured, type Metrics } from "../metrics"
import type { ThrottledLog } from "../throttled-log"
import { Watching } from "../watching"
import { databaseClock } from "./clock"

export interface WatchParts {
  readonly pool: pg.Pool
  readonly log: ThrottledLog
  readonly metrics: Metrics
  /** Milliseconds between two looks. */
  readonly everyMs?: number
}

const time = "select floor(extract(epoch from clock_timestamp()) * 1000) as now"

/** Asks the database each second what time it is: whether it answers, and how far its clock and the node's are apart. */
export async function watchDatabase({ pool, log, metrics, everyMs = 1_000 }: WatchParts): Promise<Watching> {
  const up = new Gauge({ name: "woonrust_database_up", help: "1 while the database answers, else 0", registers: [metrics] }) // prettier-ignore
  const skew = new Gauge({ name: "woonrust_trail_clock_skew_seconds", help: "By how much the database's clock is ahead of the node's", registers: [metrics] }) // prettier-ignore
  const measured = new Measured(metrics, "database", [skew])
  const look = async (): Promise<void> => {
    const asked = performance.now()
    const { rows } = await pool.query<{ now: string }>(time)
    databaseClock.heard(asked, new Date(Number(rows[0]?.now)), performance.now())
    up.set(1)
    measured.as(() => skew.set(databaseClock.skewSeconds))
    log.over({ event: "database.away" }, "the database answers again")
    tellClock(log)
  }
  const lost = (error: unknown): void => {
    up.set(0)
    measured.lost()
    const facts = { event: "database.away", ...factsOf(error) }
    log.error(facts, because("the database does not answer", facts))
  }
  await look()
  return new Watching({ everyMs, look, lost })
}

function tellClock(log: ThrottledLog): void {
  const event = "database.clocks-apart"
  if (databaseClock.isApart)
    log.error({ event }, "the clocks of this node and of the database differ: nothing is changed by this node, and it is not ready") // prettier-ignore
  else log.over({ event }, "the clocks of this node and of the database agree again")
}
