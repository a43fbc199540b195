import { sessionOf } from "../../src/permissions/tokens"
import type { Running } from "../../src/server"
import { trailOf } from "../records/support"
import { type Colleague, House } from "../support/house"
import { type Claims, type Provider, ask, issuer, provider } from "./issuing"

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

const begun = async (who: Colleague): Promise<number> =>
  (await trailOf(house, who)).filter(({ actions }) => actions.includes("session.begun")).length

describe("a session begins", () => {
  it("with the first use of a token, and the trail says so before it says what was done", async () => {
    const sanne = await house.employee()
    expect(await ask(node, await own.tokenFor(sanne.id))).toBe(200)
    expect(await trailOf(house, sanne)).toMatchObject([
      { outcome: "DONE", reason: null, actions: ["session.begun"], sights: [] },
      { outcome: "DONE", actions: ["staff.viewed"] },
    ])
  })

  it("once for each token, however often it is used", async () => {
    const sanne = await house.employee()
    const [morning, afternoon] = [await own.tokenFor(sanne.id), await own.tokenFor(sanne.id)]
    for (const token of [morning, morning, afternoon, morning, afternoon]) await ask(node, token)
    expect(await begun(sanne)).toBe(2)
  })

  it("once among all nodes, also when both are asked at the same moment, and when one has forgotten her", async () => {
    const sanne = await house.employee()
    const token = await own.tokenFor(sanne.id)
    const other = await own.node()
    try {
      await Promise.all([node, other, node, other].map((each) => ask(each, token)))
      expect(await begun(sanne)).toBe(1)
    } finally {
      await other.stop()
    }
    const third = await own.node()
    expect(await ask(third, token)).toBe(200)
    await third.stop()
    expect(await begun(sanne)).toBe(1)
  })

  it("also where nothing but the schema is asked, or the request cannot be answered", async () => {
    for (const document of ["{ __typename }", "{ nobody }"]) {
      const sanne = await house.employee()
      await ask(node, await own.tokenFor(sanne.id), document)
      expect(await begun(sanne)).toBe(1)
    }
  })

  it("not for whoever is turned away", async () => {
    const sanne = await house.employee()
    await house.rows("update employee set active = false where id = $1", [sanne.id])
    expect(await ask(node, await own.tokenFor(sanne.id))).toBe(401)
    expect(await trailOf(house, sanne)).toMatchObject([{ actions: ["session.denied"], reason: "DISABLED_EMPLOYEE" }])
    await house.rows("update employee set active = true where id = $1", [sanne.id])
    expect(await begun(sanne)).toBe(0)
  })

  it("or the request is not answered: without its event nobody comes in", async () => {
    const sanne = await house.employee()
    await house.rows("alter table trail_event add constraint spec_full check (actions <> '{session.begun}') not valid")
    try {
      expect(await ask(node, await own.tokenFor(sanne.id))).toBe(500)
    } finally {
      await house.rows("alter table trail_event drop constraint spec_full")
    }
    expect(await trailOf(house, sanne)).toEqual([])
  })

  it("is forgotten when its token has expired, by the housekeeping", async () => {
    const sanne = await house.employee()
    const [old, young] = [await own.tokenFor(sanne.id, { jti: "old" }), await own.tokenFor(sanne.id, { jti: "young" })]
    const idOf = (jti: string): string => sessionOf(issuer, `subject-${sanne.id}`, jti)
    for (const token of [old, young]) await ask(node, token)
    await house.rows("update session set expires_at = now() - interval '61 minutes' where id = $1", [idOf("old")])
    await house.rows("update session set expires_at = now() - interval '59 minutes' where id = $1", [idOf("young")])
    await house.rows("update job set ended_at = null where name = 'housekeeping'")
    const another = await own.node()
    await another.stop()
    const left = await house.rows("select id from session where id = any ($1)", [[idOf("old"), idOf("young")]])
    expect(left).toEqual([{ id: idOf("young") }])
  })
})

