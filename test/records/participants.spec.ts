import { House } from "../support/house"
import { addCase, addParty, expectExactTrail, sorted, staffed, watched } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const parties = `query($id: ID!) {
  case(id: $id) {
    __typename id
    parties {
      __typename id name
      participant { __typename ... on Person { id surname } ... on Employee { id name role } }
    }
  }
}`

describe("the participant of a party", () => {
  it("is a person, a colleague or unknown, and the trail names the person", async () => {
    const { team, sanne } = await staffed(house)
    const person = await house.person("Bakker")
    const dossier = await addCase(house, { team, by: sanne })
    await addParty(house, { of: dossier, by: sanne, name: "tenant", person })
    await addParty(house, { of: dossier, by: sanne, name: "colleague", employee: sanne.id })
    await addParty(house, { of: dossier, by: sanne, name: "passer-by" })
    const { data, event, sight } = await watched(house, sanne, parties, { id: dossier })
    const found = Object.fromEntries(data.case.parties.map(({ name, participant }: any) => [name, participant]))
    expect(found).toEqual({
      tenant: { __typename: "Person", id: person, surname: "Bakker" },
      colleague: { __typename: "Employee", id: sanne.id, name: "Sanne de Wit", role: "CONSULTANT" },
      "passer-by": null,
    })
    expect(sight.persons).toEqual([person])
    expect(sight.types.slice().sort()).toEqual(["Case", "Employee", "Party", "Person"])
    expectExactTrail(data, event)
  })

  it("is not read when it is not asked: the trail then names the party and not the person", async () => {
    const { team, sanne } = await staffed(house)
    const dossier = await addCase(house, { team, by: sanne })
    const party = await addParty(house, { of: dossier, by: sanne, person: await house.person() })
    const { sight } = await watched(house, sanne, "query($id: ID!) { case(id: $id) { parties { role } } }", { id: dossier }) // prettier-ignore
    expect(sight).toMatchObject({ cases: [dossier], parties: [party], persons: [] })
  })

  it("of whom nothing is asked but what a colleague has is in the trail all the same: that it is a person was told", async () => {
    const { team, sanne } = await staffed(house)
    const dossier = await addCase(house, { team, by: sanne })
    const person = await house.person()
    await addParty(house, { of: dossier, by: sanne, person })
    const document = "query($id: ID!) { case(id: $id) { parties { participant { ... on Employee { name } } } } }"
    const { data, sight } = await watched(house, sanne, document, { id: dossier })
    expect(data.case.parties).toEqual([{ participant: {} }])
    expect(sight.persons).toEqual([person])
  })

  it("is asked under two names, of each kind another field", async () => {
    const { team, sanne } = await staffed(house)
    const person = await house.person("Bakker")
    const dossier = await addCase(house, { team, by: sanne })
    await addParty(house, { of: dossier, by: sanne, person })
    const document = `query($id: ID!) { case(id: $id) { parties {
      a: participant { ... on Person { x: surname } }
      b: participant { ... on Person { x: initials } ... on Employee { x: name } }
    } } }`
    const { data } = await watched(house, sanne, document, { id: dossier })
    expect(data.case.parties).toEqual([{ a: { x: "Bakker" }, b: { x: "A." } }])
  })

  it("tells with a name, an address or a telephone number that contact data was read", async () => {
    const { team, sanne } = await staffed(house)
    const person = await house.person("Bakker", await house.home())
    const dossier = await addCase(house, { team, by: sanne })
    await addParty(house, { of: dossier, by: sanne, person })
    for (const field of ["surname", "phone", "home { street }"]) {
      const document = `query($id: ID!) { case(id: $id) { parties { participant { ... on Person { ${field} } } } } }`
      const { sight } = await watched(house, sanne, document, { id: dossier })
      expect([field, sight.categories]).toEqual([field, ["CONTACT"]])
    }
  })
})

