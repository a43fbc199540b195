import { House } from "../support/house"
import { addCase, addCases, addParty, atEachSight, expectExactTrail, expectFault, staffed, trailOf, until, watched } from "./support" // prettier-ignore

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

describe("several root fields", () => {
  it("are one event of one transaction, and each has its own line with its own records", async () => {
    const { team, sanne } = await staffed(house)
    const ids = await addCases(house, 2, { team, by: sanne })
    const person = await house.person("Bakker")
    const party = await addParty(house, { of: ids[0] ?? "", by: sanne, person })
    const document = `query Morning($id: ID!, $person: ID!) {
      viewer { name }
      case(id: $id) { __typename id parties { __typename id } }
      person(id: $person) { __typename id }
      last: cases(first: 1) { nodes { __typename id } }
      teams { totalCount }
    }`
    const { data, event } = await watched(house, sanne, document, { id: ids[0], person })
    expectExactTrail(data, event)
    // Whatever a client calls it.
    expect(event.operation).toBeNull()
    const sights = Object.fromEntries(event.sights.map((sight) => [sight.field, sight]))
    expect(Object.keys(sights).sort()).toEqual(["case", "cases", "person", "teams", "viewer"])
    expect(sights["case"]).toMatchObject({ cases: [ids[0]], parties: [party], persons: [] })
    expect(sights["cases"]).toMatchObject({ cases: [ids[1]], parties: [], persons: [] })
    expect(sights["person"]).toMatchObject({ cases: [], persons: [person] })
    expect(new Set(event.sights.map(({ position }) => position)).size).toBe(5)
    expect(new Set(event.sights.map(({ transaction }) => transaction)).size).toBe(1)
  })

  it("see the same moment: a case that is opened between two of them is in neither", async () => {
    const { team, sanne } = await staffed(house)
    const [id] = await addCases(house, 1, { team, by: sanne })
    const document = "{ viewer { id } a: cases { nodes { id } } b: cases { nodes { id } totalCount } }"
    const lock = await house.database.admin.connect()
    try {
      await lock.query("select pg_advisory_lock(7)")
      await atEachSight(house, "perform pg_advisory_xact_lock_shared(7);", async () => {
        const answer = sanne.get(document)
        await until(house, "exists (select from pg_locks where locktype = 'advisory' and not granted)")
        await addCase(house, { team, by: sanne })
        await lock.query("select pg_advisory_unlock(7)")
        const { a, b } = await answer
        expect(a.nodes).toEqual([{ id }])
        expect(b).toEqual({ nodes: [{ id }], totalCount: 1 })
      })
    } finally {
      lock.release(true)
    }
    expect((await sanne.get("{ cases { totalCount } }")).cases.totalCount).toBe(2)
  })

  it("do not answer when one of them asks a page that is none", async () => {
    const { team, sanne } = await staffed(house)
    await addCases(house, 1, { team, by: sanne })
    const answer = await sanne.ask("{ cases { nodes { id } } teams(first: 101) { nodes { name } } viewer { name } }")
    expectFault(answer, "BAD_REQUEST", "PAGE_SIZE")
    const [event] = await trailOf(house, sanne)
    expect(event).toMatchObject({ outcome: "FAILED", reason: "BAD_REQUEST", sights: [] })
    expect(event?.actions.sort()).toEqual(["case.listed", "staff.listed", "staff.viewed"])
  })

  it("in the order and under the names they were asked make up the answer", async () => {
    const { sanne } = await staffed(house)
    const { text } = await sanne.ask("{ z: viewer { name } a: teams(first: 0) { nodes { id } } m: viewer { role } }")
    expect(text).toBe(`{"data":{"z":{"name":"Sanne de Wit"},"a":{"nodes":[]},"m":{"role":"CONSULTANT"}}}\n`)
  })

  it("that read no case leave a line all the same", async () => {
    const { sanne } = await staffed(house)
    const { event } = await watched(house, sanne, "{ viewer { name } employees(first: 1) { nodes { name } } }")
    expect(event.sights.map(({ field, cases, persons }) => [field, cases, persons]).sort()).toEqual([
      ["employees", [], []],
      ["viewer", [], []],
    ])
  })
})
