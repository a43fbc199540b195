import { House } from "../support/house"
import { addCases, addEntries, addParty, expectExactTrail, sorted, staffed, watched } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const scene = async () => {
  const { team, sanne } = await staffed(house)
  const ids = await addCases(house, 2, { team, by: sanne })
  const [id = ""] = ids
  const person = await house.person("Bakker")
  const party = await addParty(house, { of: id, by: sanne, name: "A. Bakker", person })
  await addEntries(house, 3, id, sanne)
  return { team, sanne, id, ids, person, party }
}

/** Both values of the condition, in both orders, twice: what was compiled for one may not serve the other. */
const sequences = [[false, true, false, true], [true, false, true, false]] // prettier-ignore

describe.each(sequences)("a condition that is %s, %s, %s, %s", (...values) => {
  it("on a field, on a nested one and on a list decides each time anew", async () => {
    const { sanne, id, party } = await scene()
    const document = `query($id: ID!, $x: Boolean!) {
      case(id: $id) {
        __typename id title @include(if: $x) reference @skip(if: $x)
        parties @include(if: $x) { __typename id name }
        journal(first: 1) { nodes { body @skip(if: $x) type } totalCount @include(if: $x) }
      }
    }`
    for (const x of values) {
      const { data, event, sight } = await watched(house, sanne, document, { id, x })
      expect(Object.keys(data.case).sort()).toEqual(
        x ? ["__typename", "id", "journal", "parties", "title"] : ["__typename", "id", "journal", "reference"],
      )
      expect(data.case.journal).toEqual(x ? { nodes: [{ type: "NOTE" }], totalCount: 3 } : { nodes: [{ body: "3", type: "NOTE" }] }) // prettier-ignore
      expect(sight.parties).toEqual(x ? [party] : [])
      expect(sight.categories).toEqual(x ? ["CONDUCT", "CONTACT"] : ["CONDUCT"])
      expectExactTrail(data, event)
    }
  })

  it("on a fragment that is named twice, or on one of two equal fields, leaves the other place as it is", async () => {
    const { sanne, id } = await scene()
    const document = `
      query($id: ID!, $x: Boolean!) {
        case(id: $id) { __typename id ...P @include(if: $x) ...P
          parties @include(if: $x) { __typename id name participant { ...Q } } parties { __typename id participant { ...Q } } }
      }
      fragment P on Case { title } fragment Q on Person { __typename id ... @skip(if: $x) { ...R } ...R }
      fragment R on Person { surname }`
    for (const x of values) {
      const { data, event } = await watched(house, sanne, document, { id, x })
      expect(data.case.title).toBe("1")
      expect(Object.keys(data.case.parties[0]).sort()).toEqual(
        x ? ["__typename", "id", "name", "participant"] : ["__typename", "id", "participant"],
      )
      expect(data.case.parties[0].participant).toMatchObject({ surname: "Bakker" })
      expectExactTrail(data, event)
    }
  })

  it("on fragments decides what is in them", async () => {
    const { sanne, id } = await scene()
    const document = `
      query($id: ID!, $x: Boolean!) {
        case(id: $id) { __typename id ...P @include(if: $x) ... on Case @skip(if: $x) { title } ... @include(if: $x) { kind } }
      }
      fragment P on Case { parties { __typename id participant { ... on Person @include(if: $x) { __typename id } } } }`
    for (const x of values) {
      const { data, event } = await watched(house, sanne, document, { id, x })
      expect(Object.keys(data.case)).toEqual(
        expect.arrayContaining(x ? ["__typename", "id", "parties", "kind"] : ["__typename", "id", "title"]),
      )
      expect("parties" in data.case).toBe(x)
      expectExactTrail(data, event)
    }
  })

  it("on root fields and on a fragment at the root decides which of them the trail has", async () => {
    const { sanne, id } = await scene()
    const document = `
      query($id: ID!, $x: Boolean!) {
        viewer { name } cases @include(if: $x) { nodes { __typename id } } ...R @skip(if: $x) teams(first: 0) { totalCount }
      }
      fragment R on Query { case(id: $id) { __typename id } }`
    for (const x of values) {
      const { data, event } = await watched(house, sanne, document, { id, x })
      expect(event.sights.map(({ field }) => field).sort()).toEqual(["viewer", x ? "cases" : "case", "teams"].sort())
      expect(Object.keys(data).sort()).toEqual(["teams", "viewer", x ? "cases" : "case"].sort())
      expectExactTrail(data, event)
    }
  })

  it("on one of two copies of a root field: what only the other asked is neither read nor in the trail", async () => {
    const { sanne, id, party } = await scene()
    const document = `query($id: ID!, $x: Boolean!) {
      case(id: $id) { __typename id reference }
      case(id: $id) @include(if: $x) { title parties { __typename id } }
    }`
    for (const x of values) {
      const { data, sight } = await watched(house, sanne, document, { id, x })
      expect("parties" in data.case).toBe(x)
      expect(sight.parties).toEqual(x ? [party] : [])
      expect(sight.categories).toEqual(x ? ["CONDUCT"] : [])
    }
  })

  it("on the first of two copies of a root field leaves the second whole", async () => {
    const { sanne, id, party } = await scene()
    const document = `query($id: ID!, $x: Boolean!) {
      case(id: $id) @skip(if: $x) { parties { __typename id } }
      ... @include(if: $x) { case(id: $id) { title } }
      case(id: $id) { __typename id }
    }`
    for (const x of values) {
      const { data, event, sight } = await watched(house, sanne, document, { id, x })
      expect(data.case.id).toBe(id)
      expect("title" in data.case).toBe(x)
      expect(event.sights).toHaveLength(1)
      expect(sight.parties).toEqual(x ? [] : [party])
    }
  })

  it("on one of two copies of a nested field leaves the other whole", async () => {
    const { sanne, id } = await scene()
    const document = `query($id: ID!, $x: Boolean!) {
      case(id: $id) {
        __typename id
        parties @include(if: $x) { __typename id participant { ... on Person { __typename id } } }
        parties { role }
        team { district } team @skip(if: $x) { name }
      }
    }`
    for (const x of values) {
      const { data, sight, event } = await watched(house, sanne, document, { id, x })
      expect(data.case.parties[0].role).toBe("COMPLAINANT")
      expect("name" in data.case.team).toBe(!x)
      expect(sight.parties).toHaveLength(1)
      if (x) expectExactTrail(data, event)
      else expect(sight.persons).toEqual([])
    }
  })

  it("on a field of the privacy officer's trail decides whether its cases are looked at again", async () => {
    const { sanne, id } = await scene()
    await sanne.get("query($id: ID!) { case(id: $id) { title } }", { id })
    const marijke = await house.officer()
    const document = `query($who: ID!, $x: Boolean!) {
      trailEvents(filter: { actorId: $who }) { nodes { sights { field cases { __typename id } cases @include(if: $x) { team { name } } } } }
    }`
    for (const x of values) {
      const { data, event } = await watched(house, marijke, document, { who: sanne.id, x })
      const [dossier] = data.trailEvents.nodes[0].sights[0].cases
      expect("team" in dossier).toBe(x)
      expect(event.sights.map(({ types }) => types.includes("Team"))).toEqual([false, x])
      expectExactTrail(data, event)
    }
  })
})

