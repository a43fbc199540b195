import { mkdtemp, readFile, rm } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { AddressInfo } from "node:net"
import { randomUUID } from "node:crypto"
import { ensureKey } from "../../src/audit/sealing"
import { createDemoIssuer } from "../../src/demo/issuer"
import { createLog } from "../../src/platform/log"
import { type ReviewSettings, reviewSettings } from "../../src/platform/review-settings"
import { type Running, startServer } from "../../src/server"
import { Proxy } from "../api/proxy"
import { scene } from "../cases/support"
import { House } from "../support/house"
import { seriesIn as value, until } from "../support/waiting"

const usual = Object.fromEntries(
  Object.entries(reviewSettings).map(([name, setting]) => [name, setting.parse(undefined)]),
) as ReviewSettings
const at = { host: "127.0.0.1", port: 0 }

let house: House
let node: Running
beforeAll(async () => {
  house = await House.open()
})
beforeEach(async () => {
  node = await house.another({ metricsAt: at })
})
afterEach(() => node.stop())
afterAll(() => house.close())

const shown = async ({ metricsPort }: Running): Promise<string> =>
  (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()

const graphql = async (query: string, token: string, operationName?: string): Promise<number> =>
  (
    await fetch(`http://127.0.0.1:${node.port}/graphql`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ query, operationName }),
    })
  ).status

const counted = (kind: string, code: string): string =>
  `woonrust_request_duration_seconds_count{kind="${kind}",code="${code}"}`

/** A request is counted when its connection has heard the answer, which is a moment after whoever asked has. */
const comesTo = (series: string, expected: string): Promise<void> =>
  until(async () => value(await shown(node), series) === expected)

