import { House } from "../support/house"
import {
  addCases,
  addEntries,
  addParty,
  addTask,
  expectExactTrail,
  expectFault,
  shown,
  staffed,
  trailOf,
  watched,
} from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const scene = async () => {
  const { team, sanne } = await staffed(house)
  const [id = ""] = await addCases(house, 1, { team, by: sanne })
  const person = await house.person("Bakker")
  await addParty(house, { of: id, by: sanne, name: "A. Bakker", person })
  await addEntries(house, 2, id, sanne)
  await addTask(house, { of: id, by: sanne })
  return { team, sanne, id, person }
}

describe("fragments", () => {
  it("named, inline and one within another give what their fields would", async () => {
    const { sanne, id } = await scene()
    const document = `
      query($id: ID!) { case(id: $id) { ...Head ... on Case { ...Body } ... { kind } } }
      fragment Head on Case { __typename id title }
      fragment Body on Case { parties { ...Who } journal(first: 1) { nodes { ...Said } } tasks { title } }
      fragment Who on Party { __typename id name participant { ...Person } }
      fragment Person on Person { __typename id surname }
      fragment Said on JournalEntry { body author { name } }`
    const { data, event } = await watched(house, sanne, document, { id })
    expect(data.case).toMatchObject({
      title: "1",
      kind: "NUISANCE",
      parties: [{ name: "A. Bakker", participant: { surname: "Bakker" } }],
      journal: { nodes: [{ body: "2", author: { name: "Sanne de Wit" } }] },
      tasks: [{ title: "Bellen" }],
    })
    expectExactTrail(data, event)
  })

  it("on the interface Node read the id of any record, and a record within", async () => {
    const { sanne, id, person } = await scene()
    const document = `
      query($id: ID!) { case(id: $id) { ...Id ... on Node { ... on Case { title } ... on Team { name } }
        parties { __typename ...Id participant { __typename ...Id } } } }
      fragment Id on Node { __typename id }`
    const { data, event } = await watched(house, sanne, document, { id })
    expect(data.case).toMatchObject({
      id,
      title: "1",
      parties: [{ participant: { __typename: "Person", id: person } }],
    })
    expect(data.case).not.toHaveProperty("name")
    expectExactTrail(data, event)
  })

  it("at the root are one event with the fields beside them", async () => {
    const { sanne, id } = await scene()
    const document = `
      query($id: ID!) { ...Desk ... on Query { viewer { name } } case(id: $id) { __typename id } }
      fragment Desk on Query { cases(first: 1) { ...Page } viewer { role } }
      fragment Page on CaseConnection { nodes { __typename id } pageInfo { ...Place } }
      fragment Place on PageInfo { hasNextPage }`
    const { data, event } = await watched(house, sanne, document, { id })
    expect(data.viewer).toEqual({ name: "Sanne de Wit", role: "CONSULTANT" })
    expect(data.cases).toEqual({ nodes: [{ __typename: "Case", id }], pageInfo: { hasNextPage: false } })
    expect(event.sights.map(({ field }) => field).sort()).toEqual(["case", "cases", "viewer"])
    expectExactTrail(data, event)
  })

  it("on nodes, edges and their node are joined into the same rows", async () => {
    const { sanne, id } = await scene()
    const document = `
      { cases { nodes { ...A } edges { ...E } } }
      fragment A on Case { __typename id title }
      fragment E on CaseEdge { cursor node { __typename id parties { __typename id role } } }`
    const { data, event } = await watched(house, sanne, document)
    expect(data.cases.nodes).toEqual([{ __typename: "Case", id, title: "1" }])
    expect(data.cases.edges[0].node.parties).toMatchObject([{ role: "COMPLAINANT" }])
    expectExactTrail(data, event)
  })

  it("that go round in a circle are refused", async () => {
    const { sanne } = await scene()
    const document = `{ cases { nodes { ...C } } } fragment C on Case { parties { ...P } } fragment P on Party { case { ...C } }`
    const answer = await sanne.ask(document)
    expect(["BAD_REQUEST", "TOO_EXPENSIVE"]).toContain(answer.errors?.[0]?.extensions.code)
    expect(answer.data ?? null).toBeNull()
  })

  it("of one document do not leak into another operation of it", async () => {
    const { sanne, id } = await scene()
    const query = `query A($id: ID!) { case(id: $id) { title } } query B($id: ID!) { case(id: $id) { reference } }`
    const ask = async (operationName: string | undefined) =>
      await house.post(JSON.stringify({ query, operationName, variables: { id } }), sanne.token)
    expect((await ask("A")).data).toEqual({ case: { title: "1" } })
    expect(Object.keys((await ask("B")).data.case)).toEqual(["reference"])
    expect((await ask("A")).data).toEqual({ case: { title: "1" } })
    expectFault(await ask("C"), "BAD_REQUEST", "SCHEMA")
    expectFault(await ask(undefined), "BAD_REQUEST", "SCHEMA")
  })
})

