import { Counter, Gauge, Histogram } from "prom-client"
import { Measured, type Metrics } from "../../platform/metrics"

/** All that is counted: each begins at zero. */
const faults = [
  ...["not-sealed", "not-anchored", "not-watched", "contradiction", "clock"],
  ...["restored", "head-ahead", "no-head-outside"],
] as const
export type SealingFault = (typeof faults)[number]

/** What operators see of the sealing. */
export interface SealingGauges {
  readonly leaves: Gauge
  readonly lag: Histogram
  readonly behind: Gauge
  readonly waiting: Gauge
  readonly held: Gauge
  readonly epoch: Gauge
  readonly anchored: Gauge
  readonly faults: Counter<"what">
  /** Those that are measured together. */
  readonly measured: Measured
}

export function sealingGauges(metrics: Metrics): SealingGauges {
  const gauge = (name: string, help: string): Gauge => new Gauge({ name, help, registers: [metrics] })
  const measured = {
    leaves: gauge("woonrust_trail_leaves", "Leaves of the trail's tree"),
    behind: gauge("woonrust_trail_unsealed_seconds", "Age of the oldest event that is not sealed"),
    waiting: gauge(
      "woonrust_trail_held_back_seconds",
      "Age of the oldest event that waits for a transaction that does not end",
    ),
    held: gauge(
      "woonrust_trail_oldest_transaction_seconds",
      "For how long the oldest transaction that writes has been seen to run: sealing goes no further than it",
    ),
    epoch: gauge("woonrust_trail_epoch", "The epoch of the trail's tree: each restore from a backup begins another"),
    anchored: gauge("woonrust_trail_anchored_leaves", "Leaves under the last head that left the database"),
  }
  return { ...measured, lag: lagIn(metrics), faults: faultsIn(metrics), measured: new Measured(metrics, "trail", Object.values(measured)) } // prettier-ignore
}

const lagIn = (metrics: Metrics): Histogram =>
  new Histogram({
    name: "woonrust_trail_seal_lag_seconds",
    help: "From when an event was recorded until it was sealed",
    buckets: [0.5, 1, 2, 5, 10, 30, 60, 300],
    registers: [metrics],
  })

function faultsIn(metrics: Metrics): Counter<"what"> {
  const counter = new Counter({
    name: "woonrust_trail_faults_total",
    help: "What went wrong: not sealed, not anchored, not watched, a contradiction, clocks apart; and what is to be known: a restore, a head ahead of the clock, a folder without heads",
    labelNames: ["what"],
    registers: [metrics],
  })
  for (const what of faults) counter.inc({ what }, 0)
  return counter
}
