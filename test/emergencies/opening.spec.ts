import { guestOf, leadOf, letting, restricted } from "../access/support"
import { change, done, openCase, refusals, scene } from "../cases/support"
import { type Dossier, allWays, dossierOf, waysTo } from "../permissions/support"
import { setClock } from "../../src/platform/clock"
import { type Colleague, House, type Variables } from "../support/house"
import { addressOf, attemptsOf, hurryTo, why } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterEach(() => setClock())
afterAll(() => house.close())

const uncleared = async (): Promise<Colleague> =>
  house.employee({ name: "Daan Mulder", team: await house.team(), cleared: [] })

const verbs = ({ case: { id } }: Dossier, who: Colleague): [string, Variables][] => [
  ["updateCase", { caseId: id, expectedVersion: 1, title: "Anders" }],
  ["moveCase", { caseId: id, expectedVersion: 1, to: "IN_TREATMENT" }],
  ["assignCase", { caseId: id, expectedVersion: 1, assigneeId: who.id }],
  ["closeCase", { caseId: id, expectedVersion: 1, outcome: "OTHER" }],
  ["reopenCase", { caseId: id, expectedVersion: 1, reason: "Nieuw." }],
  ["restrictCase", { caseId: id, expectedVersion: 1, deputyId: who.id, reason: "Weg." }],
  ["liftRestriction", { caseId: id, expectedVersion: 1, reason: "Weg." }],
  ["endAccess", { caseId: id, grantId: id, reason: "Weg." }],
  ["addParty", { caseId: id, role: "WITNESS", name: "Mw. Bos" }],
  ["addJournalEntry", { caseId: id, type: "NOTE", body: "Gezien." }],
  ["addTask", { caseId: id, title: "Bellen", dueOn: "2026-12-01" }],
]

describe("in an emergency", () => {
  it("a case is opened by its exact reference, to somebody who is not cleared for it, by every way", async () => {
    const dossier = await dossierOf(house, { kind: "SAFETY" })
    const daan = await uncleared()
    expect(await waysTo(daan, dossier)).toEqual([])
    const { case: shown } = await done(daan, "openInEmergency", hurryTo(dossier))
    expect(shown).toMatchObject({ id: dossier.case.id, access: [{ route: "EMERGENCY", level: "VIEW" }] })
    expect(await waysTo(daan, dossier)).toEqual(allWays)
  })

  it("a case is opened by its exact address: a running one that was changed last, and one at a time", async () => {
    const { consultant } = await scene(house)
    const home = await house.home()
    const at = await addressOf(house, home, "7 bis")
    const ended = await openCase(consultant, { homeId: home })
    await done(consultant, "closeCase", { caseId: ended.id, expectedVersion: 1, outcome: "OTHER" })
    const older = await openCase(consultant, { homeId: home })
    const newer = await openCase(consultant, { homeId: home })
    await done(consultant, "updateCase", { caseId: older.id, expectedVersion: 1, title: "Weer onrust" })
    const daan = await uncleared()
    const opened: string[] = []
    for (let nth = 0; nth < 3; nth++) opened.push((await done(daan, "openInEmergency", at)).case.id)
    expect(opened).toEqual([older.id, newer.id, ended.id])
    expect(await refusals(daan, "openInEmergency", at)).toEqual(["ALREADY_VISIBLE"])
  })

  it("not by half an address, or by a reference that is nearly right", async () => {
    const dossier = await dossierOf(house)
    const at = await addressOf(house, dossier.home, "12a")
    const daan = await uncleared()
    for (const near of [{ houseNumber: "12" }, { houseNumber: "12A" }, { postcode: "4999ZZ" }])
      expect(await refusals(daan, "openInEmergency", { ...at, ...near })).toEqual(["ABSENT"])
    const reference = dossier.case.reference.toLowerCase()
    expect(await refusals(daan, "openInEmergency", { ...why, reference })).toEqual(["ABSENT"])
    expect(await waysTo(daan, dossier)).toEqual([])
  })

  it("a restricted case is opened too", async () => {
    const dossier = await dossierOf(house)
    const mila = await house.employee({ name: "Mila Hermans", team: dossier.team })
    await restricted(dossier, await guestOf(house))
    expect(await waysTo(mila, dossier)).toEqual([])
    await done(mila, "openInEmergency", hurryTo(dossier))
    expect(await waysTo(mila, dossier)).toEqual(allWays)
  })

  it("a case is opened to look at: every verb is refused, also to a lead", async () => {
    const dossier = await dossierOf(house)
    const anja = await leadOf(house, await house.team(), "Anja Post")
    for (const who of [await guestOf(house), anja]) {
      await done(who, "openInEmergency", hurryTo(dossier))
      for (const [verb, input] of [...verbs(dossier, who), ["grantAccess", letting(dossier, who)] as const])
        expect([verb, await refusals(who, verb, input)]).toEqual([verb, ["NOT_ALLOWED"]])
      expect(await refusals(who, "completeTask", { taskId: dossier.task, expectedVersion: 1 })).toEqual(["NOT_ALLOWED"])
      const { caseAccess } = await who.get("query($id: ID!) { caseAccess(caseId: $id) { totalCount } }", {
        id: dossier.case.id,
      })
      expect(caseAccess.totalCount).toBe(0)
    }
  })

  it("every category is open, save who reported it", async () => {
    const { consultant } = await scene(house)
    const grounds = { healthGround: "VITAL_INTEREST", criminalGround: "OWN_CLAIM" }
    const { id, reference } = await openCase(consultant, grounds)
    for (const category of ["HEALTH", "CRIMINAL", "POLICE", "REPORTER"]) {
      await done(consultant, "addJournalEntry", { caseId: id, type: "NOTE", body: `Over ${category}`, category })
      await done(consultant, "addParty", { caseId: id, role: "WITNESS", name: `Partij ${category}`, category })
    }
    const daan = await uncleared()
    await done(daan, "openInEmergency", { ...why, reference })
    const document = `query($id: ID!) { case(id: $id) { parties { name category withheld }
      journal { totalCount nodes { body category withheld } } } }`
    const { case: seen } = await daan.get(document, { id })
    for (const list of [seen.parties, seen.journal.nodes]) {
      expect(list.map(({ category }: any) => category).sort()).toEqual(["CRIMINAL", "HEALTH", "POLICE"])
      for (const { withheld, name, body } of list) expect([withheld, name ?? body]).toEqual([[], expect.any(String)])
    }
    expect(seen.journal.totalCount).toBe(3)
  })

  it("other cases stay as they were: their categories are withheld as before", async () => {
    const { team, consultant } = await scene(house)
    const mila = await house.employee({ name: "Mila Hermans", team, cleared: ["NUISANCE"] })
    const { id } = await openCase(consultant, { healthGround: "VITAL_INTEREST" })
    await done(consultant, "addJournalEntry", { caseId: id, type: "NOTE", body: "Opname.", category: "HEALTH" })
    await done(mila, "openInEmergency", hurryTo(await dossierOf(house)))
    const { case: seen } = await mila.get("query($id: ID!) { case(id: $id) { journal { nodes { body } } } }", { id })
    expect(seen.journal.nodes).toEqual([{ body: null }])
  })
})

