import { auditorOf } from "../access/support"
import { declare, atHome } from "../blocks/support"
import { based, done, openCase, scene } from "../cases/support"
import { hurryTo } from "../emergencies/support"
import { type Dossier, connectedAs, dossierOf } from "../permissions/support"
import { type Colleague, House, type Variables } from "../support/house"
import { Sealed } from "./sealed"
import { lately } from "./support"

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

const document = `query Asking($filter: TrailFilter, $first: Int, $after: String, $last: Int, $before: String) {
  trailEvents(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    nodes { id recordedAt actions actor { id } reached { caseId routes grantIds } } } }`

const page = async (officer: Colleague, filter: Variables, more: Variables = { first: 100 }): Promise<any> =>
  (await officer.get(document, { filter, ...more })).trailEvents

/** What is found, newest first; the count says the same. That she asked stands there too, and is left out. */
async function found(officer: Colleague, filter: Variables): Promise<any[]> {
  const { nodes, totalCount } = await page(officer, filter)
  expect(totalCount).toBe(nodes.length)
  return nodes.filter(({ actions }: any) => actions.join() !== "TRAIL_LISTED")
}
const did = (events: any[]): string[] => events.map(({ actions }) => actions.join())
const ids = (events: any[]): string[] => events.map(({ id }) => id)

const look = (who: Colleague, id: string): Promise<any> =>
  who.get("query($id: ID!) { case(id: $id) { title } }", { id })

/** Every page in turn, forward or backward; fails when a page is not followed by the next. */
async function leafed(officer: Colleague, filter: Variables, size: number, forward: boolean): Promise<string[]> {
  const all: string[] = []
  let at: string | null = null
  for (;;) {
    const more: Variables = forward ? { first: size, after: at } : { last: size, before: at }
    const { nodes, pageInfo } = await page(officer, filter, more)
    expect(nodes.length).toBeLessThanOrEqual(size)
    all.push(...(forward ? ids(nodes) : ids(nodes).reverse()))
    if (!(forward ? pageInfo.hasNextPage : pageInfo.hasPreviousPage)) return all
    at = forward ? pageInfo.endCursor : pageInfo.startCursor
  }
}

/** What an officer finds in the look-up itself, by a statement of her own, about a case. */
const lookedUp = ({ id }: Colleague, dossier: Dossier): Promise<number> =>
  connectedAs(house, "officer", async (client) => {
    await client.query(
      "select open_request($1, 'PRIVACY_OFFICER', null, '{trail.listed}', 'DONE', null, null, null, null, null, null, null, null, null)",
      [id],
    )
    const byCase = await client.query("select from trail_by_case where case_id = $1", [dossier.case.id])
    return byCase.rowCount ?? 0
  })

describe("the trail of a case", () => {
  it("is the same before it is sealed and after, and while a part of it is", async () => {
    const { consultant } = await scene(house)
    const [dossier, officer] = [await openCase(consultant), await house.officer()]
    await look(consultant, dossier.id)
    const before = await found(officer, { caseId: dossier.id })
    expect(did(before)).toEqual(["CASE_VIEWED", "CASE_OPENED"])
    await sealed.seal()
    expect(ids(await found(officer, { caseId: dossier.id }))).toEqual(ids(before))
    await done(consultant, "updateCase", { ...based(dossier), title: "Anders" })
    expect(did(await found(officer, { caseId: dossier.id }))).toEqual(["CASE_UPDATED", "CASE_VIEWED", "CASE_OPENED"])
  })

  it("is leafed through from either end across what is sealed and what is not, without a gap or a repeat", async () => {
    const { consultant } = await scene(house)
    const [dossier, officer] = [await openCase(consultant), await house.officer()]
    for (let i = 0; i < 4; i++) await look(consultant, dossier.id)
    await sealed.seal()
    for (let i = 0; i < 4; i++) await look(consultant, dossier.id)
    const filter = { caseId: dossier.id, actorId: consultant.id }
    const all = ids(await found(officer, filter))
    expect(all).toHaveLength(9)
    expect(await leafed(officer, filter, 2, true)).toEqual(all)
    expect(await leafed(officer, filter, 2, false)).toEqual([...all].reverse())
  })

  it("is narrowed by everything else that is asked, sealed or not", async () => {
    const { consultant, team } = await scene(house)
    const mila = await house.employee({ name: "Mila Hermans", team })
    const [dossier, officer] = [await openCase(consultant), await house.officer()]
    await look(mila, dossier.id)
    const narrowed: [Variables, string[]][] = [
      [{ actorId: mila.id }, ["CASE_VIEWED"]],
      [{ teamId: team }, ["CASE_VIEWED", "CASE_OPENED"]],
      [{ teamId: await house.team() }, []],
      [{ role: "TEAM_LEAD" }, []],
      [{ action: "CASE_OPENED" }, ["CASE_OPENED"]],
      [{ activity: "TRAIL_REVIEW" }, []],
      [{ outcome: "REFUSED" }, []],
      [{ recordedBefore: "2020-01-01T00:00:00Z" }, []],
    ]
    for (const now of [false, true]) {
      if (now) await sealed.seal()
      for (const [narrow, actions] of narrowed)
        expect([now, narrow, did(await found(officer, { caseId: dossier.id, ...narrow }))]).toEqual([
          now,
          narrow,
          actions,
        ])
    }
  })

  it("tells, once it is sealed, by which routes and grants each request had come to it", async () => {
    const { consultant, team } = await scene(house)
    const lead = await house.employee({ name: "Joost van Dam", role: "TEAM_LEAD", team })
    const [dossier, officer] = [await openCase(consultant), await house.officer()]
    await done(lead, "assignCase", { ...based(dossier), assigneeId: consultant.id })
    await look(consultant, dossier.id)
    await look(lead, dossier.id)
    await look(officer, dossier.id)
    const filter = { caseId: dossier.id }
    for (const { reached } of await found(officer, filter)) expect(reached).toEqual([])
    await sealed.seal()
    const [officers, leads, consultants] = (await found(officer, filter)).filter(
      ({ actions }) => actions[0] === "CASE_VIEWED",
    )
    expect(officers.reached).toEqual([{ caseId: dossier.id, routes: [], grantIds: [] }])
    expect(leads.reached).toMatchObject([{ caseId: dossier.id, routes: ["TEAM"] }])
    expect(consultants.reached).toMatchObject([{ caseId: dossier.id, routes: ["ASSIGNMENT", "TEAM"] }])
    expect(consultants.reached[0].grantIds).toHaveLength(2)
    expect(did(await found(officer, { ...filter, route: "ASSIGNMENT" }))).toEqual(["CASE_VIEWED", "CASE_OPENED"])
    expect(await found(officer, { ...filter, route: "EMERGENCY" })).toEqual([])
  })
})

