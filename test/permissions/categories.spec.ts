import { change, done, openCase, refusals, scene } from "../cases/support"
import { watched } from "../records/support"
import { type Colleague, House } from "../support/house"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const clear = (who: Colleague, category: string): Promise<unknown> =>
  house.rows("insert into clearance (employee_id, category) values ($1, $2)", [who.id, category])

const grounds = { healthGround: "VITAL_INTEREST", criminalGround: "OWN_CLAIM" }

/** A case of nuisance with an entry, a task and a party of a category; and a colleague who is cleared for nuisance alone. */
async function holding(category: string) {
  const { team, consultant } = await scene(house)
  const mila = await house.employee({ name: "Mila Hermans", team, cleared: ["NUISANCE"] })
  await clear(consultant, "REPORTER")
  const { id } = await openCase(consultant, grounds)
  const home = await house.home()
  const person = await house.person("Verschuren", home)
  const entry = { caseId: id, type: "NOTE", body: "Opname in een kliniek.", category }
  const { entry: note } = await done(consultant, "addJournalEntry", entry)
  const part = { caseId: id, role: "REPORTER", name: "Mw. Verschuren", phone: "0612345678", personId: person, category }
  const { party } = await done(consultant, "addParty", part)
  const shielded = category === "REPORTER"
  const due = { caseId: id, title: "Bel de kliniek", dueOn: "2026-12-01", category }
  const task = shielded ? null : (await done(consultant, "addTask", due)).task
  return {
    team,
    consultant,
    mila,
    id,
    home,
    person,
    entry: note.id as string,
    party: party.id as string,
    task: task?.id as string,
  }
}

const everything = `query Everything($id: ID!) { case(id: $id) { openTaskCount
  journal { totalCount nodes { id category body withheld } } tasks { id category title withheld }
  parties { id category role name phone email participant { __typename } withheld } } }`

const shieldedFields = ["name", "phone", "email", "participant"]

describe("an item of a category that one is not cleared for", () => {
  it.each(["HEALTH", "CRIMINAL", "POLICE"])(
    "%s, is there without its content, and says what is withheld",
    async (category) => {
      const { mila, id, entry, party, task } = await holding(category)
      const { case: seen } = await mila.get(everything, { id })
      expect(seen.journal).toEqual({ totalCount: 1, nodes: [{ id: entry, category, body: null, withheld: ["body"] }] })
      expect(seen.tasks).toEqual([{ id: task, category, title: null, withheld: ["title"] }])
      expect(seen.parties).toMatchObject([
        { id: party, category, role: "REPORTER", name: null, phone: null, email: null, participant: null },
      ])
      expect(seen.parties[0].withheld.toSorted()).toEqual(shieldedFields.toSorted())
      expect((await mila.ask(everything, { id })).text).not.toMatch(/kliniek|Verschuren|0612345678/)
    },
  )

  it.each(["HEALTH", "CRIMINAL", "POLICE"])("%s, is whole for a colleague who is cleared for it", async (category) => {
    const { team, id } = await holding(category)
    const hugo = await house.employee({ name: "Hugo Prins", team, cleared: ["NUISANCE"] })
    await clear(hugo, category)
    const { case: seen } = await hugo.get(everything, { id })
    expect(seen.journal.nodes).toMatchObject([{ body: "Opname in een kliniek.", withheld: [] }])
    expect(seen.tasks).toMatchObject([{ title: "Bel de kliniek", withheld: [] }])
    expect(seen.parties).toMatchObject([
      { name: "Mw. Verschuren", participant: { __typename: "Person" }, withheld: [] },
    ])
    await house.rows("update clearance set valid_until = now() where employee_id = $1 and category = $2", [
      hugo.id,
      category,
    ])
    expect((await hugo.get(everything, { id })).case.journal.nodes).toMatchObject([{ body: null, withheld: ["body"] }])
  })

  it("is named withheld whether there is a value or not: nothing can be told from it", async () => {
    const { consultant, mila, id, party } = await holding("HEALTH")
    const bare = { caseId: id, role: "REPORTER", name: "Dhr. Bos", category: "HEALTH" }
    const { party: other } = await done(consultant, "addParty", bare)
    const { case: seen } = await mila.get(everything, { id })
    const [full, empty] = [party, other.id].map((each) => seen.parties.find((found: any) => found.id === each))
    expect({ ...full, id: null }).toEqual({ ...empty, id: null })
  })

  it("is withheld by its own id as in a list", async () => {
    const { mila, entry, party, task } = await holding("CRIMINAL")
    const document = `query($id: ID!) { node(id: $id) { id ... on JournalEntry { body withheld } ... on Task { title withheld }
      ... on Party { name phone withheld participant { ... on Person { surname } } } } }`
    for (const id of [entry, party, task]) {
      const { text } = await mila.ask(document, { id })
      expect(text).toContain(id)
      expect(text).not.toMatch(/kliniek|Verschuren|0612345678/)
    }
  })

  it("is not found by who it is about: the way from a person does not lead to it", async () => {
    const { consultant, mila, id, person, home } = await holding("HEALTH")
    const document = "query($id: ID!) { person(id: $id) { involvements { case { id } } } }"
    expect((await mila.get(document, { id: person })).person.involvements).toEqual([])
    expect((await consultant.get(document, { id: person })).person.involvements).toEqual([{ case: { id } }])
    const around = "query($id: ID!) { node(id: $id) { ... on Home { residents { involvements { id } } } } }"
    expect((await mila.get(around, { id: home })).node.residents).toEqual([{ involvements: [] }])
  })

  it("is named by the trail for whom it was served to, and not for whom it was withheld from", async () => {
    const { consultant, mila, id, person } = await holding("HEALTH")
    const served = await watched(house, consultant, everything, { id })
    expect(served.sight.categories).toContain("HEALTH")
    expect(served.sight.persons).toEqual([person])
    const withheld = await watched(house, mila, everything, { id })
    expect(withheld.sight.categories).not.toContain("HEALTH")
    expect(withheld.sight.persons).toEqual([])
    expect(withheld.sight.cases).toEqual([id])
  })
})

