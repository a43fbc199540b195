import { House } from "../support/house"
import { addCases, addEntries, addParty, expectExactTrail, sorted, staffed, watched } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const scene = async () => {
  const { team, sanne } = await staffed(house)
  const ids = await addCases(house, 3, { team, by: sanne })
  const [id = ""] = ids
  const [row] = await house.rows<{ name: string; reference: string }>(
    "select t.name, c.reference from case_file c join team t on t.id = c.team_id where c.id = $1",
    [id],
  )
  return { team, sanne, ids, id, name: row?.name, reference: row?.reference }
}

describe("aliases", () => {
  it("may exchange the names of two fields", async () => {
    const { sanne, id, reference } = await scene()
    const document = "query($id: ID!) { case(id: $id) { title: reference reference: title kind: status } }"
    const { data, sight } = await watched(house, sanne, document, { id })
    expect(data.case).toEqual({ title: reference, reference: "1", kind: "REPORTED" })
    expect(sight.cases).toEqual([id])
  })

  it("may clash inside two readings of the same row above", async () => {
    const { sanne, id, name } = await scene()
    const document = "query($id: ID!) { case(id: $id) { a: team { x: name } b: team { x: district } team: status } }"
    const { data } = await watched(house, sanne, document, { id })
    expect(data.case).toEqual({ a: { x: name }, b: { x: "De Linde" }, team: "REPORTED" })
  })

  it("may give one field two names, and one name to a column that another field needs", async () => {
    const { sanne, id } = await scene()
    const document = "query($id: ID!) { case(id: $id) { one: title two: title status: allowedMoves now: status } }"
    const { data } = await watched(house, sanne, document, { id })
    expect(data.case).toEqual({ one: "1", two: "1", status: ["IN_TREATMENT", "CANCELLED"], now: "REPORTED" })
  })

  it("may ask the same nested page twice, with the same arguments and with others", async () => {
    const { sanne, id } = await scene()
    await addEntries(house, 3, id, sanne)
    const document = `query($id: ID!) {
      case(id: $id) {
        a: journal(first: 1) { nodes { body } }
        b: journal(first: 2) { edges { node { body type } } }
        c: journal(first: 1) { nodes { type } totalCount }
        journal { totalCount }
        d: journal(last: 1) { nodes { body } pageInfo { hasPreviousPage } }
      }
    }`
    const { data, sight } = await watched(house, sanne, document, { id })
    expect(data.case).toEqual({
      a: { nodes: [{ body: "3" }] },
      b: { edges: [{ node: { body: "3", type: "NOTE" } }, { node: { body: "2", type: "NOTE" } }] },
      c: { nodes: [{ type: "NOTE" }], totalCount: 3 },
      journal: { totalCount: 3 },
      d: { nodes: [{ body: "1" }], pageInfo: { hasPreviousPage: true } },
    })
    expect(sight.cases).toEqual([id])
  })

  it("may ask the same nested list in other lengths; the trail names the longest of them", async () => {
    const { sanne, id } = await scene()
    const parties = sorted([
      await addParty(house, { of: id, by: sanne, name: "P" }),
      await addParty(house, { of: id, by: sanne, name: "P" }),
      await addParty(house, { of: id, by: sanne, name: "P" }),
    ])
    const document = `query($id: ID!, $two: Int) {
      case(id: $id) { one: parties(first: 1) { id } two: parties(first: $two) { id name } none: parties(first: 0) { id } }
    }`
    const { data, sight } = await watched(house, sanne, document, { id, two: 2 })
    expect(data.case).toEqual({
      one: [{ id: parties[0] }],
      two: [{ id: parties[0], name: "P" }, { id: parties[1], name: "P" }],
      none: [],
    }) // prettier-ignore
    expect(sight.parties).toEqual(parties.slice(0, 2))
  })

  it("may ask one root field twice: two sights of one event, in one transaction, each with its own cases", async () => {
    const { sanne, ids } = await scene()
    const document =
      "{ newest: cases(first: 1) { nodes { id } } oldest: cases(first: 1, orderBy: OLDEST) { nodes { id } } }"
    const { data, event } = await watched(house, sanne, document)
    expect(data).toEqual({ newest: { nodes: [{ id: ids[2] }] }, oldest: { nodes: [{ id: ids[0] }] } })
    expect(event.sights.map(({ field, position, cases }) => [field, position, cases])).toEqual([
      ["cases", 0, [ids[2]]],
      ["cases", 1, [ids[0]]],
    ])
    expect(new Set(event.sights.map(({ transaction }) => transaction)).size).toBe(1)
    expect(event.actions).toEqual(["case.listed"])
  })

  it("may ask one record twice under two names, each with its own fields", async () => {
    const { sanne, id, reference } = await scene()
    const document = "query($id: ID!) { a: case(id: $id) { x: title } b: case(id: $id) { x: reference } }"
    const { data, event } = await watched(house, sanne, document, { id })
    expect(data).toEqual({ a: { x: "1" }, b: { x: reference } })
    expect(event.sights.map(({ cases }) => cases)).toEqual([[id], [id]])
  })
})

