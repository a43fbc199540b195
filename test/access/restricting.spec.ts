import { based, change, done, grant, refusals, seesCase } from "../cases/support"
import { type Dossier, allWays, dossierOf, waysTo } from "../permissions/support"
import { trailOf } from "../records/support"
import { type Colleague, House } from "../support/house"
import { expectRefused, guestOf, leadOf, letting, pastTheDesk, restricted } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const restricting = (dossier: Dossier, deputy: Colleague) => ({
  ...based(dossier.case),
  deputyId: deputy.id,
  reason: "Dreiging tegen de melder.",
})

describe("a restricted case", () => {
  it("does not exist for the team any more, by any way: not for a colleague, the lead or the administrator", async () => {
    const dossier = await dossierOf(house)
    const mila = await house.employee({ name: "Mila Hermans", team: dossier.team })
    const lead = await leadOf(house, dossier.team)
    const karin = await house.employee({ name: "Karin Smit", role: "ADMINISTRATOR", team: dossier.team })
    for (const who of [mila, lead]) expect(await waysTo(who, dossier)).toEqual(allWays)
    await restricted(dossier, await guestOf(house))
    for (const who of [mila, lead, karin]) expect(await waysTo(who, dossier)).toEqual([])
  })

  it("exists as before for whom it is assigned to, and for whom was named for it", async () => {
    const dossier = await dossierOf(house)
    const wim = await guestOf(house)
    const mila = await house.employee({ name: "Mila Hermans", team: dossier.team })
    for (const who of [wim, mila]) await done(dossier.consultant, "grantAccess", letting(dossier, who))
    await restricted(dossier, await guestOf(house, "Ans Vermeer"))
    for (const who of [dossier.consultant, wim, mila]) expect(await waysTo(who, dossier)).toEqual(allWays)
  })

  it("does not exist for the deputy, as long as somebody manages it", async () => {
    const dossier = await dossierOf(house)
    const ans = await house.employee({ name: "Ans Vermeer", team: dossier.team })
    await restricted(dossier, ans)
    expect(await waysTo(ans, dossier)).toEqual([])
  })

  it("takes from the team what it could do with it: to them there is no such case", async () => {
    const dossier = await dossierOf(house)
    const lead = await leadOf(house, dossier.team)
    const { version } = await restricted(dossier, await guestOf(house))
    const base = { caseId: dossier.case.id, expectedVersion: version }
    expect(await refusals(lead, "assignCase", { ...base, assigneeId: lead.id })).toEqual(["ABSENT"])
    expect(await refusals(lead, "closeCase", { ...base, outcome: "OTHER" })).toEqual(["ABSENT"])
    expect(await refusals(lead, "grantAccess", letting(dossier, lead))).toEqual(["ABSENT"])
    expect(await refusals(lead, "liftRestriction", { ...base, reason: "Toch niet." })).toEqual(["ABSENT"])
    expect(await refusals(lead, "completeTask", { taskId: dossier.task, expectedVersion: 1 })).toEqual(["ABSENT"])
  })

  it("is opened by its manager to one more colleague, and not by a lead who may look", async () => {
    const dossier = await dossierOf(house)
    const lead = await leadOf(house, dossier.team)
    await restricted(dossier, await guestOf(house))
    await done(dossier.consultant, "grantAccess", letting(dossier, lead))
    expect(await waysTo(lead, dossier)).toEqual(allWays)
    const wim = await guestOf(house)
    expect(await refusals(lead, "grantAccess", letting(dossier, wim))).toEqual(["NOT_ALLOWED"])
    await done(dossier.consultant, "grantAccess", letting(dossier, wim))
    expect(await waysTo(wim, dossier)).toEqual(allWays)
  })

  it("that is handed over stays restricted: it is the new consultant's, and not her team's", async () => {
    const dossier = await dossierOf(house)
    const other = await house.team()
    const hugo = await house.employee({ name: "Hugo Prins", team: other })
    const colleague = await house.employee({ name: "Mila Hermans", team: other })
    const { version } = await restricted(dossier, await guestOf(house))
    const input = { caseId: dossier.case.id, expectedVersion: version, assigneeId: hugo.id, teamId: other }
    await done(dossier.consultant, "assignCase", input)
    expect(await waysTo(hugo, { ...dossier, team: other })).toEqual(expect.arrayContaining(pastTheDesk))
    for (const who of [colleague, dossier.consultant, await leadOf(house, other)])
      expect(await waysTo(who, { ...dossier, team: other })).toEqual([])
    const { case: seen } = await hugo.get("query($id: ID!) { case(id: $id) { restricted } }", { id: dossier.case.id })
    expect(seen.restricted).toBe(true)
  })

  it("says so, since when, by whom, why, and who is the deputy", async () => {
    const dossier = await dossierOf(house)
    const ans = await guestOf(house, "Ans Vermeer")
    const document = `query($id: ID!) { case(id: $id) { restricted
      restrictions { deputy { id } reason restrictedBy { id } startsAt endsAt liftedBy { id } liftReason } } }`
    const before = await dossier.consultant.get(document, { id: dossier.case.id })
    expect(before.case).toEqual({ restricted: false, restrictions: [] })
    await restricted(dossier, ans)
    const { case: seen } = await dossier.consultant.get(document, { id: dossier.case.id })
    expect(seen.restricted).toBe(true)
    expect(seen.restrictions).toMatchObject([
      { deputy: { id: ans.id }, reason: "Dreiging tegen de melder.", restrictedBy: { id: dossier.consultant.id } },
    ])
    expect(seen.restrictions[0]).toMatchObject({ endsAt: null, liftedBy: null, liftReason: null })
  })

  it("shows the privacy officer that it is restricted, and not why", async () => {
    const dossier = await dossierOf(house)
    await restricted(dossier, await guestOf(house))
    const marijke = await house.officer()
    const document =
      "query($id: ID!) { case(id: $id) { restricted restrictions { reason liftReason startsAt deputy { name } withheld } } }"
    const answer = await marijke.ask(document, { id: dossier.case.id })
    expect(answer.data.case.restricted).toBe(true)
    expect(answer.data.case.restrictions).toMatchObject([
      { reason: null, liftReason: null, deputy: { name: "Wim Schouten" }, withheld: ["reason", "liftReason"] },
    ])
    expect(answer.text).not.toContain("Dreiging")
  })
})

