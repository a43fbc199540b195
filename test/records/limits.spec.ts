import { type Colleague, House } from "../support/house"
import { addCases, expectFault, staffed, trailOf } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

async function refused(colleague: Colleague, document: string, variables = {}): Promise<void> {
  const answer = await colleague.ask(document, variables)
  expectFault(answer, "TOO_EXPENSIVE")
  expect(answer.status).toBe(400)
}

describe("a request that asks too much", () => {
  it("by its depth is refused, and one at the limit is answered", async () => {
    const { sanne } = await staffed(house)
    const nest = (levels: number): string =>
      `{ cases(first: 0) { nodes { id ${"parties(first: 1) { case { ".repeat(levels)} id ${"} }".repeat(levels)} } } }`
    expect((await sanne.get(nest(5))).cases.nodes).toEqual([])
    await refused(sanne, nest(6))
    await refused(sanne, nest(40))
  })

  it("by its depth through fragments is refused", async () => {
    const { sanne } = await staffed(house)
    const fragments = Array.from({ length: 9 }, (_, nth) => `fragment F${nth} on Case { parties(first: 1) { case { ...F${nth + 1} } } }`) // prettier-ignore
    await refused(sanne, `{ cases(first: 0) { nodes { ...F0 } } } ${fragments.join(" ")} fragment F9 on Case { id }`)
  })

  it("by its aliases is refused, and one at the limit is answered", async () => {
    const { sanne } = await staffed(house)
    const viewers = (count: number): string =>
      `{ ${Array.from({ length: count }, (_, nth) => `v${nth}: viewer { name }`).join(" ")} }`
    expect(Object.keys(await sanne.get(viewers(30)))).toHaveLength(30)
    await refused(sanne, viewers(31))
  })

  it("by its length is refused", async () => {
    const { sanne } = await staffed(house)
    await refused(sanne, `{ viewer { ${"name ".repeat(3000)} } }`)
    expect((await sanne.get(`{ viewer { ${"name ".repeat(200)} } }`)).viewer).toEqual({ name: "Sanne de Wit" })
  })

  it("by the rows it may touch is refused before anything is read, and the trail says so", async () => {
    const { team, sanne } = await staffed(house)
    await addCases(house, 1, { team, by: sanne })
    const document = `query($a: Int, $b: Int) {
      cases(first: $a) { nodes { id parties(first: $b) { id participant { ... on Person { involvements(first: 50) { id } } } } } }
    }`
    await refused(sanne, document, { a: 100, b: 100 })
    await refused(sanne, document, { a: 100, b: null })
    expect((await sanne.get(document, { a: 5, b: 5 })).cases.nodes).toHaveLength(1)
    await refused(sanne, document, { a: 100, b: 100 })
    const events = await trailOf(house, sanne)
    expect(events.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ["FAILED", "TOO_EXPENSIVE"],
      ["FAILED", "TOO_EXPENSIVE"],
      ["DONE", null],
      ["FAILED", "TOO_EXPENSIVE"],
    ])
    expect(events.map(({ sights }) => sights.length)).toEqual([0, 0, 1, 0])
  })

  it("by the rows of all its root fields together is refused, though each of them alone is not", async () => {
    const { sanne } = await staffed(house)
    const one = (name: string): string => `${name}: cases(first: 100) { nodes { parties(first: 100) { id } } }`
    expect(await sanne.get(`{ ${one("a")} ${one("b")} }`)).toEqual({ a: { nodes: [] }, b: { nodes: [] } })
    await refused(sanne, `{ ${one("a")} ${one("b")} ${one("c")} }`)
  })

  it("by lists whose size was not given counts with what they might give", async () => {
    const { sanne } = await staffed(house)
    const document =
      "{ cases(first: 100) { nodes { parties { id } tasks { id } access { id } journal { nodes { id } } } } }"
    await refused(sanne, document)
  })

  it("by looking again at every case that the trail names is refused", async () => {
    const { team, sanne } = await staffed(house)
    await house.rows(
      `insert into case_file (id, reference, kind, title, description, purpose, legal_basis, status, team_id, opened_by, opened_at, changed_at)
       select gen_random_uuid(), 'WR-8888-' || lpad(n::text, 4, '0'), 'NUISANCE', n, '-', 'TENANCY', 'AGREEMENT', 'REPORTED', $1, $2,
         '2026-01-01'::timestamptz + n * interval '1 hour', now() from generate_series(1, 100) n`,
      [team, sanne.id],
    )
    await sanne.get("{ cases(first: 100) { nodes { id } } }")
    const marijke = await house.officer()
    const document = `query($who: ID!, $n: Int) { trailEvents(first: 1, filter: { actorId: $who }) { nodes { sights { cases {
      id assignee { cases(first: 10) { nodes { id } } } team { memberships(first: $n) { employee { cases(first: 10) { nodes { id } } } } }
    } } } } }`
    expect((await marijke.get(document, { who: sanne.id, n: 1 })).trailEvents.nodes[0].sights[0].cases).toHaveLength(
      100,
    )
    await refused(marijke, document, { who: sanne.id, n: 50 })
  })
})
