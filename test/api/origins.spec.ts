import type { Running } from "../../src/server"
import { type Colleague, House } from "../support/house"

const desk = "https://desk.example.nl"

let house: House
let open: Running
let sanne: Colleague
beforeAll(async () => {
  house = await House.open()
  sanne = await house.employee()
  open = await house.another({ origins: [desk] })
})
afterAll(async () => {
  await open.stop()
  await house.close()
})

const ask = (origin: string, url = `http://127.0.0.1:${open.port}`): Promise<Response> =>
  fetch(`${url}/graphql`, {
    method: "POST",
    headers: { origin, "content-type": "application/json", authorization: `Bearer ${sanne.token}` },
    body: `{"query":"{ viewer { id } }"}`,
  })

const preflight = (origin: string, path = "/graphql"): Promise<Response> =>
  fetch(`http://127.0.0.1:${open.port}${path}`, {
    method: "OPTIONS",
    headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "authorization" },
  })

const allowed = (response: Response): string | null => response.headers.get("access-control-allow-origin")

describe("a page of another origin", () => {
  it("that is named may ask, with a token, and read when to come again", async () => {
    const before = await preflight(desk)
    expect([before.status, allowed(before), before.headers.get("access-control-allow-methods")]).toEqual([204, desk, "GET, POST"]) // prettier-ignore
    for (const header of ["authorization", "content-type", "x-look-reason", "traceparent"])
      expect(before.headers.get("access-control-allow-headers")).toContain(header)
    const answer = await ask(desk)
    expect([answer.status, allowed(answer), answer.headers.get("vary")]).toEqual([200, desk, "Origin"])
    expect(answer.headers.get("access-control-expose-headers")).toContain("retry-after")
    expect(await answer.json()).toEqual({ data: { viewer: { id: sanne.id } } })
  })

  it("sends no cookies: nothing lets it", async () => {
    for (const response of [await preflight(desk), await ask(desk)])
      expect(response.headers.get("access-control-allow-credentials")).toBeNull()
  })

  it.each([
    "https://desk.example.nl.evil.example",
    "http://desk.example.nl",
    "https://desk.example.nl:8443",
    "null",
    "https://example.nl",
  ])("that is not named may not: %s", async (origin) => {
    expect(allowed(await preflight(origin))).toBeNull()
    expect(allowed(await ask(origin))).toBeNull()
  })

  it("may not where none is named", async () => {
    expect(allowed(await ask(desk, house.url))).toBeNull()
  })
})

describe("a client that does otherwise than this service", () => {
  it("and asks by GET is told that POST is wanted", async () => {
    const response = await fetch(`${house.url}/graphql?query={viewer{id}}`)
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"])
    expect(await response.json()).toEqual({
      errors: [
        { message: "Operations are sent by POST, as JSON.", extensions: { code: "BAD_REQUEST", detail: "METHOD" } },
      ],
    })
  })

  it("and sends the hash of a document is told, as its protocol has it, to send the document", async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: "0".repeat(64) } }
    const alone = await house.post(JSON.stringify({ extensions }), sanne.token)
    expect([alone.status, alone.errors]).toEqual([200, [{ message: "PersistedQueryNotSupported", extensions: { code: "PERSISTED_QUERY_NOT_SUPPORTED" } }]]) // prettier-ignore
    const whole = await house.post(JSON.stringify({ query: "{ viewer { id } }", extensions }), sanne.token)
    expect(whole.data).toEqual({ viewer: { id: sanne.id } })
  })
})
