import type { RequestHandler } from "express"
import { appOf } from "../../src/api/app"
import { createDemoIssuer } from "../../src/demo/issuer"
import { demoRouter } from "../../src/demo"
import { exportAddress } from "../../src/exports"
import { createMetrics } from "../../src/platform/metrics"
import { clock } from "../../src/platform/clock"
import { type Planted, type Scene, sceneOf, secrets } from "../audit/fail-closed/planted"
import { type Colleague, House } from "../support/house"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

/**
 * Every address of the service besides POST /graphql, whose root fields name their processing activities one by one, and besides
 * GET /trail-exports/<id>, which opens a request of the officer's as a root field does (test/exports). What stands here processes no
 * personal data and reaches no row, so it has no activity. Whoever adds an address adds it here with its reason.
 */
const besides = [
  "every request: <anonymous>", // gives the answer its headers
  "GET /livez", // says that the process lives
  "GET /readyz", // says whether the database answers, by a statement without a table
  "GET /metrics", // numbers of the service itself, by fixed names
  "ANY /graphql", // says that it is POST
  "GET /", // the start page
  "GET /home.css",
  "GET /home.js",
  "GET /favicon.svg,/favicon.ico",
  "every request: serveStatic", // the files of the explorer
  "GET /graphiql", // the explorer
  "GET /actors", // of the demo: whom one can be, from a constant
  "POST /token", // of the demo: a token to be that
  "every request: <anonymous>", // says that there is nothing at any other
  "every request: lastResort", // says that something went wrong
]

interface Layer {
  readonly name: string
  readonly route?: { readonly path: string | string[]; readonly methods: Record<string, boolean> }
  readonly handle: RequestHandler & { readonly stack?: readonly Layer[] }
}

/** What the application answers at, in the order in which it looks. */
function addressesIn(stack: readonly Layer[]): string[] {
  return stack.flatMap(({ name, route, handle }) => {
    if (handle.stack) return addressesIn(handle.stack)
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

describe("the addresses besides POST /graphql", () => {
  it("are known by name, each with its reason", async () => {
    const demo = demoRouter(await createDemoIssuer("woonrust", () => clock.now()))
    const ready = (): Promise<boolean> => Promise.resolve(true)
    const exports = { address: exportAddress, listener: () => undefined }
    const parts = { graphql: () => undefined, exports, explorerDir: "/nowhere", demo, ready, metrics: createMetrics() }
    expect(addressesIn(appOf(parts).router.stack as unknown as Layer[])).toEqual(besides)
  })

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
