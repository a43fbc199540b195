import { House } from "../support/house"
import { dossierOf } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const content = `query($id: ID!) { case(id: $id) {
  reference kind category status purpose legalBasis team { id name } assignee { id name } openedBy { name } openedAt version
  title description balancingNote home { id street }
  parties { id name } journal { totalCount nodes { body } edges { cursor } } tasks { title } openTaskCount
  access { route level principalId endsAt } } }`

describe("the privacy officer", () => {
  it("sees of every case that it is there, and not what it says", async () => {
    const dossier = await dossierOf(house)
    const officer = await house.officer()
    const { case: seen } = await officer.get(content, { id: dossier.case.id })
    expect(seen).toMatchObject({
      reference: dossier.case.reference,
      kind: "NUISANCE",
      category: "CONDUCT",
      status: "REPORTED",
      purpose: "TENANCY",
      legalBasis: "AGREEMENT",
      team: { id: dossier.team },
      assignee: { id: dossier.consultant.id, name: "Sanne de Wit" },
      version: 1,
    })
    expect(seen).toMatchObject({ title: null, description: null, balancingNote: null, home: null })
    expect(seen).toMatchObject({
      parties: [],
      journal: { totalCount: 0, nodes: [], edges: [] },
      tasks: [],
      openTaskCount: 0,
    })
  })

  it("sees all grants there ever were", async () => {
    const dossier = await dossierOf(house)
    await house.rows("update case_grant set valid_until = now() where case_id = $1 and route = 'TEAM'", [
      dossier.case.id,
    ])
    const officer = await house.officer()
    const { case: seen } = await officer.get(content, { id: dossier.case.id })
    const routes = seen.access.map(({ route, endsAt }: any) => [route, endsAt !== null])
    expect(routes.sort()).toEqual([
      ["ASSIGNMENT", false],
      ["TEAM", true],
    ])
  })

  it("finds cases of every team and kind, and cannot find them by what is withheld", async () => {
    const nuisance = await dossierOf(house)
    const fraud = await dossierOf(house, { kind: "FRAUD" })
    const officer = await house.officer()
    const document = `query($home: ID!) { cases(first: 100) { nodes { id } totalCount }
      byHome: cases(filter: { homeId: $home }) { totalCount nodes { id } } }`
    const { cases, byHome } = await officer.get(document, { home: fraud.home })
    const ids = cases.nodes.map(({ id }: any) => id)
    expect(ids).toEqual(expect.arrayContaining([nuisance.case.id, fraud.case.id]))
    expect(byHome).toEqual({ totalCount: 0, nodes: [] })
  })

  it("reaches no party, entry, task, person or home by any id", async () => {
    const { party, entry, task, person, home } = await dossierOf(house)
    const officer = await house.officer()
    for (const id of [party, entry, task, person, home])
      expect(await officer.get("query($id: ID!) { node(id: $id) { id } person(id: $id) { id } }", { id })).toEqual({
        node: null,
        person: null,
      })
  })
})

describe("the trail", () => {
  it.each(["CONSULTANT", "TEAM_LEAD", "PRIVACY_COORDINATOR", "ADMINISTRATOR"])(
    "is not for the role %s",
    async (role) => {
      const team = await house.team()
      const who = await house.employee({ name: "Karin Smit", role, team })
      const { trailEvents } = await who.get("{ trailEvents { totalCount nodes { id } edges { cursor } } }")
      expect(trailEvents).toEqual({ totalCount: 0, nodes: [], edges: [] })
      const [event] = await house.rows<any>("select id, outcome, reason from trail_event where actor_id = $1", [who.id])
      expect(event).toMatchObject({ outcome: "DENIED", reason: "NOT_ALLOWED" })
      expect((await who.get("query($id: ID!) { node(id: $id) { id } }", { id: event.id })).node).toBeNull()
    },
  )
})

describe("the administrator", () => {
  it("knows the staff", async () => {
    const team = await house.team("Team Vlinder")
    const consultant = await house.employee({ team })
    const administrator = await house.employee({ name: "Karin Smit", role: "ADMINISTRATOR" })
    const { viewer, teams, employees } = await administrator.get(
      `{ viewer { name role active } teams(first: 100) { nodes { name memberships { employee { id } endsAt } } }
        employees(first: 100) { nodes { id name role } } }`,
    )
    expect(viewer).toEqual({ name: "Karin Smit", role: "ADMINISTRATOR", active: true })
    expect(teams.nodes).toContainEqual({
      name: "Team Vlinder",
      memberships: [{ employee: { id: consultant.id }, endsAt: null }],
    })
    expect(employees.nodes).toContainEqual({ id: consultant.id, name: "Sanne de Wit", role: "CONSULTANT" })
  })

  it("gets an empty list of cases, which the trail says was denied", async () => {
    await dossierOf(house)
    const administrator = await house.employee({ name: "Karin Smit", role: "ADMINISTRATOR" })
    const { cases } = await administrator.get("{ cases { totalCount nodes { id } } }")
    expect(cases).toEqual({ totalCount: 0, nodes: [] })
    const events = await house.rows("select outcome from trail_event where actor_id = $1", [administrator.id])
    expect(events).toEqual([{ outcome: "DENIED" }])
  })
})
