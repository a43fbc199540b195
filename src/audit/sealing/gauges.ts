import { Counter, Gauge, Histogram } from "prom-client"
import type { Metrics } from "../../platform/metrics"

/** What operators see of the sealing. */
export interface SealingGauges {
  readonly leaves: Gauge
  readonly lag: Histogram
  readonly behind: Gauge
  readonly waiting: Gauge
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
  anchored: new Gauge({
    name: "woonrust_trail_anchored_leaves",
    help: "Leaves under the last head that left the database",
    registers: [metrics],
  }),
  faults: new Counter({
    name: "woonrust_trail_faults_total",
    help: "Rounds that sealed nothing, heads that could not be kept outside, and heads that contradict an earlier one",
    labelNames: ["what"],
    registers: [metrics],
  }),
})
