import { randomUUID } from "node:crypto"
import { House } from "../support/house"
import { based, bringTo, change, done, openCase, refusals, scene, seesCase } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

describe("updating a case", () => {
  it("changes what is given and leaves the rest", async () => {
    const { consultant } = await scene(house)
    const before = await openCase(consultant, { veraType: "SOC", veraDetail: "GEL" })
    const { case: after } = await done(consultant, "updateCase", { ...based(before), title: "Muziek en geschreeuw" })
    expect(after).toEqual({ ...before, title: "Muziek en geschreeuw", version: 2 })
  })

  it("can change everything that was said at opening, save the kind", async () => {
    const { consultant } = await scene(house)
    const before = await openCase(consultant)
    const home = await house.home()
    const given = {
      title: "Ruzie over de galerij",
      description: "Twee huishoudens maken ruzie over de galerij.",
      veraType: "SOC",
      veraDetail: "RUZ",
      purpose: "SAFETY_OF_PEOPLE",
      legalBasis: "LEGITIMATE_INTEREST",
      balancingNote: "De veiligheid van de buren weegt zwaarder.",
    }
    const { case: after } = await done(consultant, "updateCase", { ...based(before), ...given, homeId: home })
    expect(after).toMatchObject({ ...given, home: { id: home }, kind: "NUISANCE", version: 2 })
  })

  it("takes codes and home away where it says null", async () => {
    const { consultant } = await scene(house)
    const before = await openCase(consultant, { veraType: "SOC", veraDetail: "GEL", homeId: await house.home() })
    const input = { ...based(before), veraType: null, homeId: null }
    const { case: after } = await done(consultant, "updateCase", input)
    expect(after).toMatchObject({ veraType: null, veraDetail: null, home: null })
  })

  it("is refused for codes that do not fit", async () => {
    const { consultant } = await scene(house)
    const dossier = await openCase(consultant, { veraType: "SOC", veraDetail: "GEL" })
    const misfits = [{ veraType: "WOO" }, { veraType: "OMG" }, { veraDetail: "BED" }]
    for (const codes of misfits) {
      const { errors } = await change(consultant, "updateCase", { ...based(dossier), ...codes })
      expect(errors).toEqual([{ code: "INVALID", reason: "CODES_DO_NOT_FIT", path: ["input", "veraType"] }])
    }
  })

  it("is refused for a subject without a type, as at opening, and not quietly passed over", async () => {
    const { consultant } = await scene(house)
    const dossier = await openCase(consultant)
    const given = { ...based(dossier), veraDetail: "GEL" }
    expect(await refusals(consultant, "updateCase", given)).toEqual(["CODES_DO_NOT_FIT"])
  })

  it("keeps the balancing note with a legitimate interest", async () => {
    const { consultant } = await scene(house)
    const agreed = await openCase(consultant)
    const { errors } = await change(consultant, "updateCase", { ...based(agreed), legalBasis: "LEGITIMATE_INTEREST" })
    expect(errors).toEqual([{ code: "INVALID", reason: "BALANCING_NOTE_NEEDED", path: ["input", "balancingNote"] }])
    const balanced = await openCase(consultant, { legalBasis: "LEGITIMATE_INTEREST", balancingNote: "Weegt zwaarder." })
    const without = { ...based(balanced), balancingNote: null }
    expect(await refusals(consultant, "updateCase", without)).toEqual(["BALANCING_NOTE_NEEDED"])
  })

  it("is refused for a home that is not there, and for texts that are empty or too long", async () => {
    const { consultant } = await scene(house)
    const dossier = await openCase(consultant)
    const absent = { ...based(dossier), homeId: randomUUID() }
    expect(await refusals(consultant, "updateCase", absent)).toEqual(["ABSENT"])
    const { errors } = await change(consultant, "updateCase", {
      ...based(dossier),
      expectedVersion: 0,
      title: "",
      description: "x".repeat(20_001),
    })
    const at = (field: string) => ["input", field]
    expect(errors).toHaveLength(3)
    expect(errors).toEqual(
      expect.arrayContaining([
        { code: "INVALID", reason: "REQUIRED", path: at("title") },
        { code: "INVALID", reason: "TOO_LONG", path: at("description") },
        { code: "INVALID", reason: "OUT_OF_RANGE", path: at("expectedVersion") },
      ]),
    )
  })

  it("based on an older version is refused, and shows the case as it is now", async () => {
    const { consultant } = await scene(house)
    const before = await openCase(consultant)
    await done(consultant, "updateCase", { ...based(before), title: "Nieuwere titel" })
    const late = { ...based(before), title: "Oudere titel" }
    const { case: shown, errors } = await change(consultant, "updateCase", late)
    expect(errors).toEqual([{ code: "STALE", reason: "VERSION_CHANGED", path: ["input", "expectedVersion"] }])
    expect(shown).toMatchObject({ id: before.id, title: "Nieuwere titel", version: 2 })
  })

  it.each([
    ["moveCase", { to: "IN_TREATMENT" }],
    ["closeCase", { outcome: "RESOLVED" }],
    ["assignCase", {}],
  ])("%s asks for the version, too", async (verb, more) => {
    const { consultant } = await scene(house)
    const dossier = await openCase(consultant)
    const ahead = { ...based(dossier), expectedVersion: 7, ...more }
    const input = verb === "assignCase" ? { ...ahead, assigneeId: consultant.id } : ahead
    const { case: shown, errors } = await change(consultant, verb, input)
    expect(errors).toMatchObject([{ code: "STALE", reason: "VERSION_CHANGED" }])
    expect(shown).toEqual(dossier)
  })

  it.each(["CLOSED", "CANCELLED"])("is refused once the case is %s", async (status) => {
    const { consultant } = await scene(house)
    const ended = await bringTo(consultant, status)
    const { errors } = await change(consultant, "updateCase", { ...based(ended), title: "Toch nog iets" })
    expect(errors).toEqual([{ code: "CONFLICT", reason: "CASE_ENDED", path: ["input", "caseId"] }])
  })
})

