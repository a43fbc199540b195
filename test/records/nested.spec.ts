import { House } from "../support/house"
import { addCase, addCases, addEntries, addParty, addTask, expectExactTrail, sorted, staffed, watched } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const teamOf = "viewer { memberships { team"

describe("a page below a row", () => {
  it("of a team holds its cases with their journals, each page by itself; the trail has what was served of them", async () => {
    const { team, sanne } = await staffed(house)
    const ids = await addCases(house, 3, { team, by: sanne })
    await addEntries(house, 3, ids[2] ?? "", sanne)
    await addEntries(house, 1, ids[1] ?? "", sanne)
    const document = `{ ${teamOf} { cases(first: 2) {
      nodes { __typename id journal(first: 2) { nodes { __typename id body } pageInfo { hasNextPage } totalCount } }
      pageInfo { hasNextPage }
      totalCount
    } } } } }`
    const { data, event } = await watched(house, sanne, document)
    const { cases } = data.viewer.memberships[0].team
    expect(cases).toMatchObject({ pageInfo: { hasNextPage: true }, totalCount: 3 })
    expect(cases.nodes.map(({ id, journal }: any) => [id, journal.nodes.map(({ body }: any) => body), journal.pageInfo.hasNextPage, journal.totalCount])).toEqual([
      [ids[2], ["3", "2"], true, 3],
      [ids[1], ["1"], false, 1],
    ]) // prettier-ignore
    expectExactTrail(data, event)
  })

  it("does not name parties of the row beyond its own page, nor of the row beyond the page above", async () => {
    const { team, sanne } = await staffed(house)
    const ids = await addCases(house, 3, { team, by: sanne })
    const parties: string[] = []
    for (const of of ids) parties.push(await addParty(house, { of, by: sanne, person: await house.person() }))
    const document = `{ ${teamOf} { cases(first: 1, orderBy: OLDEST) {
      nodes { __typename id parties { __typename id participant { ... on Person { __typename id } } } }
      pageInfo { hasNextPage endCursor }
    } } } } }`
    const { data, event, sight } = await watched(house, sanne, document)
    expect(sight).toMatchObject({ cases: [ids[0]], parties: [parties[0]] })
    expect(sight.persons).toHaveLength(1)
    expectExactTrail(data, event)
  })

  it("is paged by its own cursor, forward and backward", async () => {
    const { team, sanne } = await staffed(house)
    const ids = await addCases(house, 3, { team, by: sanne })
    const document = `query($after: String, $before: String, $first: Int, $last: Int) { ${teamOf} {
      cases(first: $first, after: $after, last: $last, before: $before, orderBy: OLDEST) {
        edges { cursor node { __typename id } } pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
      }
    } } } }`
    const page = async (variables: object) => {
      const { data, event } = await watched(house, sanne, document, variables as Record<string, unknown>)
      expectExactTrail(data, event)
      const { edges, pageInfo } = data.viewer.memberships[0].team.cases
      return { ids: edges.map(({ node }: any) => node.id), pageInfo }
    }
    const first = await page({ first: 2 })
    const second = await page({ first: 2, after: first.pageInfo.endCursor })
    expect([...first.ids, ...second.ids]).toEqual(ids)
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true })
    const last = await page({ last: 1 })
    const before = await page({ last: 2, before: last.pageInfo.startCursor })
    expect([...before.ids, ...last.ids]).toEqual(ids)
  })

  it("takes the cursor of the list at the root, when the ordering is the same", async () => {
    const { team, sanne } = await staffed(house)
    const ids = await addCases(house, 3, { team, by: sanne })
    const { cases } = await sanne.get("{ cases(first: 1) { pageInfo { endCursor } } }")
    const document = `query($after: String) { ${teamOf} { cases(after: $after) { nodes { id } } } } } }`
    const { viewer } = await sanne.get(document, { after: cases.pageInfo.endCursor })
    expect(viewer.memberships[0].team.cases.nodes.map(({ id }: any) => id)).toEqual([ids[1], ids[0]])
  })

  it("narrows and counts below each row on its own", async () => {
    const { team, sanne } = await staffed(house)
    await addCases(house, 2, { team, by: sanne, kind: "FRAUD", assignee: sanne.id })
    await addCases(house, 3, { team, by: sanne, kind: "SAFETY" })
    const document = `query($kinds: [CaseKind!]) { viewer {
      mine: cases(filter: { kinds: $kinds }) { totalCount nodes { kind } }
      memberships { team { a: cases(filter: { kinds: [SAFETY] }) { totalCount } b: cases(first: 1) { totalCount } } }
    } }`
    const { viewer } = await sanne.get(document, { kinds: ["FRAUD", "SAFETY"] })
    expect(viewer.mine).toEqual({ totalCount: 2, nodes: [{ kind: "FRAUD" }, { kind: "FRAUD" }] })
    expect(viewer.memberships[0].team).toEqual({ a: { totalCount: 3 }, b: { totalCount: 5 } })
    const { viewer: none } = await sanne.get(document, { kinds: [] })
    expect(none.mine).toEqual({ totalCount: 0, nodes: [] })
  })

  it("of counts alone reads no case", async () => {
    const { team, sanne } = await staffed(house)
    await addCases(house, 2, { team, by: sanne })
    const document = `{ teams(first: 100) { nodes { id cases { totalCount pageInfo { hasNextPage } } } } }`
    const { data, sight } = await watched(house, sanne, document)
    const found = data.teams.nodes.find(({ id }: any) => id === team)
    expect(found.cases).toEqual({ totalCount: 2, pageInfo: { hasNextPage: false } })
    expect(sight.cases).toEqual([])
  })

  it("is [] below a row that has none, and its list too", async () => {
    const { team, sanne } = await staffed(house)
    const id = await addCase(house, { team, by: sanne })
    const document = `query($id: ID!) { case(id: $id) {
      journal { nodes { id } edges { cursor } totalCount } parties { id } tasks { id } openTaskCount assignee { name } home { city }
    } }`
    const { data, sight } = await watched(house, sanne, document, { id })
    expect(data.case).toEqual({
      journal: { nodes: [], edges: [], totalCount: 0 },
      parties: [],
      tasks: [],
      openTaskCount: 0,
      assignee: null,
      home: null,
    })
    expect(sight.cases).toEqual([id])
  })
})

