import { type Colleague, House } from "../support/house"
import { addCase, addParty, expectFault, shown, sorted, staffed, watched } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const list = "query($filter: CaseFilter) { cases(filter: $filter, orderBy: OLDEST) { nodes { id title } totalCount } }"

/** Five cases that differ in all that a filter can ask. */
const scene = async () => {
  const { team, sanne } = await staffed(house)
  const other = await house.team()
  await house.rows("insert into team_membership (employee_id, team_id, valid_from) values ($1, $2, '2020-01-01')", [sanne.id, other]) // prettier-ignore
  const joris = await house.employee({ name: "Joris Kramer", team })
  const home = await house.home()
  const add = (title: string, day: number, facts: object): Promise<string> =>
    addCase(house, { team, by: sanne, title, openedAt: `2026-02-0${day}T00:00:00Z`, ...facts })
  await add("noise", 1, { home, assignee: sanne.id })
  await add("fraud", 2, { kind: "FRAUD", assignee: joris.id, status: "IN_TREATMENT" })
  await add("lift", 3, { kind: "ADAPTATION", home, status: "CLOSED" })
  await add("threat", 4, { kind: "SAFETY", status: "CANCELLED" })
  await add("other team", 5, { team: other, status: "IN_EXECUTION", assignee: joris.id })
  return { team, other, sanne, joris, home }
}

async function titles(colleague: Colleague, filter: object | null): Promise<string[]> {
  const { data, sight } = await watched(house, colleague, list, { filter })
  const { nodes, totalCount } = data.cases
  expect(totalCount).toBe(nodes.length)
  expect(sight.cases).toEqual(sorted(nodes.map(({ id }: any) => id)))
  return nodes.map(({ title }: any) => title)
}

const all = ["noise", "fraud", "lift", "threat", "other team"]

describe("a filter of cases", () => {
  it("narrows nothing when it is absent, null or empty", async () => {
    const { sanne } = await scene()
    expect(await titles(sanne, null)).toEqual(all)
    expect(await titles(sanne, {})).toEqual(all)
    const nulls = {
      kinds: null,
      statuses: null,
      open: null,
      teamId: null,
      assigneeId: null,
      homeId: null,
      openedFrom: null,
    }
    expect(await titles(sanne, nulls)).toEqual(all)
  })

  it("narrows by kinds, and to nothing by none", async () => {
    const { sanne } = await scene()
    expect(await titles(sanne, { kinds: ["FRAUD", "SAFETY"] })).toEqual(["fraud", "threat"])
    expect(await titles(sanne, { kinds: ["NUISANCE"] })).toEqual(["noise", "other team"])
    expect(await titles(sanne, { kinds: [] })).toEqual([])
  })

  it("narrows by statuses", async () => {
    const { sanne } = await scene()
    expect(await titles(sanne, { statuses: ["IN_TREATMENT", "IN_EXECUTION"] })).toEqual(["fraud", "other team"])
  })

  it("narrows to what is open, or to what has ended, by one document", async () => {
    const { sanne } = await scene()
    expect(await titles(sanne, { open: true })).toEqual(["noise", "fraud", "other team"])
    expect(await titles(sanne, { open: false })).toEqual(["lift", "threat"])
    expect(await titles(sanne, { open: true })).toEqual(["noise", "fraud", "other team"])
  })

  it("narrows by team, by assignee and by home", async () => {
    const { sanne, joris, other, home } = await scene()
    expect(await titles(sanne, { teamId: other })).toEqual(["other team"])
    expect(await titles(sanne, { assigneeId: joris.id })).toEqual(["fraud", "other team"])
    expect(await titles(sanne, { homeId: home })).toEqual(["noise", "lift"])
  })

  it("matches nothing by an id that is absent or none at all", async () => {
    const { sanne } = await scene()
    for (const id of ["0a1b2c3d-0000-4000-8000-000000000000", "none", "", "'; drop table case_file --"]) {
      expect(await titles(sanne, { teamId: id })).toEqual([])
      expect(await titles(sanne, { assigneeId: id })).toEqual([])
      expect(await titles(sanne, { homeId: id })).toEqual([])
    }
  })

  it("narrows by when it was opened: the start belongs to it, the end does not", async () => {
    const { sanne } = await scene()
    expect(await titles(sanne, { openedFrom: "2026-02-04T00:00:00Z" })).toEqual(["threat", "other team"])
    expect(await titles(sanne, { openedBefore: "2026-02-02T00:00:00Z" })).toEqual(["noise"])
    const day = { openedFrom: "2026-02-03T01:00:00+01:00", openedBefore: "2026-02-03T00:00:00.001Z" }
    expect(await titles(sanne, day)).toEqual(["lift"])
  })

  it("must hold in all it asks", async () => {
    const { sanne, joris, team, home } = await scene()
    expect(await titles(sanne, { kinds: ["FRAUD", "ADAPTATION"], open: true })).toEqual(["fraud"])
    expect(
      await titles(sanne, { homeId: home, open: false, statuses: ["CLOSED"], kinds: ["ADAPTATION"], teamId: team }),
    ).toEqual(["lift"])
    const everything = {
      kinds: ["FRAUD"],
      statuses: ["IN_TREATMENT"],
      open: true,
      teamId: team,
      assigneeId: joris.id,
      openedFrom: "2026-02-01T00:00:00Z",
      openedBefore: "2026-02-03T00:00:00Z",
    }
    expect(await titles(sanne, everything)).toEqual(["fraud"])
    expect(await titles(sanne, { ...everything, homeId: home })).toEqual([])
  })

  it("holds on each page of its list", async () => {
    const { sanne } = await scene()
    const document = `query($after: String) {
      cases(first: 1, after: $after, orderBy: OLDEST, filter: { open: true }) {
        nodes { title } pageInfo { endCursor hasNextPage } totalCount
      }
    }`
    const { cases: one } = await sanne.get(document)
    const { cases: two } = await sanne.get(document, { after: one.pageInfo.endCursor })
    expect([one, two].map(({ nodes, totalCount }) => [nodes[0].title, totalCount])).toEqual([["noise", 3], ["fraud", 3]]) // prettier-ignore
  })

  it("shows nobody else's case, whatever it asks", async () => {
    const { joris, other } = await scene()
    expect(await titles(joris, { teamId: other })).toEqual(["other team"])
    const fatima = await house.employee({ name: "Fatima Aydin", team: await house.team() })
    expect(await titles(fatima, { teamId: other })).toEqual([])
    expect(await titles(fatima, { assigneeId: joris.id })).toEqual([])
  })

  it.each(["0000-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-05:00"])(
    "takes the moment %s, or says that the request is bad; the service does not fail by it",
    async (moment) => {
      const { sanne } = await scene()
      const answer = await sanne.ask(list, { filter: { openedFrom: moment } })
      if (answer.errors) expectFault(answer, "BAD_REQUEST", "VARIABLES")
      else expect([0, 5]).toContain(answer.data.cases.totalCount)
    },
  )

  it("names in the refusal neither a value nor a row when a variable does not fit", async () => {
    const { sanne } = await scene()
    for (const filter of [{ kinds: ["GOSSIP"] }, { openedFrom: "Bakker" }, { open: "Bakker" }, { surname: "Bakker" }]) {
      const answer = await sanne.ask(list, { filter })
      expectFault(answer, "BAD_REQUEST", "VARIABLES")
      expect(answer.text).not.toMatch(/Bakker|GOSSIP/)
    }
  })
})