describe("restricting", () => {
  it("stands in the trail with its case", async () => {
    const dossier = await dossierOf(house)
    await restricted(dossier, await guestOf(house))
    const event = (await trailOf(house, dossier.consultant)).at(-1)
    expect(event).toMatchObject({ outcome: "DONE", actions: ["case.restricted"] })
    expect(event?.sights[0]).toMatchObject({ cases: [dossier.case.id] })
    expect(event?.sights[0]?.types).toEqual(expect.arrayContaining(["Case", "Restriction"]))
  })

  it("is for who manages it personally: not for the lead, a colleague, or whoever may look", async () => {
    const dossier = await dossierOf(house)
    const ans = await guestOf(house, "Ans Vermeer")
    const wim = await guestOf(house)
    await grant(house, dossier.case, wim.id, { level: 2 })
    const colleague = await house.employee({ name: "Mila Hermans", team: dossier.team })
    for (const who of [await leadOf(house, dossier.team), colleague, wim])
      await expectRefused(house, who, "restrictCase", restricting(dossier, ans), "NOT_ALLOWED", "caseId")
    await expectRefused(house, ans, "restrictCase", restricting(dossier, wim), "ABSENT", "caseId")
  })

  it("is refused the second time, and for a version that is no longer the current one", async () => {
    const dossier = await dossierOf(house)
    const ans = await guestOf(house, "Ans Vermeer")
    const { version } = await restricted(dossier, ans)
    await expectRefused(house, dossier.consultant, "restrictCase", restricting(dossier, ans), "VERSION_CHANGED")
    const again = { ...restricting(dossier, ans), expectedVersion: version }
    await expectRefused(house, dossier.consultant, "restrictCase", again, "ALREADY_RESTRICTED", "caseId")
  })

  it("twice at once restricts it once", async () => {
    const dossier = await dossierOf(house)
    const input = restricting(dossier, await guestOf(house))
    const both = await Promise.all([1, 2].map(() => change(dossier.consultant, "restrictCase", input, "__typename")))
    expect(both.filter(({ errors }) => errors.length === 0)).toHaveLength(1)
    expect(await house.rows("select from case_restriction where case_id = $1", [dossier.case.id])).toHaveLength(1)
  })

  const unfit: [string, (dossier: Dossier) => Promise<Colleague>][] = [
    ["oneself", (dossier) => Promise.resolve(dossier.consultant)],
    ["somebody who is not cleared", () => house.employee({ name: "Femke Jansen", cleared: ["FRAUD"] })],
    ["the administrator", () => house.employee({ name: "Karin Smit", role: "ADMINISTRATOR" })],
    ["somebody who has left", async () => {
      const gone = await guestOf(house)
      await house.rows("update employee set active = false where id = $1", [gone.id])
      return gone
    }],
    ["somebody with a conflict of interest", async ({ home }) => {
      const kin = await guestOf(house)
      await done(kin, "blockAccess", { against: "ADDRESS", homeId: home, reason: "KIN" }, "__typename")
      return kin
    }],
  ] // prettier-ignore

  it.each(unfit)("is refused with %s as the deputy", async (_who, deputyOf) => {
    const dossier = await dossierOf(house)
    const input = restricting(dossier, await deputyOf(dossier))
    await expectRefused(house, dossier.consultant, "restrictCase", input, "EMPLOYEE_UNFIT", "deputyId")
    expect(await seesCase(await leadOf(house, dossier.team), dossier.case.id)).toBe(true)
  })
})
