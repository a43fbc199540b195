import { House } from "../support/house"
import { addCase, addCases, sorted, staffed, watched } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

describe("a list of cases", () => {
  it("gives the rows, and the trail names each of them", async () => {
    const { team, sanne } = await staffed(house)
    const ids = await addCases(house, 3, { team, by: sanne })
    const { data, event, sight } = await watched(house, sanne, "{ cases { nodes { id title } } }")
    expect(data.cases.nodes.map(({ title }: any) => title)).toEqual(["3", "2", "1"])
    expect(event).toMatchObject({ outcome: "DONE", reason: null, actions: ["case.listed"] })
    expect(event.sights).toHaveLength(1)
    expect(sight).toMatchObject({ field: "cases", position: 0, cases: sorted(ids), parties: [], persons: [] })
    expect(sight.types).toEqual(["Case"])
  })

  it("names in the trail the cases and not the row that only told there is more", async () => {
    const { team, sanne } = await staffed(house)
    const [, second, third] = await addCases(house, 3, { team, by: sanne })
    const { data, sight } = await watched(
      house,
      sanne,
      "{ cases(first: 2) { nodes { title } pageInfo { hasNextPage hasPreviousPage } } }",
    )
    expect(data.cases).toEqual({
      nodes: [{ title: "3" }, { title: "2" }],
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    })
    expect(sight.cases).toEqual(sorted([second ?? "", third ?? ""]))
  })

  it("names in the trail the grants that let the actor in, and no other grant of those cases", async () => {
    const { team, sanne } = await staffed(house)
    const [one] = await addCases(house, 1, { team, by: sanne, assignee: sanne.id })
    await house.rows("insert into case_grant (case_id, principal_id, level, route) values ($1, $2, 1, 'ASSIGNMENT')", [
      one,
      (await house.employee({ name: "Joris Kramer" })).id,
    ]) // prettier-ignore
    const own = await house.rows<{ id: string }>(
      "select id from case_grant where case_id = $1 and principal_id in ($2, $3)",
      [one, team, sanne.id],
    )
    const { sight } = await watched(house, sanne, "{ cases { nodes { reference } } }")
    expect(sight.grants).toEqual(sorted(own.map(({ id }) => id)))
  })

  it("gives edges with cursors, and the place of the page by the first and the last of them", async () => {
    const { team, sanne } = await staffed(house)
    const ids = await addCases(house, 2, { team, by: sanne })
    const { data, sight } = await watched(
      house,
      sanne,
      "{ cases { edges { cursor node { title } } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }",
    )
    const { edges, pageInfo } = data.cases
    expect(edges.map(({ node }: any) => node.title)).toEqual(["2", "1"])
    expect(new Set(edges.map(({ cursor }: any) => cursor)).size).toBe(2)
    expect(pageInfo).toEqual({
      startCursor: edges[0].cursor,
      endCursor: edges[1].cursor,
      hasNextPage: false,
      hasPreviousPage: false,
    })
    expect(sight.cases).toEqual(sorted(ids))
  })

  it("gives nodes and edges together, each with the fields it was asked for", async () => {
    const { team, sanne } = await staffed(house)
    const ids = await addCases(house, 2, { team, by: sanne })
    const { data, sight } = await watched(
      house,
      sanne,
      "{ cases { nodes { title } edges { node { id kind } } totalCount } }",
    )
    expect(data.cases).toEqual({
      nodes: [{ title: "2" }, { title: "1" }],
      edges: [{ node: { id: ids[1], kind: "NUISANCE" } }, { node: { id: ids[0], kind: "NUISANCE" } }],
      totalCount: 2,
    })
    expect(sight.cases).toEqual(sorted(ids))
  })

  it("counts without reading: the trail then names no case, but that cases were counted", async () => {
    const { team, sanne } = await staffed(house)
    await addCases(house, 3, { team, by: sanne })
    const { data, sight } = await watched(house, sanne, "{ cases { totalCount } }")
    expect(data).toEqual({ cases: { totalCount: 3 } })
    expect(sight).toMatchObject({ cases: [], parties: [], persons: [], types: ["Case"], grants: [] })
  })

  it("counts all that exist for the actor, whatever the size of the page", async () => {
    const { team, sanne } = await staffed(house)
    await addCases(house, 3, { team, by: sanne })
    const elsewhere = await house.team()
    await addCase(house, { team: elsewhere, by: sanne })
    const { data } = await watched(house, sanne, "{ cases(first: 1) { nodes { title } totalCount } }")
    expect(data.cases).toEqual({ nodes: [{ title: "3" }], totalCount: 3 })
  })

  it("tells whether there is more without reading a case", async () => {
    const { team, sanne } = await staffed(house)
    await addCases(house, 2, { team, by: sanne })
    const { data, sight } = await watched(house, sanne, "{ cases(first: 1) { pageInfo { hasNextPage } } }")
    expect(data).toEqual({ cases: { pageInfo: { hasNextPage: true } } })
    expect(sight.cases).toEqual([])
  })

  it("tells whether there is more beside the count, without reading a case", async () => {
    const { team, sanne } = await staffed(house)
    await addCases(house, 2, { team, by: sanne })
    const document = "{ cases(last: 1) { totalCount pageInfo { hasPreviousPage hasNextPage } } }"
    const { data, sight } = await watched(house, sanne, document)
    expect(data.cases).toEqual({ totalCount: 2, pageInfo: { hasPreviousPage: true, hasNextPage: false } })
    expect(sight.cases).toEqual([])
  })

  it("gives as many edges as rows even when nothing is asked of them", async () => {
    const { team, sanne } = await staffed(house)
    const ids = await addCases(house, 2, { team, by: sanne })
    const { data, sight } = await watched(house, sanne, "{ cases { edges { __typename } } }")
    expect(data.cases.edges).toEqual([{ __typename: "CaseEdge" }, { __typename: "CaseEdge" }])
    expect(sight.cases).toEqual(sorted(ids))
  })

  it("gives the types of a page of which nothing else is asked", async () => {
    const { team, sanne } = await staffed(house)
    await addCases(house, 1, { team, by: sanne })
    const { data, sight } = await watched(house, sanne, "{ cases { __typename pageInfo { __typename } } }")
    expect(data.cases).toEqual({ __typename: "CaseConnection", pageInfo: { __typename: "PageInfo" } })
    expect(sight.cases).toEqual([])
  })

  it("names the cases in the trail when only their existence is served", async () => {
    const { team, sanne } = await staffed(house)
    const ids = await addCases(house, 2, { team, by: sanne })
    const { data, sight } = await watched(house, sanne, "{ cases { nodes { __typename } } }")
    expect(data.cases.nodes).toEqual([{ __typename: "Case" }, { __typename: "Case" }])
    expect(sight.cases).toEqual(sorted(ids))
  })

  it("names the cases in the trail whose cursors are served", async () => {
    const { team, sanne } = await staffed(house)
    const [, second] = await addCases(house, 2, { team, by: sanne })
    const { data, sight } = await watched(house, sanne, "{ cases(first: 1) { pageInfo { endCursor hasNextPage } } }")
    expect(data.cases.pageInfo).toEqual({ endCursor: expect.any(String), hasNextPage: true })
    expect(sight.cases).toEqual([second])
  })

  it("is [] when no case exists for the actor, and says so once in the trail", async () => {
    const { sanne } = await staffed(house)
    const document =
      "{ cases { nodes { id } edges { cursor } pageInfo { startCursor endCursor hasNextPage } totalCount } }"
    const { data, event, sight } = await watched(house, sanne, document)
    expect(data.cases).toEqual({
      nodes: [],
      edges: [],
      pageInfo: { startCursor: null, endCursor: null, hasNextPage: false },
      totalCount: 0,
    })
    expect(event.sights).toHaveLength(1)
    expect(sight).toMatchObject({ field: "cases", cases: [], grants: [] })
  })

  it("is [] for a page of no rows, and names nobody", async () => {
    const { team, sanne } = await staffed(house)
    await addCases(house, 2, { team, by: sanne })
    const document = "{ cases(first: 0) { nodes { id } edges { cursor } pageInfo { hasNextPage } totalCount } }"
    const { data, sight } = await watched(house, sanne, document)
    expect(data.cases).toEqual({ nodes: [], edges: [], pageInfo: { hasNextPage: true }, totalCount: 2 })
    expect(sight.cases).toEqual([])
  })

  it("gives a hundred rows and tells of the one after them", async () => {
    const { team, sanne } = await staffed(house)
    await house.rows(
      `insert into case_file (id, reference, kind, title, description, purpose, legal_basis, status, team_id, opened_by, opened_at, changed_at)
       select gen_random_uuid(), 'WR-9999-' || lpad(n::text, 4, '0'), 'NUISANCE', n, '-', 'TENANCY', 'AGREEMENT', 'REPORTED', $1, $2,
         '2026-01-01'::timestamptz + n * interval '1 hour', now() from generate_series(1, 101) n`,
      [team, sanne.id],
    )
    const { data, sight } = await watched(
      house,
      sanne,
      "{ cases(first: 100, orderBy: OLDEST) { nodes { title } pageInfo { hasNextPage } totalCount } }",
    )
    expect(data.cases.nodes).toHaveLength(100)
    expect(data.cases.nodes[99].title).toBe("100")
    expect(data.cases).toMatchObject({ pageInfo: { hasNextPage: true }, totalCount: 101 })
    expect(sight.cases).toHaveLength(100)
  })

  it("tells the category of what was served: health when an adaptation's report is read, nothing when its reference is", async () => {
    const { team, sanne } = await staffed(house)
    await addCase(house, { team, by: sanne, kind: "ADAPTATION" })
    const read = await watched(house, sanne, "{ cases { nodes { description } } }")
    expect(read.sight.categories).toEqual(["HEALTH"])
    const found = await watched(house, sanne, "{ cases { nodes { reference } } }")
    expect(found.sight.categories).toEqual([])
  })
})

