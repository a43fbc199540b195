import { randomUUID } from "node:crypto"
import { based, change, done, openCase, scene } from "../cases/support"
import { dossierOf } from "../permissions/support"
import { type Colleague, House, type Variables } from "../support/house"
import { lately, referenceOf, traced } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const document = `query Review($filter: TrailFilter, $first: Int, $after: String) {
  trailEvents(filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id recordedAt actor { id } actorRole actions outcome reason operationName documentHash traceId
      sights { position field action activity activityVersion purpose caseIds partyIds personIds types categories grantIds
        cases { reference title } } } } }`

async function found(officer: Colleague, filter: Variables, more: Variables = {}): Promise<any[]> {
  return (await officer.get(document, { filter, first: 100, ...more })).trailEvents.nodes
}

/** Two consultants at work: three requests by the first, of which one refused, and one by the second. */
async function busyMorning() {
  const { team, consultant } = await scene(house)
  const colleague = await house.employee({ name: "Mila Hermans", team })
  const dossier = await openCase(consultant)
  await done(consultant, "updateCase", { ...based(dossier), title: "Anders" })
  await change(consultant, "updateCase", { ...based(dossier), title: "Te laat" })
  await colleague.get("query Look($id: ID!) { case(id: $id) { title } }", { id: dossier.id })
  return { consultant, colleague, dossier, officer: await house.officer() }
}

const told = (events: any[]): string[] => events.map(({ actions, outcome }) => `${actions.join()} ${outcome}`)