describe("a shielded reporter", () => {
  const counted = `query($id: ID!, $person: ID!) { case(id: $id) { parties { id } journal { totalCount nodes { id } edges { cursor } } }
    person(id: $person) { involvements { id } } }`

  it("does not exist for who is not cleared for it: in no list, no count, and not by its id", async () => {
    const { mila, id, person, entry, party } = await holding("REPORTER")
    expect(await mila.get(counted, { id, person })).toEqual({
      case: { parties: [], journal: { totalCount: 0, nodes: [], edges: [] } },
      person: { involvements: [] },
    })
    for (const each of [entry, party])
      expect((await mila.get("query($id: ID!) { node(id: $id) { id } }", { id: each })).node).toBeNull()
    const { sight } = await watched(house, mila, counted, { id, person })
    expect(sight.parties).toEqual([])
  })

  it("exists for who is cleared for it, and stays hidden from a lead who is not", async () => {
    const { team, consultant, id, person, entry, party } = await holding("REPORTER")
    const { case: seen } = await consultant.get(counted, { id, person })
    expect([seen.parties, seen.journal.nodes]).toEqual([[{ id: party }], [{ id: entry }]])
    const lead = await house.employee({ name: "Joost van Dam", role: "TEAM_LEAD", team })
    expect((await lead.get(counted, { id, person })).case.parties).toEqual([])
  })

  it("is added by who takes the call, who then does not see it any more, and is told that it was done", async () => {
    const { mila, id } = await holding("HEALTH")
    const input = { caseId: id, role: "REPORTER", name: "Dhr. Smit", category: "REPORTER" }
    const { party, errors, done } = await change(mila, "addParty", input, "done party { id }")
    expect({ party, errors, done }).toEqual({ party: null, errors: [], done: true })
    const refused = await change(mila, "addParty", { ...input, name: " " }, "done party { id }")
    expect(refused).toMatchObject({ party: null, errors: [{ reason: "REQUIRED" }], done: false })
    expect(await house.rows("select from party where case_id = $1 and name = 'Dhr. Smit'", [id])).toHaveLength(1)
  })

  it("is no category of a task", async () => {
    const { consultant, id } = await holding("REPORTER")
    const input = { caseId: id, title: "Bel de melder", dueOn: "2026-12-01", category: "REPORTER" }
    expect(await refusals(consultant, "addTask", input)).toEqual(["OUT_OF_RANGE"])
  })
})