describe("one case", () => {
  it("is null when absent and when invisible, and the two answers are equal to the last byte", async () => {
    const { sanne } = await staffed(house)
    const hidden = await addCase(house, { team: await house.team(), by: sanne })
    const document = "query($id: ID!) { case(id: $id) { id title } }"
    const answers = await Promise.all(
      [hidden, "0a1b2c3d-0000-4000-8000-000000000000", "no id at all", ""].map((id) => sanne.ask(document, { id })),
    )
    expect(new Set(answers.map(({ text }) => text))).toEqual(new Set([`{"data":{"case":null}}\n`]))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  })

  it("is found by its reference, and the trail names it", async () => {
    const { team, sanne } = await staffed(house)
    const id = await addCase(house, { team, by: sanne, reference: "WR-7F3K-92QD" })
    const document = "query($r: String!) { caseByReference(reference: $r) { id } }"
    const { data, sight } = await watched(house, sanne, document, { r: "WR-7F3K-92QD" })
    expect(data.caseByReference).toEqual({ id })
    expect(sight).toMatchObject({ field: "caseByReference", cases: [id] })
    const none = await watched(house, sanne, document, { r: "WR-0000-0000" })
    expect(none.data.caseByReference).toBeNull()
    expect(none.sight).toMatchObject({ cases: [], grants: [] })
  })
})
