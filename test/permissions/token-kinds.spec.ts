import { randomUUID } from "node:crypto"
import type { Running } from "../../src/server"
import { trailOf } from "../records/support"
import { House } from "../support/house"
import { type Claims, type Provider, ask, provider } from "./issuing"

let house: House
let own: Provider
let node: Running
beforeAll(async () => {
  house = await House.open()
  own = await provider(house)
  node = await own.node()
})
afterAll(async () => {
  await node.stop()
  await house.close()
})

const denials = async (): Promise<number> =>
  (await house.rows<{ count: string }>("select count(*) from trail_event where reason = 'BAD_TOKEN'")).map(({ count }) => Number(count))[0] ?? 0 // prettier-ignore

const far = 8_640_000_000_001
const soon = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds

describe("a token that the issuer signed", () => {
  it.each<[string, Claims, Claims]>([
    ["that says nothing of its kind", {}, {}],
    ["that calls itself a JWT", {}, { typ: "JWT" }],
    ["of RFC 9068", {}, { typ: "at+jwt" }],
    ["of RFC 9068, by its whole name", { nonce: "n-0S6" }, { typ: "application/at+jwt" }],
    ["of an issuer that says the kind in a claim", { typ: "Bearer", nonce: "n-0S6" }, { typ: "JWT" }],
    ["that was issued a little ahead of our clock", { iat: soon(30) }, {}],
  ])("%s lets somebody in", async (_what, claims, header) => {
    const { id } = await house.employee()
    expect(await ask(node, await own.tokenFor(id, claims, header))).toBe(200)
  })

  it.each<[string, Claims, Claims]>([
    ["is an ID token, by its nonce", { nonce: "n-0S6" }, {}],
    ["is an ID token, by the hash of another", { at_hash: "MTIzNDU2Nzg5MDEyMzQ1Ng" }, { typ: "JWT" }],
    ["is an ID token, by whom it is for", { azp: "woonrust" }, {}],
    ["is an ID token, as a claim says", { typ: "ID" }, { typ: "JWT" }],
    ["is a refresh token, as a claim says", { typ: "Refresh" }, { typ: "JWT" }],
    ["is an ID token, as another claim says", { token_use: "id" }, {}],
    ["is a logout token, by its name", {}, { typ: "logout+jwt" }],
    ["is a logout token, by its events", { events: { "http://schemas.openid.net/event/backchannel-logout": {} } }, {}],
    ["is a security event", {}, { typ: "secevent+jwt" }],
    ["is a proof of possession", {}, { typ: "dpop+jwt" }],
    ["is bound to a key", { cnf: { jkt: "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I" } }, {}],
    [
      "is bound to a certificate",
      { cnf: { "x5t#S256": "bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2" } },
      { typ: "at+jwt" },
    ],
    ["ends beyond all calendars", { exp: far }, {}],
    ["ends beyond what can be written", { exp: 253_402_300_800 }, {}],
    ["was issued beyond all calendars", { iat: far }, {}],
    ["was issued before all calendars", { iat: -far }, {}],
    ["was issued in an hour", { iat: soon(3600) }, {}],
    ["was issued in two minutes", { iat: soon(120) }, {}],
  ])("and that %s lets nobody in, and is in the trail", async (_what, claims, header) => {
    const { id } = await house.employee()
    const before = await denials()
    expect(await ask(node, await own.tokenFor(id, claims, header))).toBe(401)
    expect(await denials()).toBe(before + 1)
  })
})

describe("an id that the issuer gave twice", () => {
  it("lets each in as herself, in the answer and in the trail", async () => {
    const [sanne, mila] = [await house.employee(), await house.employee({ name: "Mila Hermans" })]
    const jti = randomUUID()
    for (const { id } of [sanne, mila, sanne, mila]) expect(await ask(node, await own.tokenFor(id, { jti }))).toBe(200)
    for (const who of [sanne, mila]) {
      const events = await trailOf(house, who)
      expect(events.map(({ actions }) => actions[0])).toEqual(["session.begun", "staff.viewed", "staff.viewed"])
    }
  })

  it("lets nobody in of whom nothing is known", async () => {
    const sanne = await house.employee()
    const jti = randomUUID()
    expect(await ask(node, await own.tokenFor(sanne.id, { jti }))).toBe(200)
    expect(await ask(node, await own.tokenFor(randomUUID(), { jti }))).toBe(401)
  })
})
