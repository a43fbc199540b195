import { House } from "../support/house"
import { addCase, addEntry, addParty, addTask, staffed, trailOf, watched } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const scene = async () => {
  const { team, sanne } = await staffed(house)
  const home = await house.home()
  const person = await house.person("Bakker", home)
  const id = await addCase(house, { team, by: sanne, home, title: "Agressie op de galerij", assignee: sanne.id })
  await addParty(house, { of: id, by: sanne, name: "A. Bakker", person })
  await addEntry(house, { of: id, by: sanne, body: "Huisbezoek gebracht" })
  await addTask(house, { of: id, by: sanne, title: "Bellen" })
  return { team, sanne, home, person, id }
}

const everything = `query($id: ID!) {
  case(id: $id) {
    id reference kind title description balancingNote status
    home { street } parties { name participant { __typename } } journal { nodes { body } edges { cursor } totalCount pageInfo { hasNextPage } }
    tasks { title } openTaskCount team { name cases { totalCount } } assignee { name } access { route level principalId }
  }
}`

describe("what the privacy officer may not read", () => {
  it("is null or empty, and no category of content stands in the trail", async () => {
    const { sanne, id } = await scene()
    const marijke = await house.officer()
    const { data, sight } = await watched(house, marijke, everything, { id })
    expect(data.case).toMatchObject({
      id,
      kind: "NUISANCE",
      status: "REPORTED",
      title: null,
      description: null,
      balancingNote: null,
      home: null,
      parties: [],
      journal: { nodes: [], edges: [], totalCount: 0, pageInfo: { hasNextPage: false } },
      tasks: [],
      openTaskCount: 0,
      assignee: { name: "Sanne de Wit" },
    })
    expect(data.case.access).toContainEqual({ route: "ASSIGNMENT", level: "MANAGE", principalId: sanne.id })
    expect(sight).toMatchObject({ cases: [id], parties: [], persons: [], categories: [], grants: [] })
    expect(sight.types.slice().sort()).toEqual(["Case", "Employee", "Grant", "Team"])
  })

  it("is no part of her statement: her role of the database has no privilege for it, and the statement ran", async () => {
    const { id } = await scene()
    const withheld = ["title", "description", "home_id", "balancing_note"]
    for (const column of withheld) {
      const [row] = await house.rows<{ may: boolean }>("select has_column_privilege('woonrust_officer', 'case_file', $1, 'select') as may", [column]) // prettier-ignore
      expect(row?.may).toBe(false)
    }
    for (const table of ["party", "journal_entry", "task", "person", "home"]) {
      const [row] = await house.rows<{ may: boolean }>("select has_any_column_privilege('woonrust_officer', $1, 'select') as may", [table]) // prettier-ignore
      expect(row?.may).toBe(false)
    }
    const marijke = await house.officer()
    expect((await marijke.get(everything, { id })).case.id).toBe(id)
  })

  it("is not told by a filter on it either: the list is empty, whichever home is asked", async () => {
    const { home } = await scene()
    const marijke = await house.officer()
    const document = "query($home: ID!) { cases(filter: { homeId: $home }) { nodes { id } totalCount } }"
    for (const asked of [home, await house.home()]) {
      const { data, sight } = await watched(house, marijke, document, { home: asked })
      expect(data.cases).toEqual({ nodes: [], totalCount: 0 })
      expect(sight.cases).toEqual([])
    }
  })

  it("does not reach her in a single word", async () => {
    const { id } = await scene()
    const marijke = await house.officer()
    const answer = await marijke.ask(everything, { id })
    expect(answer.text).not.toMatch(/Bakker|Agressie|Huisbezoek|Bellen|Lindelaan/)
  })

  it("is nothing of persons and homes: the lists are empty and the trail says that they were denied", async () => {
    const { person } = await scene()
    const marijke = await house.officer()
    expect(await marijke.get("{ persons { nodes { surname } totalCount } homes { nodes { city } } }")).toEqual({
      persons: { nodes: [], totalCount: 0 },
      homes: { nodes: [] },
    })
    expect((await marijke.get("query($id: ID!) { person(id: $id) { surname } }", { id: person })).person).toBeNull()
    expect((await trailOf(house, marijke)).map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ["DENIED", "NOT_ALLOWED"],
      ["DENIED", "NOT_ALLOWED"],
    ])
  })

  it("lets her see every case that there is, by metadata", async () => {
    const one = await scene()
    const two = await scene()
    const marijke = await house.officer()
    const { cases } = await marijke.get("{ cases(first: 100) { nodes { id title } } }")
    const ids = cases.nodes.map(({ id }: any) => id)
    expect(ids).toEqual(expect.arrayContaining([one.id, two.id]))
    expect(new Set(cases.nodes.map(({ title }: any) => title))).toEqual(new Set([null]))
  })
})