describe("a fragment that is used twice", () => {
  const shared = `
    query A($id: ID!) { ...F }
    query B($id: ID!) { ...F case(id: $id) { title parties { __typename id } } }
    fragment F on Query { case(id: $id) { __typename id reference } }`

  it.each([
    ["A", "B", "A", "B"],
    ["B", "A", "B", "A"],
  ])("by two operations of one document gives each what it asks, in the order %s %s %s %s", async (...operations) => {
    const { sanne, id } = await scene()
    // A comment makes it another document, so that nothing is known of it yet.
    const query = `# ${operations.join()}\n${shared}`
    for (const operationName of operations) {
      const known = (await trailOf(house, sanne)).length
      const { data } = await house.post(JSON.stringify({ query, operationName, variables: { id } }), sanne.token)
      const [event] = (await trailOf(house, sanne)).slice(known)
      expect(data.case.title).toBe(operationName === "B" ? "1" : undefined)
      expect(data.case.parties?.length).toBe(operationName === "B" ? 1 : undefined)
      expect(event?.sights[0]?.parties).toEqual(shown(data, "Party"))
    }
  })

  it.each([
    ["reference", "title"],
    ["title", "reference"],
  ])("by two payloads of one mutation gives each what it asks: %s, then %s", async (first, second) => {
    const { sanne } = await scene()
    const document = `
        mutation($input: OpenCaseInput!) {
          a: openCase(input: $input) { ...P case { ${first} } }
          b: openCase(input: $input) { ...P case { ${second} } }
        }
        fragment P on CasePayload { errors { reason } case { id } }`
    const input = { kind: "NUISANCE", title: "Lawaai", description: "-", purpose: "TENANCY", legalBasis: "AGREEMENT" }
    const { a, b } = await sanne.get(document, { input })
    expect([a.errors, b.errors]).toEqual([[], []])
    expect(a.case[first]).toEqual(first === "title" ? "Lawaai" : expect.stringMatching(/^WR-/))
    expect(b.case[second]).toEqual(second === "title" ? "Lawaai" : expect.stringMatching(/^WR-/))
  })

  it("below two readings of the officer's trail gives each what it asks", async () => {
    const { sanne, id } = await scene()
    await sanne.get("query($id: ID!) { case(id: $id) { title } }", { id })
    const marijke = await house.officer()
    const document = `
      query($f: TrailFilter!) {
        a: trailEvents(filter: $f) { nodes { sights { ...S } } }
        b: trailEvents(filter: $f) { nodes { sights { ...S cases { kind team { district } } } } }
      }
      fragment S on TrailSight { cases { __typename id } }`
    const { data, event } = await watched(house, marijke, document, { f: { actorId: sanne.id } })
    expect(data.a.nodes[0].sights[0].cases).toEqual([{ __typename: "Case", id }])
    expect(data.b.nodes[0].sights[0].cases).toMatchObject([{ id, kind: "NUISANCE", team: { district: "De Linde" } }])
    expectExactTrail(data, event)
  })
})

describe("__typename", () => {
  it("may be asked everywhere, with an alias or without, and alone", async () => {
    const { sanne } = await scene()
    const document = `{
      __typename
      cases {
        __typename
        edges { __typename node { __typename } }
        pageInfo { __typename hasNextPage }
        nodes {
          what: __typename
          team { __typename memberships { __typename } }
          parties { __typename participant { __typename } }
          journal { __typename nodes { __typename } }
          tasks { __typename }
          access { __typename }
        }
      }
      viewer { __typename clearances { __typename } }
    }`
    const { data } = await watched(house, sanne, document)
    expect(data.__typename).toBe("Query")
    expect(data.cases).toMatchObject({
      __typename: "CaseConnection",
      edges: [{ __typename: "CaseEdge", node: { __typename: "Case" } }],
      pageInfo: { __typename: "PageInfo", hasNextPage: false },
    })
    expect(data.cases.nodes).toEqual([
      {
        what: "Case",
        team: { __typename: "Team", memberships: [{ __typename: "Membership" }] },
        parties: [{ __typename: "Party", participant: { __typename: "Person" } }],
        journal: {
          __typename: "JournalEntryConnection",
          nodes: [{ __typename: "JournalEntry" }, { __typename: "JournalEntry" }],
        },
        tasks: [{ __typename: "Task" }],
        access: [{ __typename: "Grant" }],
      },
    ])
    expect(data.viewer.clearances).toHaveLength(4)
  })

  it("of a person tells of the person: the trail names her", async () => {
    const { sanne, id, person } = await scene()
    const document = "query($id: ID!) { case(id: $id) { parties { participant { __typename } } } }"
    const { sight } = await watched(house, sanne, document, { id })
    expect(sight.persons).toEqual([person])
  })
})

describe("introspection", () => {
  it("stands beside data, and leaves no line of its own in the trail", async () => {
    const { sanne, id } = await scene()
    const document = `query($id: ID!) {
      __schema { queryType { name } }
      case(id: $id) { title }
      __type(name: "CaseKind") { kind enumValues { name } }
    }`
    const { data, event } = await watched(house, sanne, document, { id })
    expect(data).toEqual({
      __schema: { queryType: { name: "Query" } },
      case: { title: "1" },
      __type: { kind: "ENUM", enumValues: ["NUISANCE", "FRAUD", "ADAPTATION", "SAFETY"].map((name) => ({ name })) },
    })
    expect(event.sights.map(({ field }) => field)).toEqual(["case"])
  })
})