describe("a filter of the registry", () => {
  const persons = `query($filter: PersonFilter) {
    persons(filter: $filter, first: 50) { nodes { __typename id surname } totalCount }
  }`

  it("finds persons by the start of a surname, whatever signs it holds, and the trail names them", async () => {
    const { sanne } = await staffed(house)
    const surnames = ["Quist", "Quispel", "quist", "Qu%", "Qu_x", "Qu'x", "Zuidema"]
    for (const surname of surnames) await house.person(surname)
    const found = async (surname: string): Promise<string[]> => {
      const { data, sight } = await watched(house, sanne, persons, { filter: { surname } })
      expect(sight.persons).toEqual(shown(data, "Person"))
      expect(sight.cases).toEqual([])
      return data.persons.nodes.map((person: any) => person.surname).sort()
    }
    expect(await found("Quis")).toEqual(["Quispel", "Quist"])
    expect(await found("Qu%")).toEqual(["Qu%"])
    expect(await found("Qu_")).toEqual(["Qu_x"])
    expect(await found("Qu'")).toEqual(["Qu'x"])
    expect(await found("Qu\\")).toEqual([])
    expect(await found("Qu\u0000")).toEqual([])
    expect(await found("Nobody")).toEqual([])
  })

  it("finds who lives in a home, and each home by its address", async () => {
    const { sanne } = await staffed(house)
    const home = await house.home()
    const tenant = await house.person("Verbeek", home)
    await house.person("Verbeek")
    const { data, sight } = await watched(house, sanne, persons, { filter: { homeId: home, surname: "Ver" } })
    expect(data.persons.nodes.map(({ id }: any) => id)).toEqual([tenant])
    expect(sight.persons).toEqual([tenant])
    const homes = '{ homes(filter: { postcode: "4901AB", houseNumber: "12" }, first: 100) { nodes { id } } }'
    expect((await sanne.get(homes)).homes.nodes).toContainEqual({ id: home })
  })

  it("keeps a person of the registry apart from the parties that she is", async () => {
    const { team, sanne } = await staffed(house)
    const person = await house.person("Oosterhuis")
    const dossier = await addCase(house, { team, by: sanne })
    const party = await addParty(house, { of: dossier, by: sanne, person })
    const alone = await watched(house, sanne, persons, { filter: { surname: "Oosterhuis" } })
    expect(alone.sight).toMatchObject({ persons: [person], parties: [], cases: [] })
    const document = "query($id: ID!) { person(id: $id) { involvements { id } } }"
    const involved = await watched(house, sanne, document, { id: person })
    expect(involved.sight).toMatchObject({ persons: [person], parties: [party], cases: [dossier] })
  })
})