describe("a field that is computed", () => {
  it("is withheld like any other from a role that has no right to it: where a case can be moved is not the officer's", async () => {
    const { id } = await scene()
    const marijke = await house.officer()
    const { case: dossier } = await marijke.get("query($id: ID!) { case(id: $id) { allowedMoves } }", { id })
    expect(dossier.allowedMoves).toEqual([])
  })
})

describe("what other roles may not read", () => {
  it("is the trail for a consultant: an empty list, and her own trail says DENIED", async () => {
    const { sanne } = await scene()
    const document = "{ trailEvents { nodes { id } edges { cursor } pageInfo { hasNextPage endCursor } totalCount } }"
    const { data, event } = await watched(house, sanne, document)
    expect(data.trailEvents).toEqual({
      nodes: [],
      edges: [],
      pageInfo: { hasNextPage: false, endCursor: null },
      totalCount: 0,
    })
    expect(event).toMatchObject({ outcome: "DENIED", reason: "NOT_ALLOWED" })
    expect(event.sights).toMatchObject([{ field: "trailEvents", cases: [], types: [] }])
  })

  it("is every case and person for the administrator: empty lists, null and DENIED", async () => {
    const { id } = await scene()
    const olga = await house.employee({ name: "Olga Smit", role: "ADMINISTRATOR" })
    const document =
      "query($id: ID!) { cases { nodes { id } totalCount } case(id: $id) { title } persons { nodes { surname } } }"
    const { data, event } = await watched(house, olga, document, { id })
    expect(data).toEqual({ cases: { nodes: [], totalCount: 0 }, case: null, persons: { nodes: [] } })
    expect(event).toMatchObject({ outcome: "DENIED", reason: "NOT_ALLOWED" })
    expect(event.sights.map(({ cases }) => cases)).toEqual([[], [], []])
  })

  it("is a case by any other way for the administrator, who does see teams and colleagues", async () => {
    const { team, id, sanne } = await scene()
    const olga = await house.employee({ name: "Olga Smit", role: "ADMINISTRATOR", team })
    const document = `query($case: ID!, $team: ID!, $who: ID!) {
      a: node(id: $case) { id }
      b: node(id: $team) { ... on Team { district cases { nodes { id } totalCount } memberships { employee { name } } } }
      c: node(id: $who) { ... on Employee { name cases { totalCount nodes { id } } } }
    }`
    const { data, event } = await watched(house, olga, document, { case: id, team, who: sanne.id })
    expect(data.a).toBeNull()
    expect(data.b).toMatchObject({ district: "De Linde", cases: { nodes: [], totalCount: 0 } })
    expect(data.b.memberships).toHaveLength(2)
    expect(data.c).toEqual({ name: "Sanne de Wit", cases: { totalCount: 0, nodes: [] } })
    expect(event.outcome).toBe("DONE")
    expect(event.sights.flatMap(({ cases }) => cases)).toEqual([])
  })

  it("makes a request denied only when all of it is", async () => {
    const { sanne } = await scene()
    const { event } = await watched(house, sanne, "{ viewer { name } trailEvents { totalCount } }")
    expect(event.outcome).toBe("DONE")
  })

  it("is the clearance of a colleague: one sees one's own and nobody else's", async () => {
    const { sanne } = await scene()
    const joris = await house.employee({ name: "Joris Kramer", cleared: ["FRAUD"] })
    const document =
      "query($who: ID!) { viewer { clearances { kind } } node(id: $who) { ... on Employee { name clearances { kind } } } }"
    expect(await joris.get(document, { who: sanne.id })).toEqual({
      viewer: { clearances: [{ kind: "FRAUD" }] },
      node: { name: "Sanne de Wit", clearances: [] },
    })
  })
})