describe("emergency access lasts", () => {
  it("four hours, by the clock of the database and nobody else's", async () => {
    const dossier = await dossierOf(house)
    const daan = await uncleared()
    setClock({ now: () => new Date(Date.now() + 50_000) })
    await done(daan, "openInEmergency", hurryTo(dossier))
    const [row] = await house.rows<any>(
      `select valid_until - valid_from = interval '4 hours' as four, valid_from <= now() as begun, level, granted_by, reason
         from case_grant where principal_id = $1`,
      [daan.id],
    )
    expect(row).toEqual({ four: true, begun: true, level: 1, granted_by: daan.id, reason: "VIOLENCE" })
  })

  it("no longer than its term, and nobody has to end it; what was asked stays on record", async () => {
    const dossier = await dossierOf(house)
    const daan = await uncleared()
    await done(daan, "openInEmergency", hurryTo(dossier))
    const past = "valid_from = valid_from - interval '4 hours', valid_until = valid_until - interval '4 hours'"
    await house.rows(`update case_grant set ${past} where principal_id = $1`, [daan.id])
    expect(await waysTo(daan, dossier)).toEqual([])
    expect(await attemptsOf(house, daan.id)).toHaveLength(1)
    await done(daan, "openInEmergency", hurryTo(dossier))
    expect(await waysTo(daan, dossier)).toEqual(allWays)
  })

  it("until a manager of the case ends it, if that is sooner", async () => {
    const dossier = await dossierOf(house)
    const daan = await uncleared()
    await done(daan, "openInEmergency", hurryTo(dossier))
    const [row] = await house.rows<any>("select id from case_grant where principal_id = $1", [daan.id])
    const input = { caseId: dossier.case.id, grantId: row.id, reason: "Politie is ter plaatse." }
    const { errors } = await change(dossier.consultant, "endAccess", input)
    expect(errors).toEqual([])
    expect(await waysTo(daan, dossier)).toEqual([])
  })
})
