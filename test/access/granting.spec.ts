import { based, change, done, refusals, seesCase } from "../cases/support"
import { allWays, dossierOf, waysTo } from "../permissions/support"
import { trailOf } from "../records/support"
import { House } from "../support/house"
import { accessTo, guestOf, inHours, leadOf, letting, liveGrants } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const noteOn = (caseId: string) => ({ caseId, type: "NOTE", body: "Gebeld met de buren." })

describe("naming somebody for a case", () => {
  it("makes it exist for her by every way, from the next request on", async () => {
    const dossier = await dossierOf(house)
    const wim = await guestOf(house)
    expect(await waysTo(wim, dossier)).toEqual([])
    const { case: shown } = await done(dossier.consultant, "grantAccess", letting(dossier, wim))
    expect(shown.id).toBe(dossier.case.id)
    expect(await waysTo(wim, dossier)).toEqual(allWays)
  })

  it("to view lets her look and nothing else", async () => {
    const dossier = await dossierOf(house)
    const wim = await guestOf(house)
    await done(dossier.consultant, "grantAccess", letting(dossier, wim, { level: "VIEW" }))
    expect(await refusals(wim, "addJournalEntry", noteOn(dossier.case.id))).toEqual(["NOT_ALLOWED"])
  })

  it("to contribute lets her add, and not decide", async () => {
    const dossier = await dossierOf(house)
    const wim = await guestOf(house)
    await done(dossier.consultant, "grantAccess", letting(dossier, wim, { level: "CONTRIBUTE" }))
    expect(await refusals(wim, "addJournalEntry", noteOn(dossier.case.id))).toEqual([])
    expect(await refusals(wim, "assignCase", { ...based(dossier.case), assigneeId: wim.id })).toEqual(["NOT_ALLOWED"])
    expect(await refusals(wim, "grantAccess", letting(dossier, wim))).toEqual(["NOT_ALLOWED"])
  })

  it("to manage lets her decide, and name others in her turn", async () => {
    const dossier = await dossierOf(house)
    const wim = await guestOf(house)
    const ans = await guestOf(house, "Ans Vermeer")
    await done(dossier.consultant, "grantAccess", letting(dossier, wim, { level: "MANAGE" }))
    await done(wim, "grantAccess", letting(dossier, ans, { level: "MANAGE" }))
    await done(ans, "assignCase", { ...based(dossier.case), assigneeId: ans.id })
  })

  it("is for the team lead too, as far as she may go herself", async () => {
    const dossier = await dossierOf(house)
    const lead = await leadOf(house, dossier.team)
    const wim = await guestOf(house)
    await done(lead, "grantAccess", letting(dossier, wim, { level: "CONTRIBUTE" }))
    expect(await refusals(wim, "addJournalEntry", noteOn(dossier.case.id))).toEqual([])
  })

  it("is kept with who gave it and why, and told to the manager", async () => {
    const dossier = await dossierOf(house)
    const wim = await guestOf(house)
    const endsAt = inHours(8)
    await done(dossier.consultant, "grantAccess", letting(dossier, wim, { endsAt, reason: "Waarneming." }))
    const found = (await accessTo(dossier.consultant, dossier.case.id)).find(({ employee }) => employee.id === wim.id)
    expect(found).toMatchObject({ route: "ASSIGNMENT", level: "VIEW", reason: "Waarneming.", team: null })
    expect(found.grantedBy).toEqual({ id: dossier.consultant.id })
    expect(new Date(found.endsAt)).toEqual(new Date(endsAt))
  })

  it("stands in the trail with its case and the grant by which it was done", async () => {
    const dossier = await dossierOf(house)
    const wim = await guestOf(house)
    await done(dossier.consultant, "grantAccess", letting(dossier, wim))
    const event = (await trailOf(house, dossier.consultant)).at(-1)
    expect(event).toMatchObject({ outcome: "DONE", actions: ["access.granted"] })
    const [line] = event?.sights ?? []
    expect(line).toMatchObject({ field: "grantAccess", cases: [dossier.case.id] })
    expect(line?.types).toContain("Grant")
    const [own] = await house.rows<any>("select id from case_grant where case_id = $1 and level = 3", [dossier.case.id])
    expect(line?.grants).toContain(own.id)
  })

  it("in a closed case is possible, so that it can be looked up", async () => {
    const dossier = await dossierOf(house)
    await done(dossier.consultant, "completeTask", { taskId: dossier.task, expectedVersion: 1 })
    await done(dossier.consultant, "closeCase", { ...based(dossier.case), outcome: "RESOLVED" })
    const wim = await guestOf(house)
    await done(dossier.consultant, "grantAccess", letting(dossier, wim))
    expect(await seesCase(wim, dossier.case.id)).toBe(true)
  })
})

