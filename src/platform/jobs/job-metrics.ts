import { Counter, Gauge, Histogram } from "prom-client"
import { Measured, type Metrics } from "../metrics"

/** For how many seconds each act has not ended well, over all nodes; null for never. */
export type Ages = Readonly<Record<string, number | null>>

/** What operators see of the recurring acts. */
export class JobMetrics {
  private readonly age: Gauge<"job">
  private readonly failures: Counter<"job">
  private readonly duration: Histogram<"job">
  private readonly measured: Measured

  constructor(
    metrics: Metrics,
    private readonly names: readonly string[],
  ) {
    const labelled = { labelNames: ["job"] as const, registers: [metrics] }
    this.age = new Gauge({ name: "woonrust_job_last_success_age_seconds", help: "Since when each recurring act has not ended well, on whichever node", ...labelled }) // prettier-ignore
    this.failures = new Counter({ name: "woonrust_job_failures_total", help: "Recurring acts that failed on this node", ...labelled }) // prettier-ignore
    this.duration = new Histogram({ name: "woonrust_job_duration_seconds", help: "How long recurring acts took on this node, a share at a time", buckets: [0.01, 0.1, 0.5, 1, 5, 15], ...labelled }) // prettier-ignore
    this.measured = new Measured(metrics, "jobs", [this.age])
    for (const job of names) {
      this.failures.inc({ job }, 0)
      this.duration.zero({ job })
    }
  }

  aged(ages: Ages): void {
    this.measured.as(() => {
      for (const job of this.names) this.age.set({ job }, ages[job] ?? NaN)
    })
  }

  lost(): void {
    this.measured.lost()
  }

  failed(job: string): void {
    this.failures.inc({ job })
  }

  took(job: string, seconds: number): void {
    this.duration.observe({ job }, seconds)
  }
}
