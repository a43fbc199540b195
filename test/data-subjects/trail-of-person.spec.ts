import { randomUUID } from "node:crypto"
import { auditorOf } from "../access/support"
import { Sealed } from "../audit/sealed"
import { atHome, declare, end } from "../blocks/support"
import { done } from "../cases/support"
import { type Colleague, House, type Variables } from "../support/house"
import { fileOf, look, partyOf } from "./support"

let house: House
let sealed: Sealed
beforeAll(async () => {
  house = await House.open()
  sealed = await Sealed.of(house)
})
afterAll(async () => {
  await sealed.close()
  await house.close()
})

const document = `query Person($filter: TrailFilter) { trailEvents(filter: $filter, first: 100) { totalCount
  nodes { id actions actor { id name } sights { caseIds } } } }`

async function eventsOf(who: Colleague, filter: Variables): Promise<any[]> {
  const { trailEvents } = await who.get(document, { filter })
  expect(trailEvents.totalCount).toBe(trailEvents.nodes.length)
  // That it was asked stands there too.
  return (trailEvents.nodes as any[]).filter(({ actions }) => actions.join() !== "TRAIL_LISTED")
}

const byWhom = (events: readonly any[]): string[] => events.map(({ actor, actions }) => `${String(actor?.name)} ${String(actions)}`) // prettier-ignore

describe("who looked at Mrs Jansen's file", () => {
  it("is found by the privacy officer from the person to her cases to their events, with who it was", async () => {
    const jansen = await house.person("Jansen")
    const [one, other] = [await fileOf(house, { jansen }), await fileOf(house, { jansen, role: "WITNESS" })]
    await (await fileOf(house)).consultant.get("{ cases { nodes { id } } }")
    const lead = await house.employee({ name: "Joost van Dam", role: "TEAM_LEAD", team: one.team })
    await lead.get(look, { id: one.case.id })
    const marijke = await house.officer()
    const events = await eventsOf(marijke, { personId: jansen })
    expect(byWhom(events)).toEqual([
      "Joost van Dam CASE_VIEWED",
      "Sanne de Wit PARTY_ADDED",
      "Sanne de Wit CASE_OPENED",
      "Sanne de Wit PARTY_ADDED",
      "Sanne de Wit CASE_OPENED",
    ])
    const cases = events.flatMap(({ sights }) => sights.flatMap(({ caseIds }: any) => caseIds))
    expect(new Set(cases)).toEqual(new Set([one.case.id, other.case.id]))
    expect(byWhom(await eventsOf(marijke, { personId: jansen, actorId: lead.id }))).toEqual([
      "Joost van Dam CASE_VIEWED",
    ])
  })

  it("is found as well once the trail is sealed, with what came after", async () => {
    const file = await fileOf(house)
    const marijke = await house.officer()
    const before = await eventsOf(marijke, { personId: file.jansen })
    await sealed.seal()
    const seen = await eventsOf(marijke, { personId: file.jansen })
    await file.consultant.get(look, { id: file.case.id })
    const after = await eventsOf(marijke, { personId: file.jansen })
    expect(seen).toEqual(before)
    expect(byWhom(after.slice(0, 1))).toEqual(["Sanne de Wit CASE_VIEWED"])
    expect(after.slice(1)).toEqual(seen)
  })

  it("is not found where a conflict of interest keeps the case from her, and is again when that has ended", async () => {
    const home = await house.home()
    const jansen = await house.person("Jansen")
    const [kept, open] = [await fileOf(house, { jansen, facts: { homeId: home } }), await fileOf(house, { jansen })]
    const marijke = await house.officer()
    const els = await house.employee({ name: "Els Dekker", role: "PRIVACY_COORDINATOR" })
    const { id } = await declare(els, atHome(home, { employeeId: marijke.id }))
    const casesFound = async (): Promise<unknown> =>
      new Set((await eventsOf(marijke, { personId: jansen })).flatMap(({ sights }) => sights.flatMap(({ caseIds }: any) => caseIds))) // prettier-ignore
    expect(await casesFound()).toEqual(new Set([open.case.id]))
    await end(els, id)
    expect(await casesFound()).toEqual(new Set([open.case.id, kept.case.id]))
  })

  it("is not found by the person of a shielded reporter, unless the officer is cleared for reporters", async () => {
    const file = await fileOf(house)
    await house.rows("insert into clearance (employee_id, category) values ($1, 'REPORTER')", [file.consultant.id])
    const bos = await house.person("Bos")
    const shielded = { role: "REPORTER", category: "REPORTER", name: "Dhr. Bos", personId: bos }
    await partyOf(file.consultant, file.case.id, shielded)
    const marijke = await house.officer()
    expect(await eventsOf(marijke, { personId: bos })).toEqual([])
    await house.rows("insert into clearance (employee_id, category) values ($1, 'REPORTER')", [marijke.id])
    expect(byWhom(await eventsOf(marijke, { personId: bos }))).toContain("Sanne de Wit CASE_OPENED")
  })

  // Destruction takes the party with the case. What the trail says of the person outlives both, and must not say then what was kept before.
  it("does not tell that she reported once the case is gone: only that she was looked up", async () => {
    const file = await fileOf(house)
    await house.rows("insert into clearance (employee_id, category) values ($1, 'REPORTER')", [file.consultant.id])
    const bos = await house.person("Bos")
    const shielded = { role: "REPORTER", category: "REPORTER", name: "Dhr. Bos", personId: bos }
    await partyOf(file.consultant, file.case.id, shielded)
    const who = "query($id: ID!) { case(id: $id) { parties { name participant { ... on Person { id } } } } }"
    await file.consultant.get(who, { id: file.case.id })
    const lead = await house.employee({ name: "Joost van Dam", role: "TEAM_LEAD", team: file.team })
    await lead.get("query($id: ID!) { person(id: $id) { surname } }", { id: bos })
    await house.rows("delete from party where person_id = $1", [bos])
    const marijke = await house.officer()
    const lookedUp = ["Joost van Dam REGISTRY_VIEWED"]
    expect(byWhom(await eventsOf(marijke, { personId: bos }))).toEqual(lookedUp)
    await sealed.seal()
    expect(byWhom(await eventsOf(marijke, { personId: bos }))).toEqual(lookedUp)
    // It is there to be kept from her.
    await house.rows("insert into clearance (employee_id, category) values ($1, 'REPORTER')", [marijke.id])
    expect(byWhom(await eventsOf(marijke, { personId: bos }))).toContain("Sanne de Wit CASE_VIEWED")
  })

  it("is found by nobody else in this way: not by an auditor, nor by those to whom the trail is closed anyway", async () => {
    const file = await fileOf(house)
    const els = await house.employee({ name: "Els Dekker", role: "PRIVACY_COORDINATOR" })
    for (const who of [await auditorOf(house), els, file.consultant])
      expect(await eventsOf(who, { personId: file.jansen })).toEqual([])
  })

  it("is nobody's where the id is malformed, not there, or that of something else", async () => {
    const file = await fileOf(house)
    await done(file.consultant, "addTask", { caseId: file.case.id, title: "Bellen", dueOn: "2027-01-01" })
    const marijke = await house.officer()
    for (const person of ["geen", "", randomUUID(), file.case.id, file.party, file.consultant.id])
      expect(await eventsOf(marijke, { personId: person })).toEqual([])
  })
})
