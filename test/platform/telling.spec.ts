import { type DemoIssuer, createDemoIssuer } from "../../src/demo/issuer"
import type { Facts } from "../../src/platform/log"
import { type Running, startServer } from "../../src/server"
import { Proxy } from "../api/proxy"
import { scene } from "../cases/support"
import { House } from "../support/house"
import { until } from "../support/waiting"

type Line = Facts & { level: string; message: string }

let house: House
let proxy: Proxy
let issuer: DemoIssuer
let node: Running
let lines: Line[]
beforeEach(async () => {
  house = await House.open()
  proxy = await Proxy.before(house.database.urls.staff)
  issuer = await createDemoIssuer("woonrust", () => new Date())
  lines = []
  const level = (name: string) => (facts: Facts, message: string) => void lines.push({ ...facts, level: name, message })
  const log = { info: level("info"), warn: level("warn"), error: level("error") }
  const urls = proxy.through(house.database.urls)
  node = await startServer({ host: "127.0.0.1", port: 0, urls, pool: 2, tokens: issuer, log })
})
let stopped: Promise<void> | undefined
const stop = (): Promise<void> => (stopped ??= node.stop())
afterEach(async () => {
  await stop()
  stopped = undefined
  await proxy.cut()
  await house.close()
})

const of = (event: string): Line[] => lines.filter((line) => line.event === event)

const said = (event: string): Promise<void> => until(() => of(event).length > 0)

/** A consultant, and how she asks the node. */
async function atWork(): Promise<() => Promise<number>> {
  const { consultant } = await scene(house)
  const token = await issuer.tokenFor(`subject-${consultant.id}`)
  const ask = async (): Promise<number> => {
    const response = await fetch(`http://127.0.0.1:${node.port}/graphql`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ query: "{ cases { totalCount } }" }),
    })
    await response.text()
    return response.status
  }
  expect(await ask()).toBe(200)
  return ask
}

const answered = (ask: () => Promise<number>): Promise<void> => until(async () => (await ask()) === 200)

describe("what goes wrong again and again", () => {
  it("is told once, then how often it was left out; and that it is over", async () => {
    const ask = await atWork()
    await proxy.cut()
    for (let nth = 0; nth < 20; nth++) expect(await ask()).toBe(503)
    await said("database.away")
    const during = of("request.unavailable").length
    expect(during).toBeLessThanOrEqual(2)
    expect(of("database.away.over")).toEqual([])
    await proxy.mend()
    await said("database.away.over")
    expect(of("database.away.over")).toMatchObject([{ level: "info", message: "the database answers again" }])
    await answered(ask)
    expect(of("request.unavailable.over")).toHaveLength(1)
    await stop()
    const left = of("request.unavailable.over").reduce((sum, { leftOut }) => sum + (leftOut ?? 0), 0)
    const told = of("request.unavailable").reduce((sum, { leftOut }) => sum + (leftOut ?? 1), 0)
    expect(told + left).toBeGreaterThanOrEqual(20)
    expect(of("request.unavailable").length).toBeLessThanOrEqual(2 * during)
  })

  it("is not told as over, and told anew, each time that it comes and goes", async () => {
    const ask = await atWork()
    for (let nth = 0; nth < 4; nth++) {
      await proxy.cut()
      expect(await ask()).toBe(503)
      await proxy.mend()
      await answered(ask)
    }
    expect(of("request.unavailable").length).toBeLessThanOrEqual(2)
    expect(of("request.unavailable.over").length).toBeLessThanOrEqual(2)
  })
})

/** What is done to the database, and what the node then says of a request. */
const causes: [string, string, string[]][] = [
  [
    "that the disk is full",
    "disk-full",
    [
      "create function no_room() returns trigger language plpgsql as $$ begin raise exception 'no room' using errcode = '53100'; end $$",
      "create trigger no_room before insert on trail_event for each row execute function no_room()",
    ],
  ],
  [
    "that there are too many connections",
    "too-many-connections",
    ["do $$ begin execute format('alter database %I connection limit 0', current_database()); end $$"],
  ],
  [
    "that the database takes no changes",
    "read-only",
    [
      "do $$ begin execute format('alter database %I set default_transaction_read_only = on', current_database()); end $$",
    ],
  ],
]

describe("the cause is named by a closed list", () => {
  it.each(causes)("%s", async (_what, cause, statements) => {
    const ask = await atWork()
    for (const statement of statements) await house.rows(statement)
    proxy.drop()
    await until(async () => {
      expect([200, 503]).toContain(await ask())
      return of("request.unavailable").some((line) => line.cause === cause)
    })
    const words = { "disk-full": "the disk of the database is full", "too-many-connections": "the database gives no more connections", "read-only": "the database takes no changes" } // prettier-ignore
    expect(of("request.unavailable")).toContainEqual(
      expect.objectContaining({
        cause,
        message: `a request could not be answered: ${words[cause as keyof typeof words]}`,
      }),
    )
  })
})
