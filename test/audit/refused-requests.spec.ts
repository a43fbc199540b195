import { trailOf } from "../records/support"
import { type Colleague, House } from "../support/house"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const viewer = JSON.stringify({ query: "{ viewer { id } }" })
const query = (document: string, more: object = {}): string => JSON.stringify({ query: document, ...more })
const deep = `{ viewer { ${"cases { nodes { assignee { ".repeat(8)} id ${"} } } ".repeat(8)} } }`
const wide = `{ ${Array.from({ length: 40 }, (_, nth) => `a${nth}: viewer { id }`).join(" ")} }`
const long = `{ ${"viewer { id } ".repeat(2000)} }`

type Refused = [what: string, body: string, headers: Record<string, string>, status: number, reason: string]

describe("a request that cannot be answered leaves one event of who sent it", () => {
  it.each<Refused>([
    ["no JSON", '{"query": "{ viewer', {}, 400, "BODY"],
    ["no question", "{}", {}, 400, "BODY"],
    ["of another type", viewer, { "content-type": "text/plain" }, 415, "BODY"],
    ["packed", viewer, { "content-encoding": "gzip" }, 415, "BODY"],
    ["too large", query(`{ viewer { id } } # ${"x".repeat(300_000)}`), {}, 413, "BODY"],
    ["no GraphQL", query("{ viewer { id }"), {}, 400, "SYNTAX"],
    ["not of the schema", query("{ nobody { id } }"), {}, 400, "SCHEMA"],
    ["of another operation", query("query A { viewer { id } }", { operationName: "B" }), {}, 400, "SCHEMA"],
    ["a subscription", query("subscription { viewer { id } }"), {}, 400, "SCHEMA"],
    ["variables that do not fit", query("query($id: ID!) { case(id: $id) { id } }"), {}, 400, "VARIABLES"],
    ["too deep", query(deep), {}, 400, "TOO_EXPENSIVE"],
    ["too many aliases", query(wide), {}, 400, "TOO_EXPENSIVE"],
    ["too many words", query(long), {}, 400, "TOO_EXPENSIVE"],
    ["a reason that is not on the list", viewer, { "x-look-reason": "NIEUWSGIERIG" }, 400, "LOOK_REASON"],
  ])("%s", async (_what, body, headers, status, reason) => {
    const sanne = await house.employee()
    const answer = await house.post(body, sanne.token, headers)
    expect({ status: answer.status, data: answer.data ?? null }).toEqual({ status, data: null })
    expect(await trailOf(house, sanne)).toMatchObject([
      { outcome: "FAILED", actions: ["request.refused"], reason, operation: null, sights: [] },
    ])
  })

  it("with the trace and the address that it came by", async () => {
    const sanne = await house.employee()
    const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    await house.post(query("{ nobody }"), sanne.token, { traceparent })
    const [event] = await house.rows<any>("select * from trail_event where actor_id = $1", [sanne.id])
    expect(event).toMatchObject({ trace_id: "4bf92f3577b34da6a3ce929d0e0e4736", address: "127.0.0.1", actor_role: "CONSULTANT" }) // prettier-ignore
  })

  it("in the eyes of the privacy officer, who finds it among the failures", async () => {
    const sanne = await house.employee()
    await house.post(query("{ nobody }"), sanne.token)
    const officer = await house.officer()
    const { trailEvents } = await officer.get(
      "query($who: ID!) { trailEvents(filter: { actorId: $who, action: REQUEST_REFUSED, outcome: FAILED }) { nodes { reason } } }",
      { who: sanne.id },
    )
    expect(trailEvents.nodes).toEqual([{ reason: "SCHEMA" }])
  })

  it("of the officer herself, whom another role of the database serves", async () => {
    const officer = await house.officer()
    await house.post(query("{ nobody }"), officer.token)
    expect(await trailOf(house, officer)).toMatchObject([{ outcome: "FAILED", reason: "SCHEMA" }])
  })

  it("and one that reached the door leaves the event that it left there, and no second", async () => {
    const sanne = await house.employee()
    await sanne.ask("{ cases(first: 1000) { nodes { id } } }")
    expect(await trailOf(house, sanne)).toMatchObject([{ outcome: "FAILED", actions: ["case.listed"] }])
  })

  it("is answered all the same where the trail cannot be written: nothing was served", async () => {
    const sanne = await house.employee()
    await house.rows("alter table trail_event add constraint spec_full check (outcome <> 'FAILED') not valid")
    try {
      expect((await house.post(query("{ nobody }"), sanne.token)).status).toBe(400)
    } finally {
      await house.rows("alter table trail_event drop constraint spec_full")
    }
  })
})

