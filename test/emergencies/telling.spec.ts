import { accessTo, guestOf, leadOf, noticesOf } from "../access/support"
import { change, done } from "../cases/support"
import { dossierOf } from "../permissions/support"
import { trailOf } from "../records/support"
import { type Colleague, House } from "../support/house"
import { absentReference, hurryTo, why } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

/** What somebody was told of an employee's emergencies. */
const toldOf = async (who: Colleague, about: Colleague): Promise<string[]> =>
  (await noticesOf(who))
    .filter((notice) => notice.about.id === about.id)
    .map((notice) => `${notice.kind} ${notice.case?.id ?? "-"}`)

describe("of an emergency are told at once", () => {
  it("every privacy officer, the lead of the team that handles the case, and the lead of the employee's own", async () => {
    const dossier = await dossierOf(house)
    const own = await house.team()
    const daan = await house.employee({ name: "Daan Mulder", team: own })
    const officers = [await house.officer(), await house.officer()]
    const [handling, hers] = [await leadOf(house, dossier.team), await leadOf(house, own, "Anja Post")]
    await done(daan, "openInEmergency", hurryTo(dossier))
    for (const who of [...officers, handling])
      expect(await toldOf(who, daan)).toEqual([`EMERGENCY_OPENED ${dossier.case.id}`])
    // The case does not exist for her own lead: she is told that it happened, and not with which.
    expect(await toldOf(hers, daan)).toEqual(["EMERGENCY_OPENED -"])
  })

  it("the officers and the own lead, when no case was found", async () => {
    const own = await house.team()
    const daan = await house.employee({ name: "Daan Mulder", team: own })
    const [marijke, hers] = [await house.officer(), await leadOf(house, own, "Anja Post")]
    await change(daan, "openInEmergency", { ...why, reference: absentReference })
    for (const who of [marijke, hers]) expect(await toldOf(who, daan)).toEqual(["EMERGENCY_MISSED -"])
  })
})

describe("of an emergency are not told", () => {
  it("another lead, a colleague, the one who handles it, or whoever asked it", async () => {
    const dossier = await dossierOf(house)
    const own = await house.team()
    const lead = await leadOf(house, own, "Anja Post")
    const others = [
      await leadOf(house, await house.team(), "Piet Bos"),
      await house.employee({ name: "Mila Hermans", team: dossier.team }),
      await house.employee({ name: "Karin Smit", role: "ADMINISTRATOR", team: dossier.team }),
      dossier.consultant,
      lead,
    ]
    await leadOf(house, dossier.team, "Wil Kuiper")
    await done(lead, "openInEmergency", hurryTo(dossier))
    for (const who of others) expect(await toldOf(who, lead)).toEqual([])
  })

  it("a lead or an officer with a conflict of interest", async () => {
    const dossier = await dossierOf(house)
    const [kin, lead, marijke] = [
      await leadOf(house, dossier.team),
      await leadOf(house, dossier.team, "Anja Post"),
      await house.officer(),
    ]
    const els = await house.employee({ name: "Els Dekker", role: "PRIVACY_COORDINATOR" })
    for (const { id } of [kin, marijke]) {
      const input = { employeeId: id, against: "PERSON", personId: dossier.person, reason: "KIN" }
      await done(els, "blockAccess", input, "block { id }")
    }
    const daan = await guestOf(house, "Daan Mulder")
    await done(daan, "openInEmergency", hurryTo(dossier))
    for (const who of [kin, marijke]) expect(await toldOf(who, daan)).toEqual([])
    expect(await house.rows("select from notice where employee_id = any ($1)", [[kin.id, marijke.id]])).toEqual([])
    expect(await toldOf(lead, daan)).toEqual([`EMERGENCY_OPENED ${dossier.case.id}`])
  })

  it("a lead or an officer who has left, and a lead who has left the team", async () => {
    const dossier = await dossierOf(house)
    const [gone, away, former] = [
      await leadOf(house, dossier.team),
      await house.officer(),
      await leadOf(house, dossier.team),
    ]
    await house.rows("update team_membership set valid_until = now() where employee_id = $1", [former.id])
    await house.rows("update employee set active = false where id = any ($1)", [[gone.id, away.id]])
    await done(await guestOf(house), "openInEmergency", hurryTo(dossier))
    const ids = [gone.id, away.id, former.id]
    expect(await house.rows("select from notice where employee_id = any ($1)", [ids])).toEqual([])
  })
})

describe("an emergency stands", () => {
  it("in the trail, with its case and the grant that it made", async () => {
    const dossier = await dossierOf(house)
    const daan = await guestOf(house, "Daan Mulder")
    await done(daan, "openInEmergency", hurryTo(dossier))
    const event = (await trailOf(house, daan)).at(-1)
    expect(event).toMatchObject({ outcome: "DONE", actions: ["emergency.asked"] })
    const [row] = await house.rows<any>("select id from case_grant where principal_id = $1", [daan.id])
    expect(event?.sights[0]).toMatchObject({ field: "openInEmergency", cases: [dossier.case.id], grants: [row.id] })
    const marijke = await house.officer()
    const document =
      "query($id: ID!) { trailEvents(filter: { caseId: $id, action: EMERGENCY_ASKED }) { nodes { id actor { id } } } }"
    const { trailEvents } = await marijke.get(document, { id: dossier.case.id })
    expect(trailEvents.nodes).toEqual([{ id: event?.id, actor: { id: daan.id } }])
  })

  it("in the trail without a case, when none was found, and nothing says what was typed", async () => {
    const daan = await guestOf(house, "Daan Mulder")
    await change(daan, "openInEmergency", { ...why, reference: absentReference })
    const [event] = await trailOf(house, daan)
    expect(event?.actions).toEqual(["emergency.asked"])
    expect(event?.sights[0]?.cases).toEqual([])
    expect(JSON.stringify(event)).not.toContain("2222")
  })

  it("in the list of who can see the case, while it lasts", async () => {
    const dossier = await dossierOf(house)
    const daan = await guestOf(house, "Daan Mulder")
    await done(daan, "openInEmergency", hurryTo(dossier))
    const found = (await accessTo(dossier.consultant, dossier.case.id)).find(({ employee }) => employee.id === daan.id)
    expect(found).toMatchObject({ route: "EMERGENCY", level: "VIEW", reason: "VIOLENCE", grantedBy: { id: daan.id } })
    expect(found.endsAt).not.toBeNull()
  })
})
