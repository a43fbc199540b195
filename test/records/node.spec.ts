import { House } from "../support/house"
import { addCase, addEntry, addParty, addTask, expectFault, staffed, trailOf, watched } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const node = `query($id: ID!) { node(id: $id) {
  __typename id
  ... on Case { title } ... on Party { name } ... on JournalEntry { body } ... on Task { due: dueOn } ... on Person { surname }
  ... on Home { city } ... on Team { district } ... on Employee { role } ... on TrailEvent { outcome }
} }`

const scene = async () => {
  const { team, sanne } = await staffed(house)
  const home = await house.home()
  const person = await house.person("Bakker", home)
  const dossier = await addCase(house, { team, by: sanne })
  const party = await addParty(house, { of: dossier, by: sanne, person })
  const entry = await addEntry(house, { of: dossier, by: sanne, body: "Gebeld", category: "HEALTH" })
  const task = await addTask(house, { of: dossier, by: sanne })
  return { team, sanne, home, person, dossier, party, entry, task }
}

describe("a record by its id alone", () => {
  it("is found whatever its type, and the trail names what it concerns and nothing else", async () => {
    const { team, sanne, home, person, dossier, party, entry, task } = await scene()
    const none = { cases: [], parties: [], persons: [] }
    const expected: [string, object, object][] = [
      [dossier, { __typename: "Case", title: "Geluidsoverlast" }, { ...none, cases: [dossier] }],
      [party, { __typename: "Party", name: "A. Bakker" }, { ...none, cases: [dossier], parties: [party] }],
      [entry, { __typename: "JournalEntry", body: "Gebeld" }, { ...none, cases: [dossier] }],
      [task, { __typename: "Task", due: "2026-04-01" }, { ...none, cases: [dossier] }],
      [person, { __typename: "Person", surname: "Bakker" }, { ...none, persons: [person] }],
      [home, { __typename: "Home", city: "Oosterhout" }, none],
      [team, { __typename: "Team", district: "De Linde" }, none],
      [sanne.id, { __typename: "Employee", role: "CONSULTANT" }, none],
    ]
    for (const [id, row, seen] of expected) {
      const { data, sight, event } = await watched(house, sanne, node, { id })
      expect(data.node).toEqual({ id, ...row })
      expect(sight).toMatchObject({ field: "node", ...seen })
      expect(event.actions).toEqual(["record.viewed"])
    }
  })

  it("leads on to what hangs below it", async () => {
    const { sanne, person, dossier, party } = await scene()
    const document = `query($id: ID!) { node(id: $id) {
      ... on Person { involvements { case { title } } } ... on Party { participant { ... on Person { surname } } }
      ... on Case { parties { id } }
    } }`
    const below = async (id: string) => await watched(house, sanne, document, { id })
    expect((await below(person)).data.node).toEqual({ involvements: [{ case: { title: "Geluidsoverlast" } }] })
    expect((await below(party)).data.node).toEqual({ participant: { surname: "Bakker" } })
    const { data, sight } = await below(dossier)
    expect(data.node).toEqual({ parties: [{ id: party }] })
    expect(sight).toMatchObject({ cases: [dossier], parties: [party], persons: [] })
  })

  it("is the same null for an id that is absent, malformed, empty, or of what does not exist for the actor", async () => {
    const { dossier, party, entry, task } = await scene()
    const fatima = await house.employee({ name: "Fatima Aydin", team: await house.team() })
    const [grant] = await house.rows<{ id: string }>("select id from case_grant where case_id = $1", [dossier])
    const [event] = await house.rows<{ id: string }>("select id from trail_event limit 1")
    const malformed = [
      "x",
      "",
      "0a1b2c3d",
      `${dossier} `,
      `{${dossier}}`,
      dossier.replaceAll("-", ""),
      "1 or true",
      "\u0000",
    ]
    const ids = [
      dossier,
      party,
      entry,
      task,
      grant?.id,
      event?.id,
      "0a1b2c3d-0000-4000-8000-000000000000",
      ...malformed,
    ]
    const answers: string[] = []
    for (const id of ids) answers.push((await fatima.ask(node, { id })).text)
    expect(new Set(answers)).toEqual(new Set([`{"data":{"node":null}}\n`]))
    for (const { outcome, sights } of await trailOf(house, fatima)) {
      expect(outcome).toBe("DONE")
      expect(sights).toMatchObject([{ cases: [], parties: [], persons: [], grants: [] }])
    }
  })

  it("does not exist when its kind is one that the actor is not cleared for, though her team handles it", async () => {
    const { team, sanne } = await staffed(house)
    const dossier = await addCase(house, { team, by: sanne, kind: "FRAUD" })
    const party = await addParty(house, { of: dossier, by: sanne })
    const joris = await house.employee({ name: "Joris Kramer", team, cleared: ["NUISANCE"] })
    for (const id of [dossier, party]) expect((await joris.get(node, { id })).node).toBeNull()
    expect((await sanne.get(node, { id: dossier })).node.id).toBe(dossier)
  })

  it("may be written in capitals: the id is the same", async () => {
    const { sanne, dossier } = await scene()
    const { data, sight } = await watched(house, sanne, node, { id: dossier.toUpperCase() })
    expect(data.node.id).toBe(dossier)
    expect(sight.cases).toEqual([dossier])
  })

  it("twice under two names is two looks", async () => {
    const { sanne, dossier, person } = await scene()
    const document =
      'query($a: ID!, $b: ID!) { a: node(id: $a) { id } b: node(id: $b) { __typename } c: node(id: "x") { id } }'
    const { data, event } = await watched(house, sanne, document, { a: dossier, b: person })
    expect(data).toEqual({ a: { id: dossier }, b: { __typename: "Person" }, c: null })
    expect(event.sights.map(({ cases, persons }) => [cases, persons])).toEqual([
      [[dossier], []],
      [[], [person]],
      [[], []],
    ])
  })

  it("is an event of the trail for the privacy officer, and a case without its content", async () => {
    const { sanne, dossier, person, party, home } = await scene()
    await sanne.get("{ viewer { name } }")
    const [event] = await trailOf(house, sanne)
    const marijke = await house.officer()
    expect((await marijke.get(node, { id: event?.id })).node).toEqual({
      __typename: "TrailEvent",
      id: event?.id,
      outcome: "DONE",
    })
    const { data, sight } = await watched(house, marijke, node, { id: dossier })
    expect(data.node).toEqual({ __typename: "Case", id: dossier, title: null })
    expect(sight).toMatchObject({ cases: [dossier], categories: [] })
    for (const id of [person, party, home]) expect((await marijke.get(node, { id })).node).toBeNull()
  })
})