describe("the record of a payload under two aliases", () => {
  it("holds for each what that one asks", async () => {
    const { sanne, id } = await scene()
    const document = `mutation($input: MoveCaseInput!) { moveCase(input: $input) {
      a: case { id version } b: case { status title } c: case { team { a: name } } errors { reason } } }`
    const input = { caseId: id, expectedVersion: 1, to: "IN_TREATMENT" }
    const { moveCase }: any = await sanne.get(document, { input })
    expect(moveCase).toMatchObject({ a: { id, version: 2 }, b: { status: "IN_TREATMENT", title: "1" }, errors: [] })
  })

  it("shows in a refusal, too, the current one under each", async () => {
    const { sanne, id } = await scene()
    const document = `mutation($input: MoveCaseInput!) { moveCase(input: $input) {
      a: case { id } b: case { version } errors { reason } } }`
    const { moveCase }: any = await sanne.get(document, {
      input: { caseId: id, expectedVersion: 7, to: "IN_TREATMENT" },
    })
    expect(moveCase).toEqual({ a: { id }, b: { version: 1 }, errors: [{ reason: "VERSION_CHANGED" }] })
  })
})

describe("the same field twice", () => {
  it("is one field too when the fields of an argument stand in another order", async () => {
    const { team, sanne, ids } = await scene()
    const document = `query($team: ID!, $also: Boolean!) { node(id: $team) { ... on Team {
      cases(first: 5, filter: { open: true, kinds: [NUISANCE] }) @include(if: $also) { nodes { id } }
      cases(filter: { kinds: [NUISANCE], open: true }, first: 5) { nodes { title team { name } reference } }
    } } }`
    for (const also of [true, false]) {
      const { node: found }: any = await sanne.get(document, { team, also })
      expect(found.cases.nodes).toHaveLength(ids.length)
      for (const node of found.cases.nodes) {
        expect(Object.keys(node).includes("id")).toBe(also)
        expect(node.title).toMatch(/^[123]$/)
        expect(node.reference).toMatch(/^WR-/)
      }
    }
  })

  it("is one field with all that was asked of it", async () => {
    const { sanne, id, name, reference } = await scene()
    const document = `query($id: ID!) {
      case(id: $id) { title team { name } }
      case(id: $id) { reference team { district name } title }
    }`
    const { data, event } = await watched(house, sanne, document, { id })
    expect(data.case).toEqual({ title: "1", reference, team: { name, district: "De Linde" } })
    expect(event.sights).toHaveLength(1)
  })

  it("joins lists, pages and their rows", async () => {
    const { sanne, id } = await scene()
    await addEntries(house, 2, id, sanne)
    await addParty(house, { of: id, by: sanne, name: "A. Bakker" })
    const document = `{
      cases(first: 2, orderBy: OLDEST) { nodes { __typename id } nodes { title parties { __typename id } } }
      cases(first: 2, orderBy: OLDEST) {
        nodes { parties { name } journal(first: 1) { nodes { body } } journal(first: 1) { totalCount } }
        pageInfo { hasNextPage }
        pageInfo { hasPreviousPage }
      }
    }`
    const { data, event } = await watched(house, sanne, document)
    expect(data.cases.nodes[0]).toMatchObject({
      title: "1",
      parties: [{ name: "A. Bakker" }],
      journal: { nodes: [{ body: "2" }], totalCount: 2 },
    })
    expect(data.cases.pageInfo).toEqual({ hasNextPage: true, hasPreviousPage: false })
    expect(event.sights).toHaveLength(1)
    expectExactTrail(data, event)
  })
})
