import { setTimeout as sleep } from "node:timers/promises"
import type { Facts } from "../../src/platform/log"
import { ThrottledLog } from "../../src/platform/throttled-log"
import { until } from "../support/waiting"

/** A minute, for these specs. */
const minuteMs = 40

let lines: (Facts & { level: string })[]
let log: ThrottledLog
beforeEach(() => {
  lines = []
  const level = (name: string) => (facts: Facts) => void lines.push({ ...facts, level: name })
  log = new ThrottledLog({ info: level("info"), warn: level("warn"), error: level("error") }, minuteMs)
})
afterEach(() => log.end())

const event = "database.away"
const goesWrong = (times: number): void => {
  for (let nth = 0; nth < times; nth++) log.error({ event }, "the database does not answer")
}

describe("what went wrong, and is over", () => {
  it("is told with how often it was left out, and not raised again a minute later", async () => {
    goesWrong(4)
    log.over({ event }, "the database answers again")
    await sleep(3 * minuteMs)
    expect(lines).toEqual([
      { event, level: "error" },
      { event: `${event}.over`, level: "info", leftOut: 3 },
    ])
  })

  it("is raised with the next minute where it came back before that, and its end is told once more", async () => {
    goesWrong(1)
    log.over({ event }, "the database answers again")
    goesWrong(2)
    await until(() => lines.length === 3)
    log.over({ event }, "the database answers again")
    expect(lines).toEqual([
      { event, level: "error" },
      { event: `${event}.over`, level: "info" },
      { event, level: "error", leftOut: 2 },
      { event: `${event}.over`, level: "info" },
    ])
  })
})
