import { done, grant } from "../cases/support"
import { allWays, dossierOf, waysTo } from "../permissions/support"
import { trailOf } from "../records/support"
import { House } from "../support/house"
import { expectRefused, guestOf, leadOf, restricted } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const reason = "De dreiging is voorbij."

describe("lifting a restriction", () => {
  it("gives the case back to its team, by every way", async () => {
    const dossier = await dossierOf(house)
    const mila = await house.employee({ name: "Mila Hermans", team: dossier.team })
    const lead = await leadOf(house, dossier.team)
    const { version } = await restricted(dossier, await guestOf(house))
    const input = { caseId: dossier.case.id, expectedVersion: version, reason }
    await done(dossier.consultant, "liftRestriction", input)
    for (const who of [mila, lead, dossier.consultant]) expect(await waysTo(who, dossier)).toEqual(allWays)
  })

  it("keeps it on record with who lifted it, when and why", async () => {
    const dossier = await dossierOf(house)
    const { version } = await restricted(dossier, await guestOf(house))
    const fields = "case { restricted version restrictions { startsAt endsAt reason liftedBy { id } liftReason } }"
    const input = { caseId: dossier.case.id, expectedVersion: version, reason }
    const { case: shown } = await done(dossier.consultant, "liftRestriction", input, fields)
    expect(shown).toMatchObject({ restricted: false, version: version + 1 })
    expect(shown.restrictions).toMatchObject([{ liftReason: reason, liftedBy: { id: dossier.consultant.id } }])
    expect(shown.restrictions[0].endsAt).not.toBeNull()
    const event = (await trailOf(house, dossier.consultant)).at(-1)
    expect(event).toMatchObject({ outcome: "DONE", actions: ["case.unrestricted"] })
    expect(event?.sights[0]?.cases).toEqual([dossier.case.id])
  })

  it("can be followed by another: both stand there, newest first", async () => {
    const dossier = await dossierOf(house)
    const ans = await guestOf(house, "Ans Vermeer")
    const { version } = await restricted(dossier, ans)
    const base = { caseId: dossier.case.id, reason }
    await done(dossier.consultant, "liftRestriction", { ...base, expectedVersion: version })
    const again = { ...base, expectedVersion: version + 1, deputyId: ans.id, reason: "Opnieuw dreiging." }
    const fields = "case { restricted restrictions { reason endsAt } }"
    const { case: shown } = await done(dossier.consultant, "restrictCase", again, fields)
    expect(shown).toMatchObject({ restricted: true, restrictions: [{ reason: "Opnieuw dreiging.", endsAt: null }, {}] })
    expect(await waysTo(await leadOf(house, dossier.team), dossier)).toEqual([])
  })

  it("is for who manages it: not for whoever was named to look or to contribute", async () => {
    const dossier = await dossierOf(house)
    const wim = await guestOf(house)
    const { version } = await restricted(dossier, await guestOf(house, "Ans Vermeer"))
    const input = { caseId: dossier.case.id, expectedVersion: version, reason }
    for (const level of [1, 2]) {
      await grant(house, dossier.case, wim.id, { level })
      await expectRefused(house, wim, "liftRestriction", input, "NOT_ALLOWED", "caseId")
    }
    await expectRefused(house, await leadOf(house, dossier.team), "liftRestriction", input, "ABSENT", "caseId")
  })

  it("is refused when there is none, or for a version that is no longer the current one", async () => {
    const dossier = await dossierOf(house)
    const none = { caseId: dossier.case.id, expectedVersion: 1, reason }
    await expectRefused(house, dossier.consultant, "liftRestriction", none, "NOT_RESTRICTED", "caseId")
    await restricted(dossier, await guestOf(house))
    await expectRefused(house, dossier.consultant, "liftRestriction", none, "VERSION_CHANGED", "expectedVersion")
  })
})
