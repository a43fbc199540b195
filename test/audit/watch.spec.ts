import { join } from "node:path"
import type pg from "pg"
import { startSealing } from "../../src/audit/sealing"
import { sealingGauges } from "../../src/audit/sealing/gauges"
import { Watch } from "../../src/audit/sealing/watch"
import { createMetrics } from "../../src/platform/metrics"
import { ThrottledLog } from "../../src/platform/throttled-log"
import type { Facts } from "../../src/platform/log"
import { House } from "../support/house"
import { until } from "../support/waiting"
import { Sealed, origin } from "./sealed"

let house: House
let sealed: Sealed
let other: pg.PoolClient
let lines: (Facts & { message: string })[]
let metrics: ReturnType<typeof createMetrics>
const tell = (facts: Facts, message: string): void => void lines.push({ ...facts, message })
let log: ThrottledLog
beforeEach(async () => {
  house = await House.open()
  sealed = await Sealed.of(house)
  await sealed.seal()
  other = await house.database.admin.connect()
  lines = []
  log = new ThrottledLog({ info: tell, warn: tell, error: tell })
  metrics = createMetrics()
})
afterEach(async () => {
  other.release(true)
  await sealed.close()
  await house.close()
})

/** An event that nobody sealed for two minutes. */
const oldEvent = (): Promise<unknown> =>
  house.rows(
    `insert into trail_event (recorded_at, actor_kind, job, actions, outcome)
     values (now() - interval '2 minutes', 'JOB', 'old', '{house.kept}', 'DONE')`,
  )

async function waitFor(what: () => boolean): Promise<void> {
  const end = performance.now() + 10_000
  while (!what() && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 50))
}

const sealing = (): ReturnType<typeof startSealing> =>
  startSealing(
    sealed.keeper,
    { origin, keyFile: join(sealed.folder, "key.pem"), anchors: join(sealed.folder, "heads"), termMonths: 60 },
    log,
    metrics,
  )

const gauge = async (name: string): Promise<number> =>
  Number(new RegExp(`^${name} (\\S+)$`, "m").exec(await metrics.metrics())?.[1])

const shown = async (name: string): Promise<string | undefined> =>
  new RegExp(`^${name} (\\S+)$`, "m").exec(await metrics.metrics())?.[1]

describe("that the trail is sealed late", () => {
  it.each([
    ["holds the tree and does not seal", "begin; select from trail_tree for update"],
    ["keeps the sealer from writing leaves", "begin; lock table trail_leaf in access exclusive mode"],
  ])("is told when somebody %s", async (_what, held) => {
    await oldEvent()
    await other.query(held)
    const running = await sealing()
    await waitFor(() => lines.some(({ event }) => event === "trail.behind"))
    expect(lines.map(({ event }) => event)).toContain("trail.behind")
    expect(await gauge("woonrust_trail_unsealed_seconds")).toBeGreaterThanOrEqual(120)
    await other.query("rollback")
    await running.stop()
  })

  it("is told when a transaction does not end, though no event waits for it yet", async () => {
    await other.query("begin; create table held_open (id int)")
    const { keeper: pool, anchors } = sealed
    const watch = new Watch({ pool, anchors, log, gauges: sealingGauges(metrics), everyMs: 50, alarmSeconds: 1 })
    await waitFor(() => lines.length > 0)
    await watch.stop()
    expect(lines).toMatchObject([{ event: "trail.behind", message: expect.stringContaining("a transaction does not end") as string }]) // prettier-ignore
    expect(await gauge("woonrust_trail_oldest_transaction_seconds")).toBeGreaterThanOrEqual(1)
  })

  it("is told with which transaction does not end: by what an operator finds it", async () => {
    await other.query("set application_name = 'night-export'; begin; create table held_open (id int)")
    const [session] = await house.rows<any>(
      `select pid, usename as user, datname as database, application_name as application, xact_start as began from pg_stat_activity
       where application_name = 'night-export' and datname = current_database()`,
    )
    const { keeper: pool, anchors } = sealed
    const often = new ThrottledLog({ info: tell, warn: tell, error: tell }, 50)
    const watch = new Watch({ pool, anchors, log: often, gauges: sealingGauges(metrics), everyMs: 50, alarmSeconds: 1 })
    // Others, of specs beside this one, may be older for a while.
    const own = (): (Facts & { message: string }) | undefined => lines.find(({ pid }) => pid === session.pid)
    await waitFor(() => own() !== undefined)
    await watch.stop()
    const { began, ...found } = session
    expect(own()).toMatchObject({ event: "trail.behind", ...found })
    expect(Date.parse(own()?.since ?? "")).toBeGreaterThanOrEqual(began.getTime() - 1_000)
  })

  it("is told as over, once it is sealed in time again", async () => {
    await oldEvent()
    await other.query("begin; select from trail_tree for update")
    const running = await sealing()
    await waitFor(() => lines.some(({ event }) => event === "trail.behind"))
    await other.query("rollback")
    await waitFor(() => lines.some(({ event }) => event === "trail.behind.over"))
    await running.stop()
    expect(lines.map(({ event }) => event)).toEqual(["trail.behind", "trail.behind.over"])
  })

  it("is told as not known where the database does not say", async () => {
    const running = await sealing()
    await until(async () => Number(await shown("woonrust_trail_leaves")) > 0)
    await house.rows("drop function sealing_lag()")
    await waitFor(() => lines.length > 0)
    await running.stop()
    expect(lines.map(({ event }) => event)).toEqual(["trail.not-watched"])
    expect(await shown("woonrust_trail_unsealed_seconds")).toBe("Nan")
  })

  it("is not told while it is sealed in time", async () => {
    const running = await sealing()
    await new Promise((resolve) => setTimeout(resolve, 1_300))
    await running.stop()
    expect(lines).toEqual([])
    expect(await gauge("woonrust_trail_unsealed_seconds")).toBeLessThan(60)
  })
})
