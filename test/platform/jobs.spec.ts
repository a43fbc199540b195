import pg from "pg"
import { Schedule, actOf } from "../../src/platform/jobs"
import type { Facts } from "../../src/platform/log"
import { createMetrics } from "../../src/platform/metrics"
import { ThrottledLog } from "../../src/platform/throttled-log"
import { House } from "../support/house"
import { seriesIn, until } from "../support/waiting"

type Line = Facts & { message: string }

let house: House
let pools: pg.Pool[]
let schedules: Schedule[]
let lines: Line[]
beforeEach(async () => {
  house = await House.open()
  ;[pools, schedules] = [[], []]
  lines = []
})
afterEach(async () => {
  await Promise.all(schedules.map((schedule) => schedule.stop()))
  await Promise.all(pools.map((pool) => pool.end()))
  await house.close()
})

/** What the act does in the database: it says so in a table, and answers so many. */
async function act(answer: string): Promise<void> {
  await house.rows(`create or replace function spec_act() returns int language plpgsql security definer as $$ begin
    insert into spec_done (count) values (${answer}); perform pg_sleep(0.05); return ${answer}; end $$`)
  await house.rows("grant execute on function spec_act to woonrust_keeper")
}

const due = (): Promise<unknown> => house.rows("update job set ended_at = null where name = 'spec'")
const done = async (): Promise<number> => (await house.rows("select from spec_done")).length
const events = async (): Promise<number> => (await house.rows("select from trail_event where job = 'spec'")).length

const tell = (facts: Facts, message: string): void => void lines.push({ ...facts, message })

/** A node, as far as it does recurring acts. */
function node(everySeconds = 3_600) {
  const pool = new pg.Pool({ connectionString: house.database.urls.keeper, max: 2 })
  pool.on("error", () => undefined)
  pools.push(pool)
  const metrics = createMetrics()
  const log = new ThrottledLog({ info: tell, warn: tell, error: tell })
  const acts = [actOf("spec", "house.kept", everySeconds, "select spec_act()")]
  const schedule = new Schedule({ pool, acts, log, metrics, everyMs: 20, coolingMs: 20 })
  schedules.push(schedule)
  const value = async (series: string): Promise<string | undefined> => seriesIn(await metrics.metrics(), series)
  return { schedule, value }
}

describe("a recurring act", () => {
  beforeEach(async () => {
    await house.rows("create table spec_done (count int)")
    await house.rows("insert into job (name) values ('spec')")
    await act("1")
  })

  it("is done once over all nodes, however many find it due at the same moment", async () => {
    const nodes = [node(), node(), node()]
    for (let round = 1; round <= 5; round++) {
      await due()
      if (round === 1) await Promise.all(nodes.map(({ schedule }) => schedule.start()))
      await until(async () => (await done()) === round)
      await new Promise((resolve) => setTimeout(resolve, 150))
      expect([await done(), await events()]).toEqual([round, round])
    }
    await Promise.all(nodes.map(({ schedule }) => schedule.stop()))
  })

  it("is not done again by a node that starts before it is due, and is done by it after", async () => {
    const [first, second] = [node(), node()]
    await due()
    await first.schedule.start()
    await first.schedule.stop()
    await second.schedule.start()
    expect(await done()).toBe(1)
    // Nor by one that looked when it was still due.
    expect(await house.rows("select take_job('spec', 3600) as taken")).toEqual([{ taken: false }])
    await house.rows("update job set ended_at = ended_at - interval '3600 seconds'")
    await until(async () => (await done()) === 2)
    await second.schedule.stop()
  })

  it("is due by the database's clock, and by no node's", async () => {
    await house.rows("update job set ended_at = clock_timestamp() - interval '59 minutes' where name = 'spec'")
    const { schedule, value } = node()
    await schedule.start()
    const age = Number(await value('woonrust_job_last_success_age_seconds{job="spec"}'))
    await schedule.stop()
    expect([await done(), age >= 3_540, age < 3_600]).toEqual([0, true, true])
  })

  it("is due too where a clock that was wrong dated it in the future", async () => {
    await house.rows("update job set ended_at = clock_timestamp() + interval '1 year' where name = 'spec'")
    await node().schedule.start()
    expect(await done()).toBe(1)
  })

  it("leaves an event in the trail when it did something, and none when it did nothing", async () => {
    const { schedule } = node()
    await due()
    await schedule.start()
    expect([await done(), await events()]).toEqual([1, 1])
    await act("0")
    await due()
    await until(async () => (await done()) === 2)
    await schedule.stop()
    expect(await events()).toBe(1)
  })

  it("that a node left undone when it died is taken by another", async () => {
    await due()
    const dying = new pg.Client({ connectionString: house.database.urls.keeper })
    dying.on("error", () => undefined)
    await dying.connect()
    await dying.query("begin")
    expect((await dying.query("select take_job('spec', 3600) as taken")).rows).toEqual([{ taken: true }])
    const { schedule } = node()
    await schedule.start()
    // Who finds another at it leaves, and does not wait.
    expect([await done(), lines]).toEqual([0, []])
    await house.rows("select pg_terminate_backend($1)", [(dying as unknown as { processID: number }).processID])
    await until(async () => (await done()) === 1)
    await schedule.stop()
  })

  it("that fails does nothing and is told, counted and tried again; and that it goes well again", async () => {
    const [series, job] = ['woonrust_job_failures_total{job="spec"}', "spec"]
    await act("1 / 0")
    await due()
    const { schedule, value } = node()
    expect(await value(series)).toBe("0")
    await schedule.start()
    await until(async () => Number(await value(series)) >= 3)
    expect([await done(), await events()]).toEqual([0, 0])
    expect(await value('woonrust_job_last_success_age_seconds{job="spec"}')).toBe("Nan")
    expect(lines).toMatchObject([{ event: "job.failed", job, sqlState: "22012" }])
    await act("1")
    await until(() => lines.some(({ event }) => event === "job.failed.over"))
    await schedule.stop()
    expect([await done(), await events()]).toEqual([1, 1])
    expect(await value('woonrust_job_duration_seconds_count{job="spec"}')).toBe("1")
  })

  it("that was not done for long is told of", async () => {
    await house.rows("update job set ended_at = now() - interval '1 day' where name = 'spec'")
    await act("1 / 0")
    const { schedule } = node(300)
    await schedule.start()
    await until(() => lines.some(({ event, job }) => event === "job.late" && job === "spec"))
    await schedule.stop()
  })
})

describe("the service itself", () => {
  it("leaves nothing in the trail for what recurs, as long as there is nothing to do", async () => {
    const jobs = "select from trail_event where actor_kind = 'JOB' and actions = '{house.kept}'"
    const before = (await house.rows(jobs)).length
    for (let nth = 0; nth < 2; nth++) {
      await house.rows("update job set ended_at = null")
      const nodes = await Promise.all([house.another(), house.another()])
      await Promise.all(nodes.map((each) => each.stop()))
    }
    expect((await house.rows(jobs)).length).toBe(before)
    expect(await house.rows("select name from job where ended_at is null and name <> 'reviewing'")).toEqual([])
  })
})