describe("the trail of a party", () => {
  it("is who saw or changed this party, and not who saw another of the same case", async () => {
    const dossier = await dossierOf(house)
    const officer = await house.officer()
    const { id: caseId } = dossier.case
    const { party: other } = await done(dossier.consultant, "addParty", { caseId, role: "WITNESS", name: "Mw. Bos" })
    const parties = "query($id: ID!) { case(id: $id) { parties { name } } }"
    await dossier.consultant.get(parties, { id: caseId })
    await look(dossier.consultant, caseId)
    const expected: [string, string[]][] = [
      [dossier.party, ["CASE_VIEWED", "PARTY_ADDED"]],
      [other.id, ["CASE_VIEWED", "PARTY_ADDED"]],
    ]
    const seen: string[][] = []
    for (const now of [false, true]) {
      if (now) await sealed.seal()
      for (const [party, actions] of expected) {
        const events = await found(officer, { partyId: party })
        expect(did(events)).toEqual(actions)
        expect(await leafed(officer, { partyId: party, actorId: dossier.consultant.id }, 1, false)).toEqual(
          ids(events).reverse(),
        )
        seen.push(ids(events))
      }
    }
    const [first = [], second = []] = seen
    expect(seen.slice(2)).toEqual([first, second])
    expect(first[0]).toBe(second[0])
    expect(first[1]).not.toBe(second[1])
    expect(ids(await found(officer, { partyId: dossier.party, caseId: caseId, action: "PARTY_ADDED" }))).toEqual([
      first[1],
    ])
  })

  it("is for nobody to find whom a conflict of interest keeps from its case, sealed or not", async () => {
    const dossier = await dossierOf(house)
    const [marijke, other] = [await house.officer(), await house.officer()]
    const els = await house.employee({ name: "Els Dekker", role: "PRIVACY_COORDINATOR" })
    await declare(els, atHome(dossier.home, { employeeId: marijke.id }))
    for (const now of [false, true]) {
      if (now) await sealed.seal()
      for (const filter of [{ partyId: dossier.party }, { caseId: dossier.case.id }, { teamId: dossier.team }])
        expect([now, filter, await found(marijke, filter)]).toEqual([now, filter, []])
      expect((await found(other, { partyId: dossier.party })).length).toBeGreaterThan(0)
    }
    expect(await lookedUp(marijke, dossier)).toBe(0)
    expect(await lookedUp(other, dossier)).toBeGreaterThan(0)
    const routed = { route: "TEAM", actorId: dossier.consultant.id }
    expect(await found(marijke, routed)).toEqual([])
    expect((await found(other, routed)).length).toBeGreaterThan(0)
  })
})