describe("a grant with a term", () => {
  it("that begins later shows nothing before it begins", async () => {
    const dossier = await dossierOf(house)
    const wim = await guestOf(house)
    await done(dossier.consultant, "grantAccess", letting(dossier, wim, { startsAt: inHours(1), endsAt: inHours(2) }))
    expect(await waysTo(wim, dossier)).toEqual([])
    expect((await accessTo(dossier.consultant, dossier.case.id)).map(({ employee }) => employee.id)).not.toContain(
      wim.id,
    )
    await house.rows("update case_grant set valid_from = now() where principal_id = $1", [wim.id])
    expect(await waysTo(wim, dossier)).toEqual(allWays)
  })

  it("is over once its end has come, and nobody has to do anything for it", async () => {
    const dossier = await dossierOf(house)
    const wim = await guestOf(house)
    await done(dossier.consultant, "grantAccess", letting(dossier, wim, { level: "MANAGE", endsAt: inHours(1) }))
    expect(await waysTo(wim, dossier)).toEqual(allWays)
    const past =
      "update case_grant set valid_from = now() - interval '1 hour', valid_until = now() where principal_id = $1"
    await house.rows(past, [wim.id])
    expect(await waysTo(wim, dossier)).toEqual([])
    const { errors } = await change(wim, "addJournalEntry", noteOn(dossier.case.id))
    expect(errors).toMatchObject([{ reason: "ABSENT" }])
  })
})

describe("naming the privacy coordinator", () => {
  it.each(["REQUEST", "BREACH"])("by %s lets her look until the end of it, and change nothing", async (route) => {
    const dossier = await dossierOf(house)
    const els = await house.employee({ name: "Els Dekker", role: "PRIVACY_COORDINATOR" })
    expect(await waysTo(els, dossier)).toEqual([])
    await done(dossier.consultant, "grantAccess", letting(dossier, els, { route, endsAt: inHours(100) }))
    const seen = await els.get("query($id: ID!) { case(id: $id) { title access { route level endsAt } } }", {
      id: dossier.case.id,
    })
    expect(seen.case).toMatchObject({ title: "Muziek tot diep in de nacht", access: [{ route, level: "VIEW" }] })
    expect(seen.case.access[0].endsAt).not.toBeNull()
    expect(await refusals(els, "addJournalEntry", noteOn(dossier.case.id))).toEqual(["NOT_ALLOWED"])
    await house.rows("update case_grant set valid_until = now() where principal_id = $1", [els.id])
    expect(await waysTo(els, dossier)).toEqual([])
  })

  it("reaches her in a restricted case too, because she is named personally", async () => {
    const dossier = await dossierOf(house)
    const els = await house.employee({ name: "Els Dekker", role: "PRIVACY_COORDINATOR" })
    await done(dossier.consultant, "grantAccess", letting(dossier, els, { route: "REQUEST", endsAt: inHours(9) }))
    const deputy = await guestOf(house)
    const restricting = { ...based(dossier.case), deputyId: deputy.id, reason: "Dreiging." }
    await done(dossier.consultant, "restrictCase", restricting)
    expect(await seesCase(els, dossier.case.id)).toBe(true)
  })

  it("leaves who handles the case as it was", async () => {
    const dossier = await dossierOf(house)
    const els = await house.employee({ name: "Els Dekker", role: "PRIVACY_COORDINATOR" })
    const before = await liveGrants(house, dossier.case.id)
    await done(dossier.consultant, "grantAccess", letting(dossier, els, { route: "BREACH", endsAt: inHours(9) }))
    const after = await liveGrants(house, dossier.case.id)
    expect(after).toHaveLength(before.length + 1)
    expect(after).toEqual(expect.arrayContaining(before))
  })
})
