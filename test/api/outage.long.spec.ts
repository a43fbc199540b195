import { type DemoIssuer, createDemoIssuer } from "../../src/demo/issuer"
import { clock } from "../../src/platform/clock"
import { createLog } from "../../src/platform/log"
import { type Running, startServer } from "../../src/server"
import { openCase, report, scene } from "../cases/support"
import { type Answer, House, type Variables } from "../support/house"
import { Proxy } from "./proxy"

let house: House
let proxy: Proxy
let service: Running
let issuer: DemoIssuer
beforeEach(async () => {
  house = await House.open()
  proxy = await Proxy.before(house.database.urls.staff)
  issuer = await createDemoIssuer("woonrust", () => clock.now())
  const urls = proxy.through(house.database.urls)
  service = await startServer({ host: "127.0.0.1", port: 0, urls, pool: 4, tokens: issuer, log: createLog("silent") })
})
afterEach(async () => {
  await service.stop()
  await proxy.cut()
  await house.close()
})

type Asking = (document: string, variables?: Variables) => Promise<Answer>

/** A consultant with a case, and how she asks the service behind the proxy. */
async function atWork(): Promise<{ id: string; ask: Asking }> {
  const { consultant } = await scene(house)
  const token = await issuer.tokenFor(`subject-${consultant.id}`)
  const { id } = await openCase(consultant)
  return { id, ask: (document, variables) => asking(document, variables, token) }
}

async function asking(query: string, variables: Variables = {}, token?: string): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${service.port}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  })
  const text = await response.text()
  return { ...(JSON.parse(text) as Pick<Answer, "data" | "errors">), status: response.status, text }
}

async function outage(during: () => Promise<void>): Promise<void> {
  await proxy.cut()
  await during().finally(() => proxy.mend())
}

const statusOf = async (path: string): Promise<number> =>
  (await fetch(`http://127.0.0.1:${service.port}${path}`)).status
const unavailable = { status: 503, errors: [{ extensions: { code: "UNAVAILABLE" } }] }

/** Asks until the service answers again. */
async function healed(ask: () => Promise<{ errors: unknown }>): Promise<void> {
  for (let i = 0; i < 50; i++) {
    if ((await ask()).errors === undefined) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error("the service did not heal")
}

describe("when the database is gone", () => {
  it("a look is answered by an error without data, and by data once it is back", async () => {
    const { id, ask } = await atWork()
    const look = () => ask("query($id: ID!) { case(id: $id) { title } }", { id })
    expect((await look()).status).toBe(200)
    await outage(async () => {
      for (let i = 0; i < 3; i++) {
        const answer = await look()
        expect(answer).toMatchObject(unavailable)
        expect(answer.data ?? null).toBeNull()
        expect(answer.text).not.toMatch(/woonrust_|ECONN|terminat|postgres|127\.0/i)
      }
    })
    await healed(look)
    expect((await look()).data.case.title).toBe(report.title)
  })

  it("a change is answered by an error and not done, and can be done once it is back", async () => {
    const { id, ask } = await atWork()
    const document =
      "mutation($input: UpdateCaseInput!) { updateCase(input: $input) { case { version } errors { code } } }"
    const change = () => ask(document, { input: { caseId: id, expectedVersion: 1, title: "Anders" } })
    expect((await ask("{ viewer { id } }")).status).toBe(200)
    await outage(async () => {
      const answer = await change()
      expect(answer).toMatchObject(unavailable)
      expect(answer.data?.updateCase ?? null).toBeNull()
    })
    expect(await house.rows("select version from case_file where id = $1", [id])).toEqual([{ version: 1 }])
    await healed(change)
    expect(await house.rows("select version from case_file where id = $1", [id])).toEqual([{ version: 2 }])
  })

  it("a change whose form is wrong is answered by the same error", async () => {
    const { ask } = await atWork()
    await ask("{ viewer { id } }")
    const document = "mutation($input: OpenCaseInput!) { openCase(input: $input) { errors { code } } }"
    await outage(async () => {
      expect(await ask(document, { input: { ...report, title: "" } })).toMatchObject(unavailable)
    })
  })

  it("nobody is let in whom the service does not know yet, and nobody is told that the token is bad", async () => {
    const { ask } = await atWork()
    await outage(async () => {
      expect(await ask("{ viewer { id } }")).toMatchObject(unavailable)
    })
    await healed(() => ask("{ viewer { id } }"))
  })

  it("an attempt without a token gets no data either", async () => {
    await outage(async () => {
      const answer = await asking("{ viewer { id } }")
      expect([401, 503]).toContain(answer.status)
      expect(answer.data ?? null).toBeNull()
    })
  })

  it("the service says that it lives and is not ready, and is ready again afterwards", async () => {
    expect(await statusOf("/readyz")).toBe(200)
    await outage(async () => {
      expect(await statusOf("/readyz")).toBe(503)
      expect(await statusOf("/livez")).toBe(200)
    })
    expect(await statusOf("/readyz")).toBe(200)
  })
})

describe("when connections end under way", () => {
  it("every answer is whole or an error, and afterwards all is as before", async () => {
    const { id, ask } = await atWork()
    const document = "query($id: ID!) { case(id: $id) { title journal { nodes { body } } access { route } } }"
    const storm = setInterval(() => proxy.drop(), 60)
    try {
      for (let i = 0; i < 25; i++) {
        const answers = await Promise.all([1, 2, 3].map(() => ask(document, { id })))
        for (const { status, data, errors, text } of answers) {
          if (errors) expect(errors.map(({ extensions }) => extensions.code)).toEqual(["UNAVAILABLE"])
          else expect(data.case.title).toBe(report.title)
          expect([200, 503]).toContain(status)
          expect(text).not.toMatch(/terminat|Connection|postgres/i)
        }
      }
    } finally {
      clearInterval(storm)
    }
    await healed(() => ask(document, { id }))
  })

  it("a change is done wholly with its trail, or not at all", async () => {
    const { id, ask } = await atWork()
    const document =
      "mutation($input: AddJournalEntryInput!) { addJournalEntry(input: $input) { entry { id } errors { code } } }"
    const told: string[] = []
    for (let i = 0; i < 30; i++) {
      const input = { caseId: id, type: "NOTE", body: `Regel ${i}` }
      const asked = ask(document, { input })
      if (i % 2) setTimeout(() => proxy.drop(), i / 3)
      const { data, errors } = await asked
      if (errors === undefined) told.push(data.addJournalEntry.entry.id)
    }
    const kept = await house.rows<{ id: string }>("select id from journal_entry where case_id = $1", [id])
    const known = kept.map((entry) => entry.id)
    // Whoever was told that it was done can rely on it.
    for (const entry of told) expect(known).toContain(entry)
    const [trail] = await house.rows<any>(
      "select count(*)::int as lines from trail_event where outcome = 'DONE' and actions = '{journal.added}'",
    )
    expect(trail.lines).toBe(kept.length)
  })
})
