import type { Facts } from "../../src/platform/log"
import { createMetrics } from "../../src/platform/metrics"
import { ThrottledLog } from "../../src/platform/throttled-log"
import type { Watching } from "../../src/platform/watching"
import { watchReviews } from "../../src/reviews"
import type { Colleague } from "../support/house"
import { seriesIn, until } from "../support/waiting"
import { Watched, looks } from "./support"

let watched: Watched
let watch: Watching | undefined
let lines: Facts[]
let metrics: ReturnType<typeof createMetrics>
beforeEach(async () => {
  watched = await Watched.open()
  lines = []
  metrics = createMetrics()
})
afterEach(async () => {
  await watch?.stop()
  await watched.close()
})

/** As each node looks how late it is, with a bound of a second. */
function watching(restMinutes: number): void {
  const tell = (facts: Facts): void => void lines.push(facts)
  const log = new ThrottledLog({ info: tell, warn: tell, error: tell })
  watch = watchReviews({ pool: watched.keeperPool(), log, metrics, restMinutes, everyMs: 50, alarmSeconds: 1 })
}

const value = async (series: string): Promise<string | undefined> => seriesIn(await metrics.metrics(), series)
const said = (event: string): Promise<void> => until(() => lines.some((line) => line.event === event))

/** Somebody who has looked three times at what is none of hers; it is sealed. */
async function nosy(): Promise<Colleague> {
  const dossier = await watched.dossier()
  const mila = await watched.member(dossier)
  await looks(watched.house, mila, dossier.case.id, 3)
  await watched.seal()
  return mila
}

describe("that accesses are looked through late", () => {
  it("shows in figures and is told, though nothing is looked through at all; and that it is over", async () => {
    const mila = await nosy()
    watching(0)
    await said("reviews.behind")
    expect(Number(await value("woonrust_reviews_backlog_leaves"))).toBeGreaterThanOrEqual(3)
    expect(Number(await value("woonrust_reviews_age_seconds"))).toBeGreaterThanOrEqual(1)
    await watched.raised(mila)
    await said("reviews.behind.over")
    await until(async () => (await value("woonrust_reviews_backlog_leaves")) === "0")
    expect(await value("woonrust_reviews_age_seconds")).toBe("0")
  })

  it("is not told of accesses that have not rested yet", async () => {
    await nosy()
    watching(60)
    await until(async () => Number(await value("woonrust_reviews_backlog_leaves")) >= 3)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(await value("woonrust_reviews_age_seconds")).toBe("0")
    expect(lines).toEqual([])
  })

  it("is told as not known where the database does not say, and no number is shown", async () => {
    watching(0)
    await until(async () => (await value("woonrust_reviews_backlog_leaves")) !== "Nan")
    await watched.house.rows("drop function review_lag")
    await said("reviews.not-watched")
    expect(await value("woonrust_reviews_age_seconds")).toBe("Nan")
  })
})
