import { randomUUID } from "node:crypto"
import { atHome, declare } from "../blocks/support"
import { fileOf, partyOf } from "../data-subjects/support"
import { type Colleague, House, type Variables } from "../support/house"
import { Sealed } from "./sealed"
import { referenceOf, traced } from "./support"

let house: House
let sealed: Sealed
beforeAll(async () => {
  house = await House.open()
  sealed = await Sealed.of(house)
})
afterAll(async () => {
  await sealed.close()
  await house.close()
})

/** What the trail says a question was about. */
async function about(who: Colleague, document: string, variables: Variables = {}) {
  const { sights } = await traced(house, who, document, variables)
  return sights.map(({ case_ids, party_ids, person_ids, types }) => ({ case_ids, party_ids, person_ids, types }))
}

describe("that somebody counted or leafed without a record being shown", () => {
  it("names the case it was asked about", async () => {
    const [{ case: dossier }, marijke] = [await fileOf(house), await house.officer()]
    const { id } = dossier
    for (const document of [
      "query($id: ID!) { caseAccess(caseId: $id) { totalCount } }",
      "query($id: ID!) { caseAccess(caseId: $id) { pageInfo { hasNextPage } totalCount } }",
      "query($id: ID!) { trailEvents(filter: { caseId: $id }) { totalCount } }",
      "query($id: ID!) { trailEvents(filter: { caseId: $id }, first: 1) { nodes { id } } }",
      "query($id: ID!) { trailEvents(filter: { caseId: $id }, first: 1) { pageInfo { hasNextPage } } }",
    ])
      expect([document, await about(marijke, document, { id })]).toMatchObject([document, [{ case_ids: [id] }]])
  })

  it("names the person or the party it was asked about", async () => {
    const [{ jansen, party }, marijke] = [await fileOf(house), await house.officer()]
    const reference = await referenceOf(house, jansen)
    const counted = "query($id: ID!) { accessLog(personId: $id) { totalCount } }"
    expect(await about(marijke, counted, { id: jansen })).toMatchObject([{ person_ids: [reference] }])
    const ofPerson = "query($id: ID!) { trailEvents(filter: { personId: $id }) { totalCount } }"
    expect(await about(marijke, ofPerson, { id: jansen })).toMatchObject([{ person_ids: [reference], case_ids: [] }])
    const ofParty = "query($id: ID!) { trailEvents(filter: { partyId: $id }) { nodes { recordedAt } } }"
    expect(await about(marijke, ofParty, { id: party })).toMatchObject([{ party_ids: [party] }])
  })

  it("says that it was cases, wherever they were counted", async () => {
    const { consultant } = await fileOf(house)
    const below = `{ homes(filter: { postcode: "4901AB" }) { nodes { cases { totalCount } } } }`
    expect(await about(consultant, below)).toMatchObject([{ types: ["Case", "Home"], case_ids: [] }])
    // A number that a case itself has is of the case.
    expect(await about(consultant, "{ cases { nodes { id openTaskCount } } }")).toMatchObject([{ types: ["Case"] }])
  })

  it("names nobody who is not there, or not for whoever asks", async () => {
    const home = await house.home()
    const kept = await fileOf(house, { facts: { homeId: home } })
    const marijke = await house.officer()
    const els = await house.employee({ name: "Els Dekker", role: "PRIVACY_COORDINATOR" })
    await declare(els, atHome(home, { employeeId: marijke.id }))
    for (const id of [kept.case.id, randomUUID(), "geen"])
      for (const document of [
        "query($id: ID!) { caseAccess(caseId: $id) { totalCount } }",
        "query($id: ID!) { trailEvents(filter: { caseId: $id }) { totalCount nodes { id } } }",
      ])
        expect([id, await about(marijke, document, { id })]).toMatchObject([id, [{ case_ids: [] }]])
  })
})

describe("whoever looked a person up in the registry", () => {
  const asked = `query($id: ID!) { trailEvents(filter: { personId: $id }, first: 100) { nodes { actor { id } actions } } }`
  const registry = "query($id: ID!) { person(id: $id) { surname phone } }"
  const found = async (officer: Colleague, id: string, who: Colleague): Promise<string[]> =>
    (await officer.get(asked, { id })).trailEvents.nodes
      .filter(({ actor }: any) => actor?.id === who.id)
      .map(({ actions }: any) => actions.join())

  it("is found by the privacy officer, sealed or not, though no case was looked at", async () => {
    const [jansen, marijke] = [await house.person("Jansen"), await house.officer()]
    const joost = await house.employee({ name: "Joost van Dam" })
    await joost.get(registry, { id: jansen })
    await joost.get('{ persons(filter: { surname: "Jansen" }) { nodes { surname } } }')
    expect(await found(marijke, jansen, joost)).toEqual(["REGISTRY_SEARCHED", "REGISTRY_VIEWED"])
    await sealed.seal()
    expect(await found(marijke, jansen, joost)).toEqual(["REGISTRY_SEARCHED", "REGISTRY_VIEWED"])
  })

  it("is found for a shielded reporter by what tells nothing of her report, and by that alone", async () => {
    const file = await fileOf(house)
    const [bos, marijke] = [await house.person("Bos"), await house.officer()]
    await house.rows("insert into clearance (employee_id, category) values ($1, 'REPORTER')", [file.consultant.id])
    await file.consultant.get(registry, { id: bos })
    const shielded = { role: "REPORTER", category: "REPORTER", name: "Dhr. Bos", personId: bos }
    await partyOf(file.consultant, file.case.id, shielded)
    await file.consultant.get("query($id: ID!) { person(id: $id) { involvements { case { id } } } }", { id: bos })
    for (const now of [false, true]) {
      if (now) await sealed.seal()
      expect([now, await found(marijke, bos, file.consultant)]).toEqual([now, ["REGISTRY_VIEWED"]])
    }
    await house.rows("insert into clearance (employee_id, category) values ($1, 'REPORTER')", [marijke.id])
    expect(await found(marijke, bos, file.consultant)).toContain("PARTY_ADDED")
  })
})
