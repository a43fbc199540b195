import { type RequestListener, createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { addressesOf, operatorAddressesOf } from "../../src/addresses"
import { type Addresses, appOf, listenerOf } from "../../src/api/app"
import { activities, trailActions } from "../../src/audit/activities"
import { createDemoIssuer } from "../../src/demo/issuer"
import { demoAddresses } from "../../src/demo"
import { createMetrics } from "../../src/platform/metrics"
import { clock } from "../../src/platform/clock"
import { type Planted, type Scene, sceneOf, secrets } from "../audit/fail-closed/planted"
import { exported } from "../exports/support"
import { type Colleague, House } from "../support/house"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

/** Every address, as a service with the demo has them. */
async function addresses(answer: RequestListener = () => undefined): Promise<Addresses> {
  const demo = demoAddresses(await createDemoIssuer("woonrust", () => clock.now()))
  const notReady = (): Promise<undefined> => Promise.resolve(undefined)
  return addressesOf({ graphql: answer, trailExports: answer, explorerDir: "/nowhere", demo, notReady }) // prettier-ignore
}

interface Layer {
  readonly name: string
  readonly route?: { readonly path: string | string[]; readonly methods: Record<string, boolean> }
  readonly handle: RequestListener & { readonly stack?: readonly Layer[] }
}

/** What the application answers at, in the order in which it looks. */
function answeredAt(stack: readonly Layer[]): string[] {
  return stack.flatMap(({ name, route, handle }) => {
    if (handle.stack) return answeredAt(handle.stack)
    if (!route) return [`every request: ${name}`]
    const named = Object.keys(route.methods).map((method) => method.toUpperCase())
    return [`${named.length > methods.length ? "ANY" : named.join()} ${[route.path].flat().join()}`]
  })
}

/** All that comes back: the line, the headers and the body. */
async function bytesOf(path: string, method: string, who: Colleague, body?: string): Promise<string> {
  const response = await fetch(`${house.url}${path}`, {
    ...{ method, redirect: "manual" },
    headers: { authorization: `Bearer ${who.token}`, "content-type": "application/json" },
    ...(body !== undefined && { body }),
  })
  return [response.status, JSON.stringify([...response.headers]), await response.text()].join(" ")
}

const methods = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]

const paths = ({ id, reference }: Planted): string[] => [
  ...["/", "/livez", "/readyz", "/graphiql", "/home.css", "/home.js", "/favicon.ico", "/graphiql/assets/x"],
  ...["/demo/actors", "/demo/token", "/metrics", "/export", "/trail", "/cases", "/search?q=Zwijgers", "/files"],
  ...[`/cases/${id}`, `/case/${reference}`, `/node/${id}`, `/${id}`, `/graphql/${id}`, "/graphql/stream"],
  ...["/graphql?query={cases{nodes{title}}}", "//graphql", "/GraphQL", "/graphql/../graphql/x", "/%67raphql"],
]

/** Case data, and what leads to it. */
const findable = ({ id, reference, party }: Planted): string[] => [...Object.values(secrets), ...[id, reference, party]]