describe("of what a token says the trail keeps", () => {
  const kept = async (claims: Claims): Promise<any> => {
    const sanne = await house.employee()
    expect(await ask(node, await own.tokenFor(sanne.id, claims))).toBe(200)
    const [first, ...others] = await house.rows<any>("select token_id, assurance, client from trail_event where actor_id = $1", [sanne.id]) // prettier-ignore
    expect(others).toEqual([first])
    return first
  }

  it.each<[Claims, string | null]>([
    [{}, null],
    [{ acr: "2" }, "acr=2"],
    [{ acr: "http://eidas.europa.eu/LoA/substantial" }, "acr=http://eidas.europa.eu/LoA/substantial"],
    [{ amr: ["pwd", "otp"] }, "amr=pwd,otp"],
    [{ acr: "urn:example:gold", amr: ["hwk"] }, "acr=urn:example:gold amr=hwk"],
  ])("how surely it is she, and by which means: %j is %j", async (claims, assurance) => {
    expect(await kept(claims)).toMatchObject({ assurance })
  })

  it.each<[string, Claims]>([
    ["a name", { acr: "Sanne de Wit", amr: ["Sanne de Wit"] }],
    ["what is too long", { acr: "a".repeat(101), amr: ["p".repeat(13)] }],
    ["what is no text", { acr: { level: 2 }, amr: "pwd" }],
    ["what cannot be stored", { acr: "2\0", amr: ["pwd\0"] }],
  ])("no assurance that is not of its form: %s", async (_what, claims) => {
    expect(await kept(claims)).toMatchObject({ assurance: null })
  })

  it("of many means the first eight", async () => {
    const { assurance } = await kept({ amr: Array.from({ length: 40 }, (_, nth) => `m${nth}`) })
    expect(assurance).toBe("amr=m0,m1,m2,m3,m4,m5,m6,m7")
  })

  it("of a token without an id, or with one that is none, its hash", async () => {
    for (const jti of [null, "", "Sanne de Wit", "x".repeat(129), 7, "a\0b"])
      expect((await kept({ jti })).token_id).toMatch(/^sha256:[\w-]{43}$/)
    expect(await kept({ jti: "x".repeat(128) })).toMatchObject({ token_id: "x".repeat(128) })
  })

  it.each<[string, Claims, string | null]>([
    ["its name", { azp: "woonrust-web" }, "woonrust-web"],
    ["its name, where only client_id says it", { azp: null, client_id: "balie" }, "balie"],
    ["nothing that is too long", { azp: "c".repeat(101) }, null],
    ["nothing that is an address of somebody", { azp: "sanne@example.nl" }, null],
    ["nothing that cannot be stored", { azp: "a\0b" }, null],
  ])("of the client %s", async (_what, claims, client) => {
    expect(await kept(claims)).toMatchObject({ client })
  })

  it("the same in the eyes of the privacy officer", async () => {
    const sanne = await house.employee()
    await ask(node, await own.tokenFor(sanne.id, { acr: "3", amr: ["pwd", "otp"] }))
    const officer = await house.officer()
    const { trailEvents } = await officer.get(
      "query($who: ID!) { trailEvents(filter: { actorId: $who, action: SESSION_BEGUN }) { nodes { assurance client outcome } } }",
      { who: sanne.id },
    )
    expect(trailEvents.nodes).toEqual([{ assurance: "acr=3 amr=pwd,otp", client: "woonrust-web", outcome: "DONE" }])
  })
})

describe("a token that says more than the database takes", () => {
  it.each(["token_id", "assurance", "client", "operation_name", "document_hash", "trace_id", "span_id"])(
    "does not get by the database either: %s",
    async (column) => {
      const insert = `insert into trail_event (actor_kind, actions, outcome, ${column}) values ('UNKNOWN', '{}', 'DENIED', repeat('x', 300))`
      await expect(house.rows(insert)).rejects.toThrow(/value too long/)
    },
  )

  it.each([
    ["outcome", { outcome: "'PERHAPS'" }],
    ["reason", { reason: "'she would not say'" }],
    ["reason for looking", { look: "'curious'" }],
    ["list of actions", { actions: "array(select repeat('x', 100) from generate_series(1, 400))" }],
  ])("nor does a word that the trail does not know, in the header of a request: its %s", async (_what, said) => {
    const sanne = await house.employee()
    const { actions, outcome, reason, look } = {
      actions: "'{}'",
      outcome: "'DONE'",
      reason: "null",
      look: "null",
      ...said,
    }
    const opening = `select open_request('${sanne.id}', 'CONSULTANT', now(), ${actions}, ${outcome}, ${reason}, ${look}, null, null, null, null, null, null, null)`
    await expect(house.rows(opening)).rejects.toThrow(/check constraint/)
  })

  it("nor does a reason of nobody's, or an action of a job, without end", async () => {
    const denial = "select record_denial('she would not say', null, null, null)"
    await expect(house.rows(denial)).rejects.toThrow(/check constraint/)
    const job = "select open_job('housekeeping', array(select repeat('x', 100) from generate_series(1, 400)))"
    await expect(house.rows(job)).rejects.toThrow(/check constraint/)
  })
})

it("a token is used up to the moment it ends, and no session begins with it after", async () => {
  const sanne = await house.employee()
  const token = await own.tokenFor(sanne.id, { exp: Math.floor(Date.now() / 1000) })
  expect(await ask(node, token)).toBe(401)
  expect(await begun(sanne)).toBe(0)
})
