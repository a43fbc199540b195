import { Gauge } from "prom-client"
import type pg from "pg"
import { because, factsOf } from "../platform/log"
import { Measured, type Metrics } from "../platform/metrics"
import type { ThrottledLog } from "../platform/throttled-log"
import { Watching } from "../platform/watching"

export interface ReviewWatchParts {
  readonly pool: pg.Pool
  readonly log: ThrottledLog
  readonly metrics: Metrics
  /** Minutes that an access rests before it is looked at. */
  readonly restMinutes: number
  /** Milliseconds between two looks. */
  readonly everyMs?: number
  /** An event that has rested and was not looked at for so long is told of. */
  readonly alarmSeconds?: number
}

/** What `review_lag` answers. */
interface Lag {
  /** Leaves that are yet to be looked through, rested or not. */
  readonly backlog: number
  /** Seconds, by the database's clock, since the oldest of them has rested. */
  readonly age: number
  /** Events that could not be looked through, and were put aside. */
  readonly aside: number
}

/** Looks how late the looking through is, apart from it: that it stands still is seen too. */
export function watchReviews(parts: ReviewWatchParts): Watching {
  const { pool, metrics, log, restMinutes, everyMs = 15_000 } = parts
  const gauges = gaugesIn(metrics)
  const measured = new Measured(metrics, "reviews", Object.values(gauges))
  const look = async (): Promise<void> => {
    const { rows } = await pool.query<{ lag: Lag }>("select review_lag($1) as lag", [restMinutes])
    const lag = rows[0]?.lag
    if (!lag) throw new Error("no answer")
    measured.as(() => {
      gauges.backlog.set(lag.backlog)
      gauges.age.set(lag.age)
      gauges.aside.set(lag.aside)
    })
    tell(parts, lag)
  }
  const lost = (error: unknown): void => {
    measured.lost()
    const facts = { event: "reviews.not-watched", ...factsOf(error) }
    log.error(facts, because("how late accesses are looked through is not known", facts))
  }
  return new Watching({ everyMs, look, lost })
}

function tell({ log, alarmSeconds = 900 }: ReviewWatchParts, { age, aside }: Lag): void {
  const [behind, put] = [{ event: "reviews.behind" }, { event: "reviews.put-aside" }]
  log.over({ event: "reviews.not-watched" }, "how late accesses are looked through is known again")
  if (age < alarmSeconds) log.over(behind, "accesses are looked through in time again")
  else log.error({ ...behind, ms: Math.round(age * 1000) }, "accesses are looked through late: what is to be judged is not listed") // prettier-ignore
  if (aside > 0)
    log.error({ ...put, count: aside }, "events could not be looked through, and are for people to look at: doctor names them") // prettier-ignore
  else log.over(put, "no event is put aside any more")
}

function gaugesIn(metrics: Metrics) {
  const gauge = (name: string, help: string): Gauge => new Gauge({ name, help, registers: [metrics] })
  return {
    backlog: gauge("woonrust_reviews_backlog_leaves", "Leaves of the trail that were not looked through for what is to be judged"), // prettier-ignore
    age: gauge("woonrust_reviews_age_seconds", "Since when the oldest of them that has rested waits to be looked through"), // prettier-ignore
    aside: gauge("woonrust_reviews_put_aside", "Events that could not be looked through, and are for people to look at"), // prettier-ignore
  }
}