describe("every address", () => {
  it("by which data leaves names its processing activity in the register, or leaves that to each root field", async () => {
    const { served } = await addresses()
    expect(served.map(({ method, address }) => `${method} ${address.source}`)).toEqual([
      String.raw`POST ^(https?:\/\/[^/]+)?\/graphql\/?(\?|$)`,
      String.raw`GET ^\/trail-exports\/([^/?]*)$`,
    ])
    for (const { address, processing } of served) {
      const said = processing === "of each root field" || (processing.activity in activities && trailActions.includes(processing.action)) // prettier-ignore
      expect([address.source, said]).toEqual([address.source, true])
    }
  })

  it("is said by the trail to be what it names, when something leaves by it", async () => {
    const { served } = await addresses()
    const marijke = await house.officer()
    await exported(house, marijke, { actorId: marijke.id })
    for (const { processing } of served) {
      if (processing === "of each root field") continue
      const { action, activity } = processing
      const lines =
        "select s.activity from trail_sight s join trail_event e on e.id = s.event_id where e.actor_id = $1 and s.action = $2"
      expect(await house.rows(lines, [marijke.id, action])).toEqual([{ activity }])
    }
  })

  it("by which none leaves says why", async () => {
    for (const { path, nothing } of (await addresses()).open)
      expect([path, nothing]).toEqual([path, expect.stringMatching(/^\w+( \S+){2,}/)])
  })

  it("stands in the one list: the application answers at no other", async () => {
    const { open } = await addresses()
    const methodOf = { get: "GET", post: "POST", all: "ANY", use: "every request:" }
    const listed = open.map(({ method, path }) => `${methodOf[method]} ${method === "use" ? "serveStatic" : [path].flat().join()}`) // prettier-ignore
    expect(answeredAt(appOf(open).router.stack as unknown as Layer[])).toEqual([
      "every request: <anonymous>", // gives the answer its headers
      ...listed,
      "every request: <anonymous>", // says that there is nothing at any other
      "every request: lastResort", // says that something went wrong
    ])
  })

  it("for operators stands in a list of its own, which only their listener answers", () => {
    const { served, open } = operatorAddressesOf(createMetrics())
    expect(served).toEqual([])
    expect(open.map(({ path, nothing }) => [path, nothing])).toEqual([["/metrics", expect.stringContaining("numbers")]])
  })

  it("that is taken off the list is answered no more: nothing is served beside it", async () => {
    const answered: string[] = []
    const { open } = await addresses()
    const server = createServer(listenerOf({ served: [], open: [] })).listen(0, "127.0.0.1")
    await new Promise((resolve) => server.once("listening", resolve))
    const { port } = server.address() as AddressInfo
    const tried = ["/graphql", "/trail-exports/x", ...open.flatMap(({ path }) => path)]
    for (const path of tried)
      for (const method of ["GET", "POST"])
        if ((await fetch(`http://127.0.0.1:${port}${path}`, { method })).status !== 404)
          answered.push(`${method} ${path}`)
    server.close()
    expect(answered).toEqual([])
  })
})

describe("the addresses besides POST /graphql", () => {
  it("serve no case data to somebody who sees it, by no method, and leave nothing in the trail to tell of", async () => {
    const scene: Scene = await sceneOf(house)
    const dossier = await scene.plant()
    const body = JSON.stringify({ query: "{ cases { nodes { id reference title parties { id name } } } }" })
    // What there is to find, by the one address that serves it.
    for (const secret of [secrets.title, secrets.party, dossier.id])
      expect(await bytesOf("/graphql", "POST", scene.sanne, body)).toContain(secret)
    const known = await house.rows("select id from trail_event order by id")
    for (const path of paths(dossier))
      for (const method of methods) {
        if (method === "POST" && path.startsWith("/graphql?")) continue
        const bytes = await bytesOf(path, method, scene.sanne, method === "GET" || method === "HEAD" ? undefined : body)
        const found = findable(dossier).filter((secret) => bytes.includes(secret))
        expect([method, path, found]).toEqual([method, path, []])
      }
    expect(await house.rows("select id from trail_event order by id")).toEqual(known)
  })

  it("serve it, where they are POST /graphql in other words, with its event in the trail", async () => {
    const { sanne, plant } = await sceneOf(house)
    const { title } = secrets
    await plant()
    const body = JSON.stringify({ query: "{ cases { nodes { title } } }" })
    const events = async (): Promise<number> =>
      (await house.rows("select from trail_event where actor_id = $1", [sanne.id])).length
    for (const path of ["/graphql", "/graphql/", "/graphql?x=y"]) {
      const before = await events()
      expect(await bytesOf(path, "POST", sanne, body)).toContain(title)
      expect(await events()).toBe(before + 1)
    }
  })
})