describe("a flood", () => {
  const times = async (count: number, act: () => Promise<unknown>): Promise<void> => {
    for (let sent = 0; sent < count; sent += 25) await Promise.all(Array.from({ length: 25 }, act))
  }

  it("of requests that cannot be answered is written down up to two hundred a minute, and that there were more", async () => {
    const sanne = await house.employee()
    await times(250, () => house.post("{}", sanne.token))
    const found = await house.rows<any>(
      "select reason, count(*)::int as events from trail_event where actor_id = $1 group by reason order by reason",
      [sanne.id],
    )
    expect(found).toEqual([
      { reason: "BODY", events: 200 },
      { reason: "RATE_LIMITED", events: 1 },
    ])
    // What she asks rightly is answered and written down as ever.
    await sanne.get("{ viewer { id } }")
    const [{ outcome, actions }] = (await trailOf(house, sanne)).slice(-1) as any[]
    expect({ outcome, actions }).toEqual({ outcome: "DONE", actions: ["staff.viewed"] })
  })

  it("of one employee does not hide what another tries", async () => {
    const [sanne, mila] = [await house.employee(), await house.employee({ name: "Mila Hermans" })]
    await times(225, () => house.post("{}", sanne.token))
    await house.post("{}", mila.token)
    expect(await trailOf(house, mila)).toMatchObject([{ reason: "BODY" }])
  })

  it("of attempts by nobody is turned away from its address, and the trail says that there were more; it hides nobody who is known", async () => {
    const besieged = await House.open()
    try {
      const statuses: number[] = []
      await times(250, async () => statuses.push((await besieged.post(viewer)).status))
      expect(new Set(statuses)).toEqual(new Set([401, 429]))
      const sanne = await besieged.employee()
      await sanne.get("mutation { endSessions(input: {}) { errors { reason } } }")
      for (const document of ["{ viewer { id } }", "{ __typename }", "{ nobody }"])
        expect((await besieged.post(query(document), sanne.token)).status).toBe(401)
      const found = await besieged.rows<any>(
        `select reason, actor_id, count(*)::int as events from trail_event where actions = '{session.denied}' group by 1, 2 order by 1`,
      )
      expect(found).toEqual([
        { reason: "NO_TOKEN", actor_id: null, events: 200 },
        { reason: "RATE_LIMITED", actor_id: null, events: 1 },
        { reason: "SESSION_ENDED", actor_id: sanne.id, events: 3 },
      ])
    } finally {
      await besieged.close()
    }
  })
})

describe("what reaches no record", () => {
  const documents = ["{ __typename }", "{ __schema { queryType { name } } }", 'query($x: Boolean = false) { viewer @include(if: $x) { id } }'] // prettier-ignore
  const asked = (who: Colleague, document: string) => house.post(query(document), who.token)

  it.each(documents)("is answered, and leaves no event: %s", async (document) => {
    const sanne = await house.employee()
    expect((await asked(sanne, document)).status).toBe(200)
    expect(await trailOf(house, sanne)).toEqual([])
  })

  it.each([...documents, "{ nobody }", "{"])(
    "is not answered to whose sessions were ended, though she was known a moment ago: %s",
    async (document) => {
      const sanne = await house.employee()
      await sanne.get("mutation { endSessions(input: {}) { errors { reason } } }")
      const { status, data, errors } = await asked(sanne, document)
      expect({ status, data: data ?? null }).toEqual({ status: 401, data: null })
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(["UNAUTHENTICATED"])
      const [, denied, ...others] = await trailOf(house, sanne)
      expect(denied).toMatchObject({ outcome: "DENIED", reason: "SESSION_ENDED", actions: ["session.denied"] })
      expect(others).toEqual([])
    },
  )

  it("is not answered to who was disabled a moment ago", async () => {
    const sanne = await house.employee()
    await sanne.get("{ viewer { id } }")
    await house.rows("update employee set active = false where id = $1", [sanne.id])
    for (const document of documents) expect((await asked(sanne, document)).status).toBe(401)
  })
})
