import { randomUUID } from "node:crypto"
import { openCase, scene } from "../cases/support"
import { House } from "../support/house"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const persons = "query($filter: PersonFilter, $first: Int) { persons(filter: $filter, first: $first) { totalCount nodes { id surname } } }" // prettier-ignore
const homes = "query($filter: HomeFilter) { homes(filter: $filter) { totalCount nodes { id postcode houseNumber } } }"

async function homeAt(postcode: string, houseNumber: string): Promise<string> {
  const id = await house.home()
  await house.rows("update home set postcode = $2, house_number = $3 where id = $1", [id, postcode, houseNumber])
  return id
}

describe("looking for a home", () => {
  it("finds it by its postcode and number, and nothing by half a postcode", async () => {
    const { consultant } = await scene(house)
    const id = await homeAt("1234AB", "7")
    await homeAt("1234AB", "9")
    const found = await consultant.get(homes, { filter: { postcode: "1234AB", houseNumber: "7" } })
    expect(found.homes).toEqual({ totalCount: 1, nodes: [{ id, postcode: "1234AB", houseNumber: "7" }] })
    expect((await consultant.get(homes, { filter: { postcode: "1234" } })).homes.totalCount).toBe(0)
    expect((await consultant.get(homes, { filter: { postcode: "1234AB" } })).homes.totalCount).toBe(2)
  })

  it("shows who lives there, and those of its cases that exist for whoever asks", async () => {
    const { consultant } = await scene(house)
    const other = await scene(house)
    const home = await homeAt("5678CD", "1")
    const person = await house.person("Aalders", home)
    const mine = await openCase(consultant, { homeId: home })
    await openCase(other.consultant, { homeId: home })
    const document = `query($id: ID!) { node(id: $id) { ... on Home { street residents { id surname }
      cases { totalCount nodes { id } } } } }`
    const { node } = await consultant.get(document, { id: home })
    expect(node).toEqual({
      street: "Lindelaan",
      residents: [{ id: person, surname: "Aalders" }],
      cases: { totalCount: 1, nodes: [{ id: mine.id }] },
    })
  })
})

describe("looking for a person", () => {
  it("finds by the start of the surname, capitals counting, by name", async () => {
    const { consultant } = await scene(house)
    for (const surname of ["Zandbergen", "Zandstra", "Zwart", "zandkuil"]) await house.person(surname)
    const found = await consultant.get(persons, { filter: { surname: "Zand" } })
    expect(found.persons.nodes.map(({ surname }: any) => surname)).toEqual(["Zandbergen", "Zandstra"])
    expect(found.persons.totalCount).toBe(2)
  })

  it.each(["%%", "__", "Z%", "Z'", "Z\\", "' or '1'='1", "Z\0", "👩‍👩‍👧", "Z\u{10FFFF}"])(
    "takes %j for the letters that it is, not for a pattern",
    async (surname) => {
      const { consultant } = await scene(house)
      await house.person("Zuidema")
      expect((await consultant.get(persons, { filter: { surname } })).persons).toEqual({ totalCount: 0, nodes: [] })
    },
  )

  it("finds who lives in a home, and nobody in one that is not there", async () => {
    const { consultant } = await scene(house)
    const home = await homeAt("9999ZZ", "2")
    const id = await house.person("Xander", home)
    const found = await consultant.get(persons, { filter: { homeId: home } })
    expect(found.persons).toEqual({ totalCount: 1, nodes: [{ id, surname: "Xander" }] })
    for (const absent of [randomUUID(), "Lindelaan"])
      expect((await consultant.get(persons, { filter: { homeId: absent } })).persons.totalCount).toBe(0)
  })

  it.each([
    ["without a filter", undefined],
    ["with an empty filter", {}],
    ["by no letter", { surname: "" }],
    ["by one letter", { surname: "Z" }],
  ])("is refused %s: nobody leafs through the register", async (_how, filter) => {
    const { consultant } = await scene(house)
    await house.person("Zuidema")
    const answer = await consultant.ask(persons, { filter })
    expect(answer).toMatchObject({ status: 400, data: null })
    expect(answer.errors).toMatchObject([{ extensions: { code: "BAD_REQUEST", detail: "FILTER" } }])
  })

  it("is refused for homes too, without a postcode", async () => {
    const { consultant } = await scene(house)
    for (const filter of [undefined, {}, { houseNumber: "1" }]) {
      const answer = await consultant.ask(homes, { filter })
      expect(answer.errors).toMatchObject([{ extensions: { code: "BAD_REQUEST", detail: "FILTER" } }])
    }
  })

  it.each([-1, 101, 2147483647])("gives no page of %d", async (first) => {
    const { consultant } = await scene(house)
    const answer = await consultant.ask(persons, { first, filter: { surname: "Zu" } })
    expect(answer).toMatchObject({ status: 400, data: null })
    expect(answer.errors).toMatchObject([{ extensions: { code: "BAD_REQUEST", detail: "PAGE_SIZE" } }])
  })

  it.each(["PRIVACY_OFFICER", "ADMINISTRATOR"])("shows nobody to the role %s", async (role) => {
    const id = await house.person("Quist")
    const home = await homeAt("4444QQ", "1")
    const other = await house.employee({ name: "Petra Hoekstra", role })
    const document = `query($id: ID!, $home: ID!) {
      persons(filter: { surname: "Quist" }) { totalCount nodes { id } }
      homes(filter: { postcode: "4444QQ" }) { totalCount nodes { id } }
      person(id: $id) { surname } node(id: $home) { id } }`
    const empty = { totalCount: 0, nodes: [] }
    expect(await other.get(document, { id, home })).toEqual({ persons: empty, homes: empty, person: null, node: null })
  })

  it("shows the privacy coordinator whom a request or a conflict of interest is about", async () => {
    const id = await house.person("Quispel")
    const els = await house.employee({ name: "Els Dekker", role: "PRIVACY_COORDINATOR" })
    expect(await els.get("query($id: ID!) { person(id: $id) { surname } }", { id })).toEqual({
      person: { surname: "Quispel" },
    })
  })
})
