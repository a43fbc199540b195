import { type DemoIssuer, createDemoIssuer } from "../../src/demo/issuer"
import { setClock } from "../../src/platform/clock"
import { createLog } from "../../src/platform/log"
import { type Running, startServer } from "../../src/server"
import { done, openCase, scene } from "../cases/support"
import { House } from "../support/house"

const day = 86_400_000

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterEach(() => setClock())
afterAll(() => house.close())

const off = (ms: number): void => setClock({ now: () => new Date(Date.now() + ms) })
const readiness = async (): Promise<{ status: number; said: string }> => {
  const response = await fetch(`${house.url}/readyz`)
  return { status: response.status, said: await response.text() }
}
const updating =
  "mutation($input: UpdateCaseInput!) { updateCase(input: $input) { case { version } errors { reason } } }"

describe("a node whose clock is off by more than a minute", () => {
  it.each([
    ["400 days behind", -400 * day],
    ["400 days ahead", 400 * day],
    ["5 minutes ahead", 300_000],
    ["61 seconds behind", -61_000],
  ])(
    "as %s is not ready and changes nothing, answers questions, and is right again when its clock is",
    async (_how, ms) => {
      const { consultant } = await scene(house)
      const { id } = await openCase(consultant)
      const change = () => consultant.ask(updating, { input: { caseId: id, expectedVersion: 1, title: "Anders" } })
      off(ms)
      expect(await readiness()).toEqual({
        status: 503,
        said: "not ready: the clocks of this node and of the database differ by more than a minute",
      })
      expect(await change()).toMatchObject({ status: 503, errors: [{ extensions: { code: "UNAVAILABLE" } }] })
      expect(await consultant.get("query($id: ID!) { case(id: $id) { version } }", { id })).toEqual({
        case: { version: 1 },
      })
      setClock()
      expect(await readiness()).toEqual({ status: 200, said: "ok" })
      expect((await change()).data.updateCase).toEqual({ case: { version: 2 }, errors: [] })
    },
  )

  it("leaves the change that it refused in the trail, as one that failed", async () => {
    const { consultant } = await scene(house)
    const { id } = await openCase(consultant)
    off(3_600_000)
    await consultant.ask(updating, { input: { caseId: id, expectedVersion: 1, title: "Anders" } })
    const failed = "select actions, reason from trail_event where actor_id = $1 and outcome = 'FAILED'"
    expect(await house.rows(failed, [consultant.id])).toEqual([{ actions: ["case.updated"], reason: "UNAVAILABLE" }])
  })
})

describe("a node whose clock is off by less", () => {
  it.each([-50_000, 50_000])("writes the moments of the database: %d ms", async (ms) => {
    const { consultant } = await scene(house)
    off(ms)
    const { id } = await openCase(consultant)
    await done(consultant, "addJournalEntry", { caseId: id, type: "NOTE", body: "Gebeld." })
    const [row] = await house.rows<any>(
      `select bool_and(moment between e.first and clock_timestamp()) as right
       from case_file c join journal_entry j on j.case_id = c.id
       cross join unnest(array[c.opened_at, c.changed_at, j.added_at, j.occurred_on]) moment
       cross join (select date_trunc('milliseconds', min(recorded_at)) as first from trail_event where actor_id = $2) e
       where c.id = $1`,
      [id, consultant.id],
    )
    expect(row).toEqual({ right: true })
  })
})

describe("whether a token is still valid", () => {
  let issuer: DemoIssuer
  let node: Running
  let issuedAt = Date.now()
  beforeAll(async () => {
    issuer = await createDemoIssuer("woonrust", () => new Date(issuedAt))
    const { urls } = house.database
    node = await startServer({ host: "127.0.0.1", port: 0, urls, pool: 2, tokens: issuer, log: createLog("silent") })
  })
  afterAll(() => node.stop())

  const ask = async (token: string): Promise<number> =>
    (
      await fetch(`http://127.0.0.1:${node.port}/graphql`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify({ query: "{ viewer { id } }" }),
      })
    ).status

  it("is judged by the database's time: a node that is days behind takes none that has ended", async () => {
    const { id } = await house.employee()
    issuedAt = Date.now() - day
    const ended = await issuer.tokenFor(`subject-${id}`)
    off(-2 * day)
    expect(await ask(ended)).toBe(401)
  })

  it("and one that is days ahead refuses none that has not", async () => {
    const { id } = await house.employee()
    issuedAt = Date.now()
    const valid = await issuer.tokenFor(`subject-${id}`)
    off(2 * day)
    expect(await ask(valid)).toBe(200)
  })
})