describe("from a case to its people to their cases, and on", () => {
  /** A neighbour quarrel in two cases of one team and a third that belongs to another. */
  const scene = async () => {
    const { team, sanne } = await staffed(house)
    const elsewhere = await house.team()
    const bakker = await house.person("Bakker")
    const jansen = await house.person("Jansen")
    const [one, two] = [await addCase(house, { team, by: sanne }), await addCase(house, { team, by: sanne })]
    const hidden = await addCase(house, { team: elsewhere, by: sanne })
    const p1 = await addParty(house, { of: one, by: sanne, person: bakker })
    const p2 = await addParty(house, { of: two, by: sanne, person: bakker })
    const p3 = await addParty(house, { of: two, by: sanne, person: jansen })
    const p4 = await addParty(house, { of: hidden, by: sanne, person: bakker })
    return { sanne, one, two, hidden, bakker, jansen, p1, p2, p3, p4, elsewhere }
  }

  it("the trail names every case, party and person on the way, each once, and none that does not exist for the actor", async () => {
    const { sanne, one, two, bakker, jansen, p1, p2, p3 } = await scene()
    const document = `query($id: ID!) {
      case(id: $id) {
        __typename id
        parties(first: 9) { __typename id participant { ... on Person { __typename id involvements(first: 9) {
          __typename id
          case { __typename id parties(first: 9) { __typename id participant { ... on Person { __typename id surname } } } }
        } } } }
      }
    }`
    const { data, event, sight } = await watched(house, sanne, document, { id: one })
    expect(sight).toMatchObject({
      cases: sorted([one, two]),
      parties: sorted([p1, p2, p3]),
      persons: sorted([bakker, jansen]),
    })
    expectExactTrail(data, event)
  })

  it("a party below her person brings her case into the trail, even when the case itself is not asked", async () => {
    const { sanne, one, two, bakker, p1, p2 } = await scene()
    const document =
      "query($id: ID!) { case(id: $id) { parties { participant { ... on Person { involvements { role } } } } } }"
    const { sight } = await watched(house, sanne, document, { id: one })
    expect(sight).toMatchObject({ cases: sorted([one, two]), parties: sorted([p1, p2]), persons: [bakker] })
  })

  it("a person's involvements are those that exist for the actor, and for another actor others", async () => {
    const { sanne, hidden, bakker, p4, elsewhere } = await scene()
    const document =
      "query($id: ID!) { person(id: $id) { __typename id involvements { __typename id case { __typename id } } } }"
    const hers = await watched(house, sanne, document, { id: bakker })
    expect(hers.data.person.involvements).toHaveLength(2)
    expectExactTrail(hers.data, hers.event)
    const joris = await house.employee({ name: "Joris Kramer", team: elsewhere })
    const his = await watched(house, joris, document, { id: bakker })
    expect(his.data.person.involvements).toEqual([
      { __typename: "Party", id: p4, case: { __typename: "Case", id: hidden } },
    ])
    expectExactTrail(his.data, his.event)
  })

  it("goes as deep as a document may, through the same rows again and again", async () => {
    const { sanne, one, two } = await scene()
    const level = (inner: string): string =>
      `{ __typename id parties(first: 5) { __typename id participant { ... on Person { __typename id involvements(first: 5) { __typename id case ${inner} } } } } }`
    const document = `query($id: ID!) { case(id: $id) ${level(level("{ __typename id title }"))} }`
    const { data, event, sight } = await watched(house, sanne, document, { id: one })
    expectExactTrail(data, event)
    expect(sight.cases).toEqual(sorted([one, two]))
  })

  it("a home leads to who lives there and to its cases, and the trail names them", async () => {
    const { team, sanne } = await staffed(house)
    const home = await house.home()
    const tenant = await house.person("Verbeek", home)
    const dossier = await addCase(house, { team, by: sanne, home })
    const document = `query($id: ID!) {
      case(id: $id) { __typename id home {
        residents { __typename id surname home { cases { nodes { __typename id } } } }
        cases { nodes { __typename id } totalCount }
      } }
    }`
    const { data, event } = await watched(house, sanne, document, { id: dossier })
    expect(data.case.home).toMatchObject({ residents: [{ id: tenant }], cases: { totalCount: 1 } })
    expectExactTrail(data, event)
  })
})
