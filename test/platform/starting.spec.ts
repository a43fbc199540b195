import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import { type DemoIssuer, createDemoIssuer } from "../../src/demo/issuer"
import { clock } from "../../src/platform/clock"
import { createLog } from "../../src/platform/log"
import { type ServerParts, startServer } from "../../src/server"
import { type Clone, cloneDatabase } from "../support/database"

let database: Clone
let tokens: DemoIssuer
beforeAll(async () => {
  database = await cloneDatabase()
  tokens = await createDemoIssuer("woonrust", () => clock.now())
})
afterAll(() => database.drop())

/** What keeps a node from starting. */
const refusal = (besides: Partial<ServerParts>): Promise<string> =>
  startServer({
    ...{ host: "127.0.0.1", port: 0, urls: database.urls, pool: 2, tokens, log: createLog("silent"), ...besides },
  }).then(
    () => "started",
    (error: unknown) => (error as Error).message,
  )

/** Until nobody but this spec has a connection to the database: one that is left open would be there for ever. */
async function left(): Promise<void> {
  const others = "select from pg_stat_activity where datname = current_database() and usename like 'woonrust\\_%'"
  while ((await database.admin.query(others)).rowCount) await sleep(20)
}

describe("a node that does not start leaves nothing behind that runs, where", () => {
  it("its port was taken while it started", async () => {
    const other = createServer().listen(0, "127.0.0.1")
    await new Promise((resolve) => other.once("listening", resolve))
    const { port } = other.address() as AddressInfo
    const said = await refusal({ port })
    other.close()
    expect(said).toBe(`Port ${port} of 127.0.0.1 is taken by another program: end that one, or choose another PORT.`)
    await left()
  })

  it("its settings cannot be noted", async () => {
    await database.admin.query("alter table trail_setting rename to spec_gone")
    const said = await refusal({})
    await database.admin.query("alter table spec_gone rename to trail_setting")
    expect(said).toContain("are not those of this version")
    await left()
  })

  it("one of its roles is not let in", async () => {
    const keeper = database.urls.keeper.replace(/:[^:@]+@/, ":other@")
    const said = await refusal({ urls: { ...database.urls, keeper } })
    expect(said).toMatch(/the role of DATABASE_URL or DATABASE_KEEPER_URL in: mend name and password/)
    await left()
  })
})