describe("handing a case over", () => {
  it("within the team: the new handler manages it, the former one still contributes by the team", async () => {
    const { team, consultant } = await scene(house)
    const colleague = await house.employee({ name: "Fatima Bouali", team })
    const dossier = await openCase(consultant)
    const { case: after } = await done(consultant, "assignCase", { ...based(dossier), assigneeId: colleague.id })
    expect(after).toMatchObject({ assignee: { id: colleague.id }, version: 2 })
    expect(after.access.map(({ route }: any) => route)).toEqual(["TEAM"])
    expect(await refusals(consultant, "closeCase", { ...based(after), outcome: "OTHER" })).toEqual(["NOT_ALLOWED"])
    await done(colleague, "closeCase", { ...based(after), outcome: "OTHER" })
  })

  it("to another team: it is gone for whoever handed it over, and the payload shows no case", async () => {
    const { team, consultant } = await scene(house)
    const other = await scene(house)
    const dossier = await openCase(consultant)
    const payload = await done(consultant, "assignCase", {
      ...based(dossier),
      assigneeId: other.consultant.id,
      teamId: other.team,
    })
    expect(payload.case).toBeNull()
    expect(await seesCase(consultant, dossier.id)).toBe(false)
    expect(await seesCase(await house.employee({ name: "Teun Willems", team }), dossier.id)).toBe(false)
    expect(await seesCase(other.consultant, dossier.id)).toBe(true)
  })

  it("ends the former grants and deletes none", async () => {
    const { team, consultant } = await scene(house)
    const other = await scene(house)
    const dossier = await openCase(consultant)
    const input = { ...based(dossier), assigneeId: other.consultant.id, teamId: other.team }
    await done(consultant, "assignCase", input)
    const grants = await house.rows<any>(
      `select principal_id as principal, route, valid_until is not null as ended from case_grant where case_id = $1
        order by ended desc, route`,
      [dossier.id],
    )
    expect(grants).toEqual([
      { principal: consultant.id, route: "ASSIGNMENT", ended: true },
      { principal: team, route: "TEAM", ended: true },
      { principal: other.consultant.id, route: "ASSIGNMENT", ended: false },
      { principal: other.team, route: "TEAM", ended: false },
    ])
  })

  it("leaves in the trail by which grants whoever handed it over had come to it", async () => {
    const { consultant } = await scene(house)
    const other = await scene(house)
    const dossier = await openCase(consultant)
    const held = await house.rows<{ id: string }>("select id from case_grant where case_id = $1", [dossier.id])
    await done(consultant, "assignCase", { ...based(dossier), assigneeId: other.consultant.id, teamId: other.team })
    const [sight] = await house.rows<{ grants: string[] }>(
      "select grant_ids as grants from trail_sight where action = 'case.assigned' and position = 0 and case_ids = array[$1::uuid]",
      [dossier.id],
    )
    expect([...(sight?.grants ?? [])].sort()).toEqual(held.map(({ id }) => id).sort())
  })

  it("to oneself again changes no grant", async () => {
    const { consultant } = await scene(house)
    const dossier = await openCase(consultant)
    await done(consultant, "assignCase", { ...based(dossier), assigneeId: consultant.id })
    expect(await house.rows("select from case_grant where case_id = $1", [dossier.id])).toHaveLength(2)
  })

  it("is refused to whoever cannot handle it", async () => {
    const { team, consultant } = await scene(house)
    const dossier = await openCase(consultant)
    const gone = await house.employee({ name: "Ruud Peters", team })
    await house.rows("update employee set active = false where id = $1", [gone.id])
    const uncleared = await house.employee({ name: "Femke Jansen", team, cleared: ["FRAUD"] })
    const coordinator = await house.employee({ name: "Els Dekker", role: "PRIVACY_COORDINATOR", team })
    for (const assigneeId of [gone.id, uncleared.id, coordinator.id, "Femke"]) {
      const { case: shown, errors } = await change(consultant, "assignCase", { ...based(dossier), assigneeId })
      expect(errors).toEqual([{ code: "CONFLICT", reason: "ASSIGNEE_UNFIT", path: ["input", "assigneeId"] }])
      expect(shown).toBeNull()
    }
    expect(await house.rows("select from case_grant where case_id = $1", [dossier.id])).toHaveLength(2)
  })

  it("is refused in the same way to somebody who is not there at all", async () => {
    const { consultant } = await scene(house)
    const dossier = await openCase(consultant)
    const input = { ...based(dossier), assigneeId: randomUUID() }
    expect(await refusals(consultant, "assignCase", input)).toEqual(["ASSIGNEE_UNFIT"])
  })

  it("is refused to a team that is not there", async () => {
    const { consultant } = await scene(house)
    const dossier = await openCase(consultant)
    for (const teamId of [randomUUID(), "wijkteam"]) {
      const input = { ...based(dossier), assigneeId: consultant.id, teamId }
      const { errors } = await change(consultant, "assignCase", input)
      expect(errors).toEqual([{ code: "NOT_FOUND", reason: "ABSENT", path: ["input", "teamId"] }])
    }
  })

  it.each(["CLOSED", "CANCELLED"])("is refused once the case is %s", async (status) => {
    const { consultant } = await scene(house)
    const ended = await bringTo(consultant, status)
    const input = { ...based(ended), assigneeId: consultant.id }
    expect(await refusals(consultant, "assignCase", input)).toEqual(["CASE_ENDED"])
  })
})
