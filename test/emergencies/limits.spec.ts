import { auditorOf, expectRefused, guestOf, stateOf } from "../access/support"
import { change, done, refusals } from "../cases/support"
import { dossierOf, waysTo } from "../permissions/support"
import { trailOf } from "../records/support"
import { type Colleague, House } from "../support/house"
import { absentReference, addressOf, attemptsOf, hurryTo, why } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open({ pool: 8 })
})
afterAll(() => house.close())

const nowhere = { ...why, reference: absentReference }

describe("an emergency is not for", () => {
  const others: [string, () => Promise<Colleague>][] = [
    ["the privacy coordinator", () => house.employee({ name: "Els Dekker", role: "PRIVACY_COORDINATOR" })],
    ["the privacy officer", () => house.officer()],
    ["the administrator", () => house.employee({ name: "Karin Smit", role: "ADMINISTRATOR" })],
    ["the external auditor", () => auditorOf(house)],
  ]

  it.each(others)("%s: no case is opened, and none is said to be there or not", async (_who, other) => {
    const dossier = await dossierOf(house)
    const who = await other()
    for (const input of [hurryTo(dossier), nowhere])
      await expectRefused(house, who, "openInEmergency", input, "NOT_ALLOWED")
    expect(await attemptsOf(house, who.id)).toEqual([])
  })

  it("a case that one sees already: nothing is opened, and nobody is told", async () => {
    const dossier = await dossierOf(house)
    const mila = await house.employee({ name: "Mila Hermans", team: dossier.team })
    for (const who of [mila, dossier.consultant])
      await expectRefused(house, who, "openInEmergency", hurryTo(dossier), "ALREADY_VISIBLE", "reference")
    const at = await addressOf(house, dossier.home, "3")
    await expectRefused(house, mila, "openInEmergency", at, "ALREADY_VISIBLE", "postcode")
  })

  it("a case that she opened in an emergency before, as long as it is open to her", async () => {
    const dossier = await dossierOf(house)
    const wim = await guestOf(house)
    await done(wim, "openInEmergency", hurryTo(dossier))
    await expectRefused(house, wim, "openInEmergency", hurryTo(dossier), "ALREADY_VISIBLE", "reference")
  })

  it("whoever does not say which case, says it in two ways, or says half an address", async () => {
    const wim = await guestOf(house)
    const refused = (input: object, field: string) =>
      expectRefused(house, wim, "openInEmergency", { ...why, ...input }, "REQUIRED", field)
    await refused({}, "reference")
    await refused({ reference: absentReference, postcode: "4901AB", houseNumber: "1" }, "reference")
    await refused({ postcode: "4901AB" }, "houseNumber")
    await refused({ reference: absentReference, houseNumber: "1" }, "houseNumber")
    await refused({ reference: absentReference, explanation: " " }, "explanation")
  })
})

describe("a case that is not there", () => {
  it("is answered with that, and the attempt stays on record", async () => {
    const wim = await guestOf(house)
    const { errors, case: shown } = await change(wim, "openInEmergency", nowhere)
    expect(errors).toEqual([{ code: "NOT_FOUND", reason: "ABSENT", path: ["input", "reference"] }])
    expect(shown).toBeNull()
    expect(await attemptsOf(house, wim.id)).toMatchObject([{ case_id: null, grant_id: null, valid_until: null }])
    const reviews = await house.rows<any>("select * from review_item where employee_id = $1", [wim.id])
    expect(reviews).toMatchObject([{ kind: "EMERGENCY", case_id: null, judgement: null }])
  })
})

describe("the sixth emergency within an hour", () => {
  it("is refused, whether there is such a case or not, and nothing is opened", async () => {
    const wim = await guestOf(house)
    for (let nth = 0; nth < 4; nth++) expect(await refusals(wim, "openInEmergency", nowhere)).toEqual(["ABSENT"])
    await done(wim, "openInEmergency", hurryTo(await dossierOf(house)))
    const dossier = await dossierOf(house)
    expect(await refusals(wim, "openInEmergency", hurryTo(dossier))).toEqual(["TOO_MANY_ATTEMPTS"])
    // The first that is too many is to be judged as any other; those after it stand in the trail alone.
    expect(await attemptsOf(house, wim.id)).toHaveLength(6)
    await expectRefused(house, wim, "openInEmergency", nowhere, "TOO_MANY_ATTEMPTS")
    expect(await waysTo(wim, dossier)).toEqual([])
    expect((await trailOf(house, wim)).filter(({ reason }) => reason === "TOO_MANY_ATTEMPTS")).toHaveLength(2)
  })

  it("is refused as well when all are tried side by side", async () => {
    for (let round = 0; round < 4; round++) {
      const wim = await guestOf(house)
      const answers = await Promise.all(Array.from({ length: 12 }, () => refusals(wim, "openInEmergency", nowhere)))
      expect(answers.filter(([reason]) => reason === "ABSENT")).toHaveLength(5)
      expect(answers.filter(([reason]) => reason === "TOO_MANY_ATTEMPTS")).toHaveLength(7)
      expect(await attemptsOf(house, wim.id)).toHaveLength(6)
    }
  })

  it("is one's own: a colleague may still", async () => {
    const [wim, daan] = [await guestOf(house), await guestOf(house, "Daan Mulder")]
    for (let nth = 0; nth < 5; nth++) await refusals(wim, "openInEmergency", nowhere)
    expect(await refusals(wim, "openInEmergency", nowhere)).toEqual(["TOO_MANY_ATTEMPTS"])
    await done(daan, "openInEmergency", hurryTo(await dossierOf(house)))
  })

  it("may be asked once the hour of the first is over", async () => {
    const wim = await guestOf(house)
    for (let nth = 0; nth < 5; nth++) await refusals(wim, "openInEmergency", nowhere)
    const [first] = await attemptsOf(house, wim.id)
    await house.rows("update emergency set asked_at = asked_at - interval '1 hour' where id = $1", [first.id])
    await done(wim, "openInEmergency", hurryTo(await dossierOf(house)))
    expect(await refusals(wim, "openInEmergency", nowhere)).toEqual(["TOO_MANY_ATTEMPTS"])
  })

  it("is refused as long as the hour of the first is not over", async () => {
    const wim = await guestOf(house)
    for (let nth = 0; nth < 5; nth++) await refusals(wim, "openInEmergency", nowhere)
    await house.rows("update emergency set asked_at = now() - interval '59 minutes' where employee_id = $1", [wim.id])
    expect(await refusals(wim, "openInEmergency", hurryTo(await dossierOf(house)))).toEqual(["TOO_MANY_ATTEMPTS"])
  })

  it("is not reached by what is refused for another reason", async () => {
    const dossier = await dossierOf(house)
    const before = await stateOf(house)
    for (let nth = 0; nth < 6; nth++)
      expect(await refusals(dossier.consultant, "openInEmergency", hurryTo(dossier))).toEqual(["ALREADY_VISIBLE"])
    expect(await stateOf(house)).toEqual(before)
    await done(dossier.consultant, "openInEmergency", hurryTo(await dossierOf(house)))
  })
})

it("the same emergency asked twice at once opens the case once", async () => {
  for (let round = 0; round < 12; round++) {
    const dossier = await dossierOf(house)
    const wim = await guestOf(house)
    const both = await Promise.all([1, 2].map(() => refusals(wim, "openInEmergency", hurryTo(dossier))))
    expect(both.sort()).toEqual([[], ["ALREADY_VISIBLE"]])
    expect(await attemptsOf(house, wim.id)).toHaveLength(1)
  }
})
