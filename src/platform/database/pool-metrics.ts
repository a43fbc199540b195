import { Gauge } from "prom-client"
import type pg from "pg"
import type { Metrics } from "../metrics"
import { poolOf } from "./data-source"
import type { Databases } from "./open"

/** How the connections of each role are used, read when it is asked. */
export function measurePools(databases: Databases, metrics: Metrics): void {
  const gauge = (name: string, help: string, read: (pool: pg.Pool) => number): Gauge<"role"> =>
    new Gauge({
      ...{ name: `woonrust_pool_${name}`, help, labelNames: ["role"], registers: [metrics] },
      collect() {
        for (const [role, database] of Object.entries(databases)) this.set({ role }, read(poolOf(database)))
      },
    })
  gauge("limit", "Connections that there may be", ({ options }) => options.max)
  gauge("connections", "Connections that there are", ({ totalCount }) => totalCount)
  gauge("idle", "Connections that nobody uses", ({ idleCount }) => idleCount)
  gauge("waiting", "Requests that wait for a connection", ({ waitingCount }) => waitingCount)
}
