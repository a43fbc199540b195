import { Counter, Gauge, Histogram } from "prom-client"
import type { Metrics } from "../../platform/metrics"

/** What operators see of the sealing. */
export interface SealingGauges {
  readonly leaves: Gauge
  readonly lag: Histogram
  readonly behind: Gauge
  readonly waiting: Gauge
  readonly held: Gauge
  readonly skew: Gauge
  readonly epoch: Gauge
  readonly anchored: Gauge
  readonly faults: Counter<"what">
}

export const sealingGauges = (metrics: Metrics): SealingGauges => ({
  leaves: new Gauge({
    name: "woonrust_trail_leaves",
    help: "Leaves of the trail's tree",
    registers: [metrics],
  }),
  lag: new Histogram({
    name: "woonrust_trail_seal_lag_seconds",
    help: "From when an event was recorded until it was sealed",
    buckets: [0.5, 1, 2, 5, 10, 30, 60, 300],
    registers: [metrics],
  }),
  behind: new Gauge({
    name: "woonrust_trail_unsealed_seconds",
    help: "Age of the oldest event that is not sealed",
    registers: [metrics],
  }),
  waiting: new Gauge({
    name: "woonrust_trail_held_back_seconds",
    help: "Age of the oldest event that waits for a transaction that does not end",
    registers: [metrics],
  }),
  held: new Gauge({
    name: "woonrust_trail_oldest_transaction_seconds",
    help: "For how long the oldest transaction that writes has been seen to run: sealing goes no further than it",
    registers: [metrics],
  }),
  skew: new Gauge({
    name: "woonrust_trail_clock_skew_seconds",
    help: "By how much the database's clock is ahead of the node's",
    registers: [metrics],
  }),
  epoch: new Gauge({
    name: "woonrust_trail_epoch",
    help: "The epoch of the trail's tree: each restore from a backup begins another",
    registers: [metrics],
  }),
  anchored: new Gauge({
    name: "woonrust_trail_anchored_leaves",
    help: "Leaves under the last head that left the database",
    registers: [metrics],
  }),
  faults: new Counter({
    name: "woonrust_trail_faults_total",
    help: "What went wrong: not sealed, not anchored, not watched, a contradiction, clocks apart; and what is to be known: a restore, a head ahead of the clock, a folder without heads",
    labelNames: ["what"],
    registers: [metrics],
  }),
})