describe("the figures of the service", () => {
  it("are shown at a listener of their own, and not where everybody asks", async () => {
    expect(await shown(node)).toContain("woonrust_database_up 1")
    expect((await fetch(`http://127.0.0.1:${node.port}/metrics`)).status).toBe(404)
    for (const path of ["/", "/livez", "/graphql", "/graphiql"])
      expect((await fetch(`http://127.0.0.1:${node.metricsPort}${path}`)).status).toBe(404)
  })

  it("are not shown where nobody said at which port, and a port that is taken refuses the start", async () => {
    const silent = await house.another()
    expect(silent.metricsPort).toBeUndefined()
    await silent.stop()
    const taken = createServer().listen(0, "127.0.0.1")
    await new Promise((resolve) => taken.once("listening", resolve))
    const { port } = taken.address() as AddressInfo
    await expect(house.another({ metricsAt: { ...at, port } })).rejects.toThrow("is taken by another program")
    taken.close()
  })

  it("begin at zero, each of them: what never happened is told from what is not counted", async () => {
    const text = await shown(node)
    for (const kind of ["graphql", "query", "mutation", "export", "page"])
      for (const code of [
        "OK",
        "UNAUTHENTICATED",
        "BAD_REQUEST",
        "TOO_EXPENSIVE",
        "RATE_LIMITED",
        "UNAVAILABLE",
        "INTERNAL",
        "ABORTED",
      ])
        expect([kind, code, value(text, counted(kind, code))]).toEqual([kind, code, "0"])
    for (const code of ["UNAUTHENTICATED", "BAD_REQUEST", "TOO_EXPENSIVE", "RATE_LIMITED", "UNAVAILABLE", "INTERNAL"])
      expect(value(text, `woonrust_errors_total{code="${code}"}`)).toBe("0")
    for (const address of ["graphql", "export", "page"])
      expect(value(text, `woonrust_requests_in_flight{address="${address}"}`)).toBe("0")
  })

  it("count requests by what they are and how they end", async () => {
    const { consultant } = await scene(house)
    await graphql("{ viewer { id } }", consultant.token)
    await comesTo(counted("query", "OK"), "1")
    await graphql("mutation { endSessions(input: {}) { errors { reason } } }", consultant.token)
    await comesTo(counted("mutation", "OK"), "1")
    await graphql("{ viewer { id } }", consultant.token)
    await graphql("{ viewer { id } }", "nobody's")
    await comesTo(counted("query", "UNAUTHENTICATED"), "1")
    await comesTo(counted("graphql", "UNAUTHENTICATED"), "1")
    await comesTo(`woonrust_errors_total{code="UNAUTHENTICATED"}`, "2")
    await fetch(`http://127.0.0.1:${node.port}/trail-exports/${randomUUID()}`)
    await comesTo(counted("export", "UNAUTHENTICATED"), "1")
    await fetch(`http://127.0.0.1:${node.port}/livez`)
    await comesTo(counted("page", "OK"), "1")
    await comesTo(`woonrust_requests_in_flight{address="graphql"}`, "0")
  })

  it("name nobody, no case and nothing that a client chooses", async () => {
    const { consultant } = await scene(house)
    const id = randomUUID()
    const secrets = ["Zwijgers", id, consultant.id, consultant.name, "x-secret"]
    await graphql(`query Zwijgers { case(id: "${id}") { id } }`, consultant.token, "Zwijgers")
    await graphql(
      `
        query Zwijgers {
          nothing
        }
      `,
      consultant.token,
    )
    await fetch(`http://127.0.0.1:${node.port}/Zwijgers?${id}`, { headers: { "user-agent": "x-secret" } })
    await comesTo(counted("page", "BAD_REQUEST"), "1")
    const text = await shown(node)
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
  })

  it("stand in docs/metrics.md, each of them, and no others do", async () => {
    const text = await readFile(join(__dirname, "../../docs/metrics.md"), "utf8")
    const documented = new Set([...text.matchAll(/`(woonrust_[a-z_]+)`/g)].map(([, name]) => name))
    const folder = await mkdtemp(join(tmpdir(), "woonrust-metrics-"))
    const sealing = { origin: "woonrust/spec", keyFile: join(folder, "key.pem"), anchors: folder, termMonths: 60 }
    await ensureKey(sealing.origin, sealing.keyFile)
    const whole = await house.another({ metricsAt: at, sealing, reviewing: usual })
    const named = new Set([...(await shown(whole)).matchAll(/^# HELP (woonrust_\w+)/gm)].map(([, name]) => name))
    await whole.stop()
    await rm(folder, { recursive: true })
    expect([...documented].sort()).toEqual([...named].sort())
  })

  it("tell of the connections of each role, of the process and of its version", async () => {
    const text = await shown(node)
    for (const role of ["woonrust_staff", "woonrust_officer", "woonrust_keeper"])
      for (const what of ["limit", "connections", "idle", "waiting"])
        expect([role, what, value(text, `woonrust_pool_${what}{role="${role}"}`)]).toEqual([
          role,
          what,
          expect.stringMatching(/^\d+$/),
        ])
    expect(value(text, `woonrust_pool_limit{role="woonrust_staff"}`)).toBe("4")
    expect(text).toMatch(/^woonrust_version_info\{version="\d+\.\d+\.\d+"\} 1$/m)
    expect(text).toMatch(/^nodejs_eventloop_lag_seconds \S+$/m)
    expect(text).toMatch(/^process_resident_memory_bytes \d+$/m)
  })
})

describe("while the database is away", () => {
  it("what cannot be measured shows no number, and is shown again when it is back", async () => {
    const proxy = await Proxy.before(house.database.urls.staff)
    const issuer = await createDemoIssuer("woonrust", () => new Date())
    const urls = proxy.through(house.database.urls)
    const apart = await startServer({ ...at, urls, pool: 2, tokens: issuer, log: createLog("silent"), metricsAt: at })
    const skew = "woonrust_trail_clock_skew_seconds"
    const last = 'woonrust_measured_timestamp_seconds{what="database"}'
    const is = async (up: string): Promise<string> => {
      await until(async () => value(await shown(apart), "woonrust_database_up") === up)
      return await shown(apart)
    }
    try {
      const before = await is("1")
      expect(Math.abs(Number(value(before, skew)))).toBeLessThan(60)
      await proxy.cut()
      const away = await is("0")
      expect(value(away, skew)).toBe("Nan")
      // When it could last be measured stays.
      expect(Number(value(away, last))).toBeGreaterThanOrEqual(Number(value(before, last)))
      await proxy.mend()
      const back = await is("1")
      expect(Math.abs(Number(value(back, skew)))).toBeLessThan(60)
      expect(Number(value(back, last))).toBeGreaterThan(Number(value(away, last)))
    } finally {
      await apart.stop()
      await proxy.cut().catch(() => undefined)
    }
  })
})