describe("a list below a case", () => {
  it("stands in its order, and counts what is open", async () => {
    const { team, sanne } = await staffed(house)
    const id = await addCase(house, { team, by: sanne })
    await addTask(house, { of: id, by: sanne, title: "Bellen", done: true })
    await addTask(house, { of: id, by: sanne, title: "Bezoeken" })
    await house.rows("update task set due_on = '2026-03-01' where case_id = $1 and title = 'Bezoeken'", [id])
    const parties = sorted([await addParty(house, { of: id, by: sanne }), await addParty(house, { of: id, by: sanne })])
    const document = `query($id: ID!) { case(id: $id) {
      parties { id } tasks { title completedBy { name } } openTaskCount
    } }`
    const { data, sight } = await watched(house, sanne, document, { id })
    expect(data.case).toEqual({
      parties: parties.map((party) => ({ id: party })),
      tasks: [
        { title: "Bezoeken", completedBy: null },
        { title: "Bellen", completedBy: { name: "Sanne de Wit" } },
      ],
      openTaskCount: 1,
    })
    expect(sight).toMatchObject({ cases: [id], parties })
  })

  it("shows of a case the grants that are the actor's own, with their level", async () => {
    const { team, sanne } = await staffed(house)
    const id = await addCase(house, { team, by: sanne, assignee: sanne.id })
    const joris = await house.employee({ name: "Joris Kramer", team })
    const document = "query($id: ID!) { case(id: $id) { access { level route } allowedMoves } }"
    const { data } = await watched(house, sanne, document, { id })
    expect(data.case.access.map(({ level, route }: any) => `${level} ${route}`).sort()).toEqual([
      "CONTRIBUTE TEAM",
      "MANAGE ASSIGNMENT",
    ])
    const { case: his } = await joris.get(document, { id })
    expect(his.access).toEqual([{ level: "CONTRIBUTE", route: "TEAM" }])
  })
})