describe("the trail of a team", () => {
  it("is what was done by whoever belonged to it at that moment", async () => {
    const [team, elsewhere, officer] = [await house.team(), await house.team(), await house.officer()]
    const sanne = await house.employee({ name: "Sanne de Wit", team })
    const daan = await house.employee({ name: "Daan Smit", team: elsewhere })
    await sanne.get("{ viewer { name } }")
    await daan.get("{ viewer { name } }")
    await house.rows("update team_membership set valid_until = now() where employee_id = $1", [sanne.id])
    await sanne.get("{ teams { totalCount } }")
    await house.rows("insert into team_membership (employee_id, team_id) values ($1, $2)", [daan.id, team])
    await daan.get("{ teams { totalCount } }")
    const events = await found(officer, { teamId: team })
    expect(events.map(({ actor, actions }) => [actor.id, ...actions])).toEqual([
      [daan.id, "STAFF_LISTED"],
      [sanne.id, "STAFF_VIEWED"],
    ])
    expect(did(await found(officer, { teamId: elsewhere }))).toEqual(["STAFF_LISTED", "STAFF_VIEWED"])
  })

  it("holds each request once, though two terms in it overlap", async () => {
    const [team, officer] = [await house.team(), await house.officer()]
    const sanne = await house.employee({ name: "Sanne de Wit", team })
    await house.rows(
      "insert into team_membership (employee_id, team_id, valid_from, valid_until) values ($1, $2, now() - interval '1 day', now() + interval '1 day')",
      [sanne.id, team],
    )
    for (let i = 0; i < 3; i++) await sanne.get("{ viewer { name } }")
    expect(await found(officer, { teamId: team })).toHaveLength(3)
    expect(await leafed(officer, { teamId: team }, 2, true)).toHaveLength(3)
  })

  it("is leafed through from either end, by the requests of all who belonged to it in turn", async () => {
    const [team, officer] = [await house.team(), await house.officer()]
    const members = [await house.employee({ team }), await house.employee({ name: "Daan Smit", team })]
    for (let i = 0; i < 6; i++) await members[i % 2]?.get("{ viewer { name } }")
    const all = ids(await found(officer, { teamId: team }))
    expect(all).toHaveLength(6)
    expect(await leafed(officer, { teamId: team }, 4, true)).toEqual(all)
    expect(await leafed(officer, { teamId: team }, 4, false)).toEqual([...all].reverse())
  })
})

describe("within a short period the trail is searched", () => {
  it("by the organisation that whoever asked works for: an auditor's is another than the association", async () => {
    const [officer, auditor] = [await house.officer(), await auditorOf(house)]
    const joost = await house.employee({ name: "Joost van Dam" })
    for (const who of [auditor, joost]) await who.get("{ viewer { name } }")
    await house.ask("{ viewer { name } }", {}, "niemand")
    const by = async (organisation: string): Promise<unknown[]> => {
      const { nodes } = await page(officer, { organisation, ...lately() })
      return [auditor, joost].map(({ id }) => nodes.some(({ actor }: any) => actor?.id === id))
    }
    expect(await by("AUDITOR")).toEqual([true, false])
    expect(await by("ASSOCIATION")).toEqual([false, true])
    const denied = await found(officer, { action: "SESSION_DENIED", ...lately() })
    expect(denied.length).toBeGreaterThan(0)
    for (const organisation of ["AUDITOR", "ASSOCIATION"])
      expect(await found(officer, { action: "SESSION_DENIED", organisation, ...lately() })).toEqual([])
    expect((await officer.ask(document, { filter: { organisation: "AUDITOR" } })).errors).toMatchObject([
      { extensions: { detail: "TRAIL_FILTER" } },
    ])
  })

  it("by the role that somebody had at that moment", async () => {
    const officer = await house.officer()
    const who = await house.employee({ name: "Joost van Dam" })
    await who.get("{ viewer { name } }")
    await house.rows("update employee set role = 'TEAM_LEAD' where id = $1", [who.id])
    await who.get("{ teams { totalCount } }")
    const [before] = await found(officer, { actorId: who.id, role: "CONSULTANT" })
    const leads = await found(officer, { role: "TEAM_LEAD", ...lately() })
    expect(before.actions).toEqual(["STAFF_VIEWED"])
    expect(did(leads.filter(({ actor }) => actor.id === who.id))).toEqual(["STAFF_LISTED"])
  })

  it("by the processing activity, whatever else the request did", async () => {
    const { consultant } = await scene(house)
    const officer = await house.officer()
    await consultant.get("{ viewer { name } cases { totalCount } }")
    await consultant.get("{ teams { totalCount } }")
    expect(did(await found(officer, { actorId: consultant.id, activity: "CASE_HANDLING" }))).toEqual([
      "STAFF_VIEWED,CASE_LISTED",
    ])
    const listed = await found(officer, { activity: "STAFF_DIRECTORY", ...lately() })
    expect(did(listed.filter(({ actor }) => actor?.id === consultant.id))).toEqual([
      "STAFF_LISTED",
      "STAFF_VIEWED,CASE_LISTED",
    ])
  })

  it("by the route of any of its cases, once it is sealed", async () => {
    const dossier = await dossierOf(house)
    const officer = await house.officer()
    const daan = await house.employee({ name: "Daan Smit", team: await house.team() })
    await done(daan, "openInEmergency", hurryTo(dossier), "__typename")
    await look(daan, dossier.case.id)
    const filter = { route: "EMERGENCY", ...lately() }
    expect(await found(officer, filter)).toEqual([])
    await sealed.seal()
    expect(did(await found(officer, filter))).toEqual(["CASE_VIEWED", "EMERGENCY_ASKED"])
  })
})
