import { Schedule } from "../../src/platform/jobs"
import { ThrottledLog } from "../../src/platform/throttled-log"
import type { Facts } from "../../src/platform/log"
import { createMetrics } from "../../src/platform/metrics"
import { Reviewing } from "../../src/reviews"
import { examine, tellExamination } from "../../src/doctor"
import { addCases } from "../records/support"
import { scene } from "../cases/support"
import type { Colleague } from "../support/house"
import { seriesIn, until } from "../support/waiting"
import { Watched, itemsOf, look, quiet } from "./support"

type Line = Facts & { message: string }

jest.setTimeout(120_000)

let watched: Watched
let lines: Line[]
let log: ThrottledLog
let metrics: ReturnType<typeof createMetrics>
beforeEach(async () => {
  watched = await Watched.open()
  lines = []
  const tell = (facts: Facts, message: string): void => void lines.push({ ...facts, message })
  log = new ThrottledLog({ info: tell, warn: tell, error: tell })
  metrics = createMetrics()
})
afterEach(() => watched.close())

/** Somebody who looks at so many cases that are none of hers. */
async function nosy(count: number): Promise<{ mila: Colleague; ids: string[] }> {
  const { team, consultant } = await scene(watched.house)
  const ids = await addCases(watched.house, count, { team, by: consultant })
  const mila = await watched.member({ team })
  for (const id of ids) await look(watched.house, mila, id)
  await watched.seal()
  return { mila, ids }
}

/** What is listed of this case, or of any, takes longer than the database lets anything of the service's own take. */
async function slow(seconds: number, of?: string): Promise<void> {
  const rows = (sql: string): Promise<unknown> => watched.house.rows(sql)
  await rows(`alter role woonrust_keeper in database ${watched.house.database.name} set statement_timeout = '1s'`)
  await rows(
    `create function slow() returns trigger language plpgsql as $$ begin perform pg_sleep(${seconds}); return new; end $$`,
  )
  const when = of === undefined ? "" : `when (new.case_id = '${of}')`
  await rows(`create trigger slow before insert on review_access for each row ${when} execute function slow()`)
}

/** Due again at once. */
class Eager extends Reviewing {
  override readonly everySeconds = 0
}

/** Looks through the trail as the service does by itself, until it has come to that. */
async function lookingUntil(what: () => Promise<boolean>): Promise<void> {
  const pool = watched.keeperPool()
  const acts = [new Eager(quiet)]
  metrics = createMetrics()
  const schedule = new Schedule({ pool, acts, log, metrics, everyMs: 50, coolingMs: 50 })
  await schedule.start()
  await until(what, 100).finally(() => schedule.stop())
}

const listed = async ({ id }: Colleague): Promise<string[]> =>
  (await itemsOf(watched.officer, { employeeId: id })).map((item) => item.case.id as string).sort()

const behind = async (): Promise<number> =>
  Number((await watched.house.rows<any>("select review_lag(0) -> 'backlog' as backlog"))[0].backlog)

const value = async (series: string): Promise<string | undefined> => seriesIn(await metrics.metrics(), series)

describe("a share of the trail that cannot be looked through", () => {
  it("is halved until it can: all of it is listed, and the next is larger again", async () => {
    const { mila, ids } = await nosy(10)
    await slow(0.25)
    await lookingUntil(async () => (await listed(mila)).length === ids.length)
    expect(await listed(mila)).toEqual([...ids].sort())
    expect(await behind()).toBe(0)
    expect(Number(await value('woonrust_job_failures_total{job="reviewing"}'))).toBeGreaterThanOrEqual(2)
    expect(lines.filter(({ event }) => event === "job.failed")[0]).toMatchObject({
      job: "reviewing",
      cause: "too-slow",
    })
    expect(await watched.house.rows("select from review_aside")).toEqual([])
  })

  it("is put aside where it is a single event, for people to look at; what lies behind it is listed", async () => {
    const { mila, ids } = await nosy(4)
    await slow(3, ids[1])
    await lookingUntil(async () => (await behind()) === 0)
    expect(await listed(mila)).toEqual([...ids].filter((id) => id !== ids[1]).sort())
    const [aside, ...others] = await watched.house.rows<any>(
      "select a.leaf, s.case_ids from review_aside a join trail_sight s on s.event_id = a.event_id",
    )
    expect([others, aside.case_ids]).toEqual([[], [ids[1]]])
    const told = tellExamination(await examine(watched.house.database.ownerUrl))
    expect(told.code).toBe(1)
    expect(told.lines).toContain(`leaf ${aside.leaf} of the trail could not be looked through for what is to be judged`)
  })

  it("is not passed over because of what is none of its own: it is waited until that is mended", async () => {
    const { mila, ids } = await nosy(2)
    await watched.house.rows("alter table review_access rename to spec_gone")
    await lookingUntil(async () => Number(await value('woonrust_job_failures_total{job="reviewing"}')) >= 12)
    expect(await watched.house.rows("select from review_aside")).toEqual([])
    await watched.house.rows("alter table spec_gone rename to review_access")
    await lookingUntil(async () => (await behind()) === 0)
    expect(await listed(mila)).toEqual([...ids].sort())
  })
})