describe("a variable with a default", () => {
  it("that is not given decides as its default says, and the root fields stay one event", async () => {
    const { sanne } = await scene()
    const document = `query($x: Boolean = true) { viewer { name } cases @include(if: $x) { totalCount } teams { totalCount } }`
    for (const variables of [{}, { x: false }, {}, { x: true }]) {
      const { data, event } = await watched(house, sanne, document, variables)
      const all = !("x" in variables) || variables.x
      expect("cases" in data).toBe(all)
      expect(event.sights.map(({ field }) => field).sort()).toEqual(all ? ["cases", "teams", "viewer"] : ["teams", "viewer"]) // prettier-ignore
    }
  })

  it("that skips a root field leaves the others one event", async () => {
    const { sanne } = await scene()
    const document = `query($x: Boolean = true) { viewer { name } cases @skip(if: $x) { totalCount } teams { totalCount } }`
    for (const variables of [{}, { x: false }, {}]) {
      const { data } = await watched(house, sanne, document, variables)
      expect("cases" in data).toBe("x" in variables)
    }
  })

  it("may be required: its default counts where it is not given", async () => {
    const { sanne } = await scene()
    const document =
      "query($n: Int! = 1, $x: Boolean! = true) { cases(first: $n) { nodes { title @include(if: $x) id } } }"
    for (const variables of [{}, { n: 2 }, { x: false }]) {
      const { data } = await watched(house, sanne, document, variables)
      expect(data.cases.nodes).toHaveLength("n" in variables ? 2 : 1)
      expect("title" in data.cases.nodes[0]).toBe(!("x" in variables))
    }
  })

  it("may be an ordering, a filter or a size of a nested page", async () => {
    const { sanne, ids, id } = await scene()
    const document = `query($order: CaseOrder = OLDEST, $filter: CaseFilter = { open: true }, $n: Int = 2) {
      cases(orderBy: $order, filter: $filter) { nodes { __typename id journal(first: $n) { nodes { body } } } }
    }`
    const { data, event } = await watched(house, sanne, document)
    expect(data.cases.nodes[0]).toMatchObject({ id, journal: { nodes: [{ body: "3" }, { body: "2" }] } })
    expectExactTrail(data, event)
    const turned = await watched(house, sanne, document, { order: "NEWEST", filter: {}, n: 0 })
    expect(turned.data.cases.nodes.map((node: any) => [node.id, node.journal.nodes])).toEqual([...ids].reverse().map((each) => [each, []])) // prettier-ignore
    const ended = await watched(house, sanne, document, { filter: { open: false } })
    expect(ended.data.cases.nodes).toEqual([])
  })

  it("that decides and is given as null is refused, and nothing is read", async () => {
    const { sanne } = await scene()
    const document =
      "query($x: Boolean = true) { viewer { name @include(if: $x) id } cases @include(if: $x) { totalCount } }"
    const { data, errors } = await sanne.ask(document, { x: null })
    expect(errors?.[0]?.extensions.code).toBe("BAD_REQUEST")
    expect(data ?? null).toBeNull()
  })
})

describe("a variable in an argument of a nested field", () => {
  it("counts with the value of each execution, and as not given when it is absent or null", async () => {
    const { sanne, id } = await scene()
    const document = `query($id: ID!, $a: Int, $b: Int) {
      case(id: $id) { a: journal(first: $a) { nodes { body } } b: journal(first: $b) { nodes { body } } }
    }`
    const lengths: [object, number, number][] = [
      [{}, 3, 3],
      [{ a: 1 }, 1, 3],
      [{ a: 2, b: 1 }, 2, 1],
      [{ a: null, b: 0 }, 3, 0],
      [{ b: 2 }, 3, 2],
    ]
    for (const [variables, a, b] of lengths) {
      const { data, sight } = await watched(house, sanne, document, { id, ...variables })
      expect([data.case.a.nodes.length, data.case.b.nodes.length]).toEqual([a, b])
      expect(sight.cases).toEqual(sorted([id]))
    }
  })
})