describe("reviewing the trail", () => {
  it("finds all that was done with a case, newest first, with who, what and why", async () => {
    const { officer, dossier, consultant, colleague } = await busyMorning()
    const events = await found(officer, { caseId: dossier.id })
    expect(told(events)).toEqual(["CASE_VIEWED DONE", "CASE_UPDATED REFUSED", "CASE_UPDATED DONE", "CASE_OPENED DONE"])
    expect(events.map(({ actor }) => actor.id)).toEqual([colleague.id, consultant.id, consultant.id, consultant.id])
    expect(events[0]).toMatchObject({ operationName: null, actorRole: "CONSULTANT", reason: null })
    expect(events[1]).toMatchObject({ reason: "VERSION_CHANGED" })
    const [sight] = events[0].sights
    expect(sight).toMatchObject({
      field: "case",
      action: "CASE_VIEWED",
      activity: "CASE_HANDLING",
      activityVersion: 1,
      caseIds: [dossier.id],
      types: ["Case"],
      categories: ["CONDUCT"],
      cases: [{ reference: dossier.reference, title: null }],
    })
  })

  it("narrows by actor, action, outcome and period, each alone", async () => {
    const { officer, colleague, consultant, dossier } = await busyMorning()
    expect(told(await found(officer, { actorId: colleague.id }))).toEqual(["CASE_VIEWED DONE"])
    expect((await found(officer, { actorId: consultant.id })).length).toBe(3)
    const opened = await found(officer, { action: "CASE_OPENED", ...lately() })
    expect(opened.every(({ actions }) => actions.includes("CASE_OPENED"))).toBe(true)
    expect(opened.some(({ sights }) => sights[0].caseIds.includes(dossier.id))).toBe(true)
    const refused = await found(officer, { outcome: "REFUSED", ...lately() })
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.every(({ outcome }) => outcome === "REFUSED")).toBe(true)
    const [, second] = await found(officer, { caseId: dossier.id })
    const from = await found(officer, { recordedFrom: second.recordedAt })
    expect(from.every(({ recordedAt }) => recordedAt >= second.recordedAt)).toBe(true)
    expect(from.map(({ id }) => id)).toContain(second.id)
    expect(await found(officer, { recordedBefore: "2020-01-01T00:00:00Z" })).toEqual([])
  })

  it("narrows by all of them together", async () => {
    const { officer, consultant, dossier } = await busyMorning()
    const filter = {
      caseId: dossier.id,
      actorId: consultant.id,
      action: "CASE_UPDATED",
      recordedFrom: "2020-01-01T00:00:00Z",
    }
    expect(told(await found(officer, filter))).toEqual(["CASE_UPDATED REFUSED", "CASE_UPDATED DONE"])
    expect(told(await found(officer, { ...filter, outcome: "DONE" }))).toEqual(["CASE_UPDATED DONE"])
    expect(await found(officer, { ...filter, outcome: "DONE", action: "CASE_CLOSED" })).toEqual([])
    expect(await found(officer, { ...filter, recordedBefore: "2020-01-02T00:00:00Z" })).toEqual([])
  })

  it("finds nothing of a case, an actor or a day that is not there", async () => {
    const officer = await house.officer()
    for (const filter of [
      { caseId: randomUUID() },
      { caseId: "zaak" },
      { actorId: randomUUID() },
      { actorId: "Sanne" },
    ])
      expect(await found(officer, filter)).toEqual([])
  })

  it("finds a case by what was seen of it in a list or below a person", async () => {
    const dossier = await dossierOf(house)
    const officer = await house.officer()
    const lead = await house.employee({ name: "Joost van Dam", role: "TEAM_LEAD", team: dossier.team })
    await lead.get("{ cases { nodes { reference } } }")
    await lead.get("query($id: ID!) { person(id: $id) { involvements { role case { id } } } }", { id: dossier.person })
    const events = await found(officer, { caseId: dossier.case.id, actorId: lead.id })
    expect(told(events)).toEqual(["REGISTRY_VIEWED DONE", "CASE_LISTED DONE"])
    expect(events[0].sights[0]).toMatchObject({
      personIds: [await referenceOf(house, dossier.person)],
      partyIds: [dossier.party],
    })
  })

  it("goes page by page, without a gap or a repeat, while the trail grows", async () => {
    const { consultant } = await scene(house)
    for (let i = 0; i < 7; i++) await consultant.get("{ viewer { id } }")
    const officer = await house.officer()
    const seen: string[] = []
    let after: string | null = null
    for (let pages = 0; pages < 5; pages++) {
      const { trailEvents } = await officer.get(document, { filter: { actorId: consultant.id }, first: 3, after })
      seen.push(...trailEvents.nodes.map(({ id }: any) => id))
      await consultant.get("{ viewer { id } }")
      after = trailEvents.pageInfo.endCursor
      if (!trailEvents.pageInfo.hasNextPage) break
    }
    expect(seen).toHaveLength(7)
    expect(new Set(seen).size).toBe(7)
  })

  it("is in the trail itself, with the cases that it showed", async () => {
    const { officer, dossier } = await busyMorning()
    const filter = { caseId: dossier.id }
    const { events, sights } = await traced(house, officer, document, { filter, first: 10 })
    expect(events).toMatchObject([{ actor_id: officer.id, actor_role: "PRIVACY_OFFICER", actions: ["trail.listed"] }])
    expect(sights).toMatchObject([
      { field: "trailEvents", activity: "trail-review", case_ids: [dossier.id] },
      { field: "trailEvents", activity: "trail-review", case_ids: [dossier.id], categories: [] },
    ])
    expect(told(await found(officer, { actorId: officer.id, action: "TRAIL_LISTED" })).length).toBeGreaterThan(0)
  })

  it("leaves no line when it fails half-way", async () => {
    const officer = await house.officer()
    const { answer, events } = await traced(house, officer, "{ trailEvents(first: 101) { nodes { id } } }")
    expect(answer).toMatchObject({ status: 400, data: null })
    expect(events).toMatchObject([{ outcome: "FAILED" }])
  })

  it("tells of a denied sign-in, without saying more than is known", async () => {
    const officer = await house.officer()
    await house.ask("{ viewer { id } }")
    const [event] = await found(officer, { action: "SESSION_DENIED", outcome: "DENIED", ...lately() })
    expect(event).toMatchObject({ actor: null, actorRole: null, reason: "NO_TOKEN", sights: [] })
  })

  it("tells of the jobs of the service itself, where they did something", async () => {
    const officer = await house.officer()
    await house.rows("insert into session (id, expires_at) values ('long-ago', now() - interval '1 day')")
    await house.rows("update job set ended_at = null where name = 'housekeeping'")
    await (await house.another()).stop()
    const { trailEvents } = await officer.get(
      "query($filter: TrailFilter) { trailEvents(filter: $filter) { nodes { actorKind job actor { id } outcome } } }",
      { filter: { action: "HOUSE_KEPT", ...lately() } },
    )
    expect(trailEvents.nodes).toContainEqual({ actorKind: "JOB", job: "housekeeping", actor: null, outcome: "DONE" })
  })
})
