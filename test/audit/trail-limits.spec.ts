import { expectFault } from "../records/support"
import { type Colleague, House, type Variables } from "../support/house"

let house: House
let officer: Colleague
beforeAll(async () => {
  house = await House.open()
  officer = await house.officer()
})
afterAll(() => house.close())

const document = "query($filter: TrailFilter) { trailEvents(filter: $filter) { totalCount nodes { id } } }"
const counting = "query($filter: TrailFilter) { trailEvents(filter: $filter) { totalCount } }"
const daysFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString()

const wide: [string, Variables][] = [
  ["a role", { role: "CONSULTANT" }],
  ["an action", { action: "CASE_VIEWED" }],
  ["an activity", { activity: "CASE_HANDLING" }],
  ["a route", { route: "EMERGENCY" }],
  ["an outcome", { outcome: "DENIED" }],
]

describe("a search that would look through the whole trail", () => {
  it.each(wide)("is refused by %s alone, and says what to give", async (_what, filter) => {
    const answer = await officer.ask(document, { filter })
    expectFault(answer, "BAD_REQUEST", "TRAIL_FILTER")
    expect(answer.errors?.[0]?.message).toMatch(
      /a case, a party, one employee's requests, or a period of at most 31 days/,
    )
    expectFault(await officer.ask(counting, { filter }), "BAD_REQUEST", "TRAIL_FILTER")
  })

  it.each([
    ["without a beginning", { recordedBefore: daysFromNow(0) }],
    ["of more than 31 days until now", { recordedFrom: daysFromNow(-32) }],
    ["of an October and an hour", { recordedFrom: "2025-09-30T22:00:00Z", recordedBefore: "2025-11-01T00:00:01Z" }],
    ["of more than 31 days", { recordedFrom: daysFromNow(-100), recordedBefore: daysFromNow(-68) }],
    ["and by a team, whose requests are many", { teamId: "00000000-0000-4000-8000-000000000001" }],
  ])("is refused in a period %s", async (_what, period) => {
    expectFault(
      await officer.ask(document, { filter: { action: "CASE_VIEWED", ...period } }),
      "BAD_REQUEST",
      "TRAIL_FILTER",
    )
  })

  it("is refused again for the next period that is too long, though the document is known", async () => {
    for (const days of [-30, -40, -30]) {
      const answer = await officer.ask(document, { filter: { action: "CASE_VIEWED", recordedFrom: daysFromNow(days) } })
      if (days === -30) expect(answer.errors).toBeUndefined()
      else expectFault(answer, "BAD_REQUEST", "TRAIL_FILTER")
    }
  })

  it.each([
    ["a case", { caseId: "00000000-0000-4000-8000-000000000001" }],
    ["a party", { partyId: "00000000-0000-4000-8000-000000000001" }],
    ["an employee", { actorId: "00000000-0000-4000-8000-000000000001" }],
    ["31 days until now", { recordedFrom: daysFromNow(-30.9) }],
    [
      "a whole October as it is in Amsterdam, with the hour that comes twice",
      { recordedFrom: "2025-09-30T22:00:00Z", recordedBefore: "2025-10-31T23:00:00Z" },
    ],
    ["a month of long ago", { recordedFrom: daysFromNow(-1000), recordedBefore: daysFromNow(-970) }],
  ])("is none with %s", async (_what, narrow) => {
    for (const [, filter] of wide)
      expect((await officer.ask(document, { filter: { ...filter, ...narrow } })).errors).toBeUndefined()
  })

  it("is none without any filter, by a team alone, or by a period alone of whatever length: it stands in order", async () => {
    const [newest] = (await officer.get(document, {})).trailEvents.nodes
    expect(newest).toBeDefined()
    for (const filter of [{ recordedFrom: daysFromNow(-5000) }, { recordedBefore: daysFromNow(0) }])
      expect((await officer.get(document, { filter })).trailEvents.nodes.length).toBeGreaterThan(0)
    expect((await officer.get(document, { filter: { teamId: await house.team() } })).trailEvents.nodes).toEqual([])
  })
})

describe("a period is refused", () => {
  it.each([
    ["that begins in the future", { recordedFrom: daysFromNow(1) }],
    ["that ends before it begins", { recordedFrom: daysFromNow(-1), recordedBefore: daysFromNow(-2) }],
    ["that ends as it begins", { recordedFrom: "2026-03-01T09:00:00Z", recordedBefore: "2026-03-01T09:00:00Z" }],
    ["that ends in years to come", { recordedBefore: "2999-01-01T00:00:00Z" }],
  ])("%s, whatever else is asked", async (_what, period) => {
    for (const more of [{}, { actorId: officer.id }, { action: "CASE_VIEWED" }])
      expectFault(await officer.ask(document, { filter: { ...period, ...more } }), "BAD_REQUEST", "TRAIL_PERIOD")
  })

  it("but not one that ends with this day", async () => {
    const filter = { recordedFrom: daysFromNow(-1), recordedBefore: daysFromNow(1) }
    expect((await officer.get(document, { filter })).trailEvents.nodes.length).toBeGreaterThan(0)
  })
})

describe("what is found", () => {
  it("is nothing by an id that is none, instead of everything", async () => {
    for (const name of ["caseId", "partyId", "actorId", "teamId"])
      for (const id of ["", "zaak", "\0", "00000000-0000-0000-0000-00000000000g"])
        expect([name, id, (await officer.get(document, { filter: { [name]: id } })).trailEvents]).toEqual([
          name,
          id,
          { totalCount: 0, nodes: [] },
        ])
  })

  it("is counted up to a thousand and no further", async () => {
    const sanne = await house.employee()
    await house.rows(
      `insert into trail_event (actor_kind, actor_id, actor_role, actions, outcome)
       select 'EMPLOYEE', $1, 'CONSULTANT', '{staff.viewed}', 'DONE' from generate_series(1, 1200)`,
      [sanne.id],
    )
    const { trailEvents } = await officer.get(document, { filter: { actorId: sanne.id } })
    expect(trailEvents).toMatchObject({ totalCount: 1000 })
    expect(trailEvents.nodes).toHaveLength(25)
  })
})