describe("many records by their ids", () => {
  const nodes = `query($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Case { title } ... on Team { district } } }`

  it("stand in the order of the ids, with null for what is absent, malformed or not for the actor", async () => {
    const { team, sanne, dossier } = await scene()
    const other = await addCase(house, { team: await house.team(), by: sanne })
    const absent = "0a1b2c3d-0000-4000-8000-000000000000"
    const ids = [team, other, "x", dossier.toUpperCase(), absent, sanne.id, dossier]
    const of = { __typename: "Case", id: dossier, title: "Geluidsoverlast" }
    expect((await sanne.get(nodes, { ids })).nodes).toEqual([
      { __typename: "Team", id: team, district: "De Linde" },
      ...[null, null, of, null, { __typename: "Employee", id: sanne.id }, of],
    ])
  })

  it("are in the trail with all they concern, and each id that showed nothing has its line as if asked alone", async () => {
    const { sanne, dossier, party, person } = await scene()
    const absent = ["0a1b2c3d-0000-4000-8000-000000000000", "0a1b2c3d-0000-4000-8000-000000000001"]
    await sanne.get(nodes, { ids: [dossier, party, person, ...absent, absent[0]] })
    const [event] = (await trailOf(house, sanne)).slice(-1)
    expect(event?.actions).toEqual(["record.viewed"])
    const none = { field: "nodes", cases: [], parties: [], persons: [], types: [] }
    expect(event?.sights).toMatchObject([
      { field: "nodes", cases: [dossier], parties: [party], persons: [person], types: ["Case", "Party", "Person"] },
      ...[none, none],
    ])
  })

  it("of which none is there leave one line for each that was tried", async () => {
    const { sanne } = await scene()
    const ids = [0, 1, 2].map((nth) => `0a1b2c3d-0000-4000-8000-00000000000${nth}`)
    await sanne.get("query($ids: [ID!]!) { a: nodes(ids: $ids) { id } b: viewer { id } }", { ids })
    const [event] = (await trailOf(house, sanne)).slice(-1)
    const tried = (event?.sights ?? []).filter(({ field }) => field === "nodes")
    expect(tried.map(({ cases, types }) => [cases, types])).toEqual(ids.map(() => [[], []]))
  })

  it("are asked a hundred at most", async () => {
    const { sanne } = await scene()
    const asked = (count: number) => sanne.ask(nodes, { ids: Array.from({ length: count }, () => sanne.id) })
    expect((await asked(100)).data.nodes).toHaveLength(100)
    expectFault(await asked(101), "BAD_REQUEST", "IDS")
    expect((await asked(0)).data.nodes).toEqual([])
  })
})

describe("whatever has an id", () => {
  it("is found by it, with the case that it concerns in the trail", async () => {
    const { team, sanne, dossier } = await scene()
    const document = "query($id: ID!) { node(id: $id) { __typename id } }"
    const idOf = async (sql: string, value: string): Promise<string> => (await house.rows<{ id: string }>(sql, [value]))[0]?.id ?? "" // prettier-ignore
    const found: [string, string, string[]][] = [
      ["Membership", await idOf("select id from team_membership where team_id = $1 limit 1", team), []],
      ["Clearance", await idOf("select id from clearance where employee_id = $1 limit 1", sanne.id), []],
      ["Grant", await idOf("select id from case_grant where case_id = $1 limit 1", dossier), [dossier]],
    ]
    for (const [type, id, cases] of found) {
      const { data, sight } = await watched(house, sanne, document, { id })
      expect(data.node).toEqual({ __typename: type, id })
      expect(sight).toMatchObject({ field: "node", cases })
    }
  })
})
