import { Gauge, Registry, collectDefaultMetrics } from "prom-client"
import { databaseClock } from "./database/clock"
import { version } from "./version"

/** What `/metrics` shows: numbers of the service itself, by fixed names, never of persons or cases. One registry for each server. */
export type Metrics = Registry

export const createMetrics = (): Metrics => new Registry()

/** What concerns the process as a whole: its version, memory, and how late its event loop is. */
export function measureProcess(metrics: Metrics): void {
  collectDefaultMetrics({ register: metrics })
  const info = new Gauge({ name: "woonrust_version_info", help: "1, with the version as its label", labelNames: ["version"], registers: [metrics] }) // prettier-ignore
  info.set({ version }, 1)
}

/**
 * Gauges that are measured together. When they could not be, none of them shows a number: the last one would look like one of now. When
 * they last could is a gauge of its own.
 */
export class Measured {
  private readonly last: Gauge<"what">

  constructor(
    metrics: Metrics,
    private readonly what: string,
    private readonly gauges: readonly Gauge[],
  ) {
    this.last = lastMeasuredIn(metrics)
    this.last.set({ what }, NaN)
    this.lost()
  }

  as(write: () => void): void {
    write()
    this.last.set({ what: this.what }, databaseClock.now().getTime() / 1000)
  }

  lost(): void {
    for (const gauge of this.gauges) {
      gauge.reset()
      if (isPlain(gauge)) gauge.set(NaN)
    }
  }
}

const isPlain = (gauge: Gauge): boolean =>
  (gauge as unknown as { labelNames: readonly string[] }).labelNames.length === 0

const name = "woonrust_measured_timestamp_seconds"

const lastMeasuredIn = (metrics: Metrics): Gauge<"what"> =>
  (metrics.getSingleMetric(name) as Gauge<"what"> | undefined) ??
  new Gauge({
    name,
    help: "When this could last be measured, by the database's clock; NaN before the first time",
    labelNames: ["what"],
    registers: [metrics],
  })
