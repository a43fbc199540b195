import { randomUUID } from "node:crypto"
import { change, done, openCase, scene } from "../cases/support"
import { House } from "../support/house"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const shown = `party { id role name phone email addedBy { id } addedAt case { id }
  participant { __typename ... on Person { id surname } ... on Employee { id name } } } case { id }`

describe("adding a party", () => {
  it.each(["REPORTER", "COMPLAINANT", "SUBJECT", "INTERESTED", "WITNESS", "PROFESSIONAL", "OTHER"])(
    "can be done for the part %s",
    async (role) => {
      const { consultant } = await scene(house)
      const { id } = await openCase(consultant)
      const { party } = await done(consultant, "addParty", { caseId: id, role, name: "Dhr. Van Leeuwen" }, shown)
      expect(party).toMatchObject({
        role,
        name: "Dhr. Van Leeuwen",
        phone: null,
        email: null,
        participant: null,
        addedBy: { id: consultant.id },
        case: { id },
      })
    },
  )

  it("can name a person of the registry", async () => {
    const { consultant } = await scene(house)
    const { id } = await openCase(consultant)
    const personId = await house.person("Van den Heuvel")
    const input = { caseId: id, role: "SUBJECT", name: "A. van den Heuvel", phone: "0612", email: "a@b.nl", personId }
    const { party } = await done(consultant, "addParty", input, shown)
    expect(party).toMatchObject({
      phone: "0612",
      email: "a@b.nl",
      participant: { __typename: "Person", id: personId, surname: "Van den Heuvel" },
    })
  })

  it("can name a colleague", async () => {
    const { consultant } = await scene(house)
    const { id } = await openCase(consultant)
    const colleague = await house.employee({ name: "Henk de Boer" })
    const input = { caseId: id, role: "PROFESSIONAL", name: "H. de Boer", employeeId: colleague.id }
    const { party } = await done(consultant, "addParty", input, shown)
    expect(party.participant).toEqual({ __typename: "Employee", id: colleague.id, name: "Henk de Boer" })
  })

  it("cannot name a person and a colleague at once", async () => {
    const { consultant } = await scene(house)
    const { id } = await openCase(consultant)
    const input = { caseId: id, role: "OTHER", name: "X", personId: await house.person(), employeeId: consultant.id }
    const { party, errors } = await change(consultant, "addParty", input)
    expect(party).toBeNull()
    expect(errors).toEqual([{ code: "INVALID", reason: "TWO_IDENTITIES", path: ["input", "employeeId"] }])
  })

  it.each(["personId", "employeeId"])("is refused for a %s that is not there", async (field) => {
    const { consultant } = await scene(house)
    const { id } = await openCase(consultant)
    for (const absent of [randomUUID(), "Bakker"]) {
      const input = { caseId: id, role: "WITNESS", name: "Mw. Bakker", [field]: absent }
      const { errors } = await change(consultant, "addParty", input)
      expect(errors).toEqual([{ code: "NOT_FOUND", reason: "ABSENT", path: ["input", field] }])
    }
  })

  it("names everything that is empty or too long at once", async () => {
    const { consultant } = await scene(house)
    const { id } = await openCase(consultant)
    const input = { caseId: id, role: "WITNESS", name: "", phone: "0".repeat(41), email: "e".repeat(201) }
    const { errors } = await change(consultant, "addParty", input)
    expect(errors).toHaveLength(3)
    expect(errors).toEqual(
      expect.arrayContaining([
        { code: "INVALID", reason: "REQUIRED", path: ["input", "name"] },
        { code: "INVALID", reason: "TOO_LONG", path: ["input", "phone"] },
        { code: "INVALID", reason: "TOO_LONG", path: ["input", "email"] },
      ]),
    )
  })

  it("does not change the version of the case", async () => {
    const { consultant } = await scene(house)
    const { id } = await openCase(consultant)
    await done(consultant, "addParty", { caseId: id, role: "WITNESS", name: "Mw. Bakker" })
    expect(await house.rows("select version from case_file where id = $1", [id])).toEqual([{ version: 1 }])
  })

  it("gives each case a reference of its own for the same person", async () => {
    const { consultant } = await scene(house)
    const personId = await house.person("Van Dijk")
    const ids = []
    for (let i = 0; i < 2; i++) {
      const { id } = await openCase(consultant)
      ids.push((await done(consultant, "addParty", { caseId: id, role: "SUBJECT", name: "X", personId })).party.id)
    }
    expect(new Set([...ids, personId]).size).toBe(3)
  })
})

describe("the parties of a case", () => {
  it("stand in the order they were added, and so many as are asked", async () => {
    const { consultant } = await scene(house)
    const { id } = await openCase(consultant)
    for (const name of ["Eerste", "Tweede", "Derde"])
      await done(consultant, "addParty", { caseId: id, role: "WITNESS", name })
    const document = "query($id: ID!, $n: Int) { case(id: $id) { parties(first: $n) { name } } }"
    const all = await consultant.get(document, { id })
    expect(all.case.parties.map(({ name }: any) => name)).toEqual(["Eerste", "Tweede", "Derde"])
    const some = await consultant.get(document, { id, n: 2 })
    expect(some.case.parties.map(({ name }: any) => name)).toEqual(["Eerste", "Tweede"])
  })

  it("of a person are shown for the cases that exist for whoever asks, and no others", async () => {
    const { consultant } = await scene(house)
    const other = await scene(house)
    const personId = await house.person("De Groot")
    const mine = await openCase(consultant)
    const theirs = await openCase(other.consultant)
    const party = { role: "SUBJECT", name: "De Groot", personId }
    await done(consultant, "addParty", { caseId: mine.id, ...party })
    await done(other.consultant, "addParty", { caseId: theirs.id, ...party })
    const { person } = await consultant.get(
      "query($id: ID!) { person(id: $id) { involvements { role case { id } } } }",
      { id: personId },
    )
    expect(person.involvements).toEqual([{ role: "SUBJECT", case: { id: mine.id } }])
  })
})
