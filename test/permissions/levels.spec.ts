import { based, change, done, grant, openCase, refusals, scene, seesCase } from "../cases/support"
import { House } from "../support/house"
import { dossierOf } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const contributing = (caseId: string): [string, Record<string, unknown>][] => [
  ["updateCase", { caseId, expectedVersion: 1, title: "Anders" }],
  ["moveCase", { caseId, expectedVersion: 1, to: "IN_TREATMENT" }],
  ["addParty", { caseId, role: "WITNESS", name: "Mw. Bos" }],
  ["addJournalEntry", { caseId, type: "NOTE", body: "Gezien." }],
  ["addTask", { caseId, title: "Bellen", dueOn: "2026-12-01" }],
]
const deciding = (caseId: string, assigneeId: string): [string, Record<string, unknown>][] => [
  ["assignCase", { caseId, expectedVersion: 1, assigneeId }],
  ["closeCase", { caseId, expectedVersion: 1, outcome: "OTHER" }],
  ["reopenCase", { caseId, expectedVersion: 1, reason: "Een nieuw feit." }],
]

describe("a grant to view", () => {
  it("lets one look, and do nothing else", async () => {
    const dossier = await dossierOf(house)
    const guest = await house.employee({ name: "Wim Schouten" })
    await grant(house, dossier.case, guest.id, { level: 1 })
    expect(await seesCase(guest, dossier.case.id)).toBe(true)
    for (const [verb, input] of [...contributing(dossier.case.id), ...deciding(dossier.case.id, guest.id)]) {
      const { errors } = await change(guest, verb, input)
      expect(errors).toEqual([{ code: "FORBIDDEN", reason: "NOT_ALLOWED", path: ["input", "caseId"] }])
    }
    expect(await refusals(guest, "completeTask", { taskId: dossier.task, expectedVersion: 1 })).toEqual(["NOT_ALLOWED"])
    expect(await house.rows("select version from case_file where id = $1", [dossier.case.id])).toEqual([{ version: 1 }])
  })
})

describe("a grant to contribute", () => {
  it("lets one add and change", async () => {
    const { consultant } = await scene(house)
    const guest = await house.employee({ name: "Wim Schouten" })
    for (const [verb, input] of contributing("")) {
      const dossier = await openCase(consultant)
      await grant(house, dossier, guest.id, { level: 2 })
      expect(await refusals(guest, verb, { ...input, caseId: dossier.id })).toEqual([])
    }
  })

  it("does not let one assign, close or reopen", async () => {
    const { team, consultant } = await scene(house)
    const colleague = await house.employee({ name: "Mila Hermans", team })
    const dossier = await openCase(consultant)
    for (const [verb, input] of deciding(dossier.id, colleague.id)) {
      const { errors, case: shown } = await change(colleague, verb, input)
      expect(errors).toEqual([{ code: "FORBIDDEN", reason: "NOT_ALLOWED", path: ["input", "caseId"] }])
      expect(shown).toBeNull()
    }
  })

  it("counts for nothing once it has ended", async () => {
    const { consultant } = await scene(house)
    const dossier = await openCase(consultant)
    const guest = await house.employee({ name: "Wim Schouten" })
    await grant(house, dossier, guest.id, { level: 3, until: "1 hour ago", from: "2 hours ago" })
    for (const [verb, input] of [...contributing(dossier.id), ...deciding(dossier.id, guest.id)])
      expect(await refusals(guest, verb, input)).toEqual(["ABSENT"])
  })

  it("and one to view beside it: the higher one counts", async () => {
    const { team, consultant } = await scene(house)
    const colleague = await house.employee({ name: "Mila Hermans", team })
    const dossier = await openCase(consultant)
    await grant(house, dossier, colleague.id, { level: 1 })
    expect(await refusals(colleague, "updateCase", { ...based(dossier), title: "Anders" })).toEqual([])
    await grant(house, dossier, colleague.id, { level: 3 })
    const closing = { ...based(dossier), expectedVersion: 2, outcome: "OTHER" }
    expect(await refusals(colleague, "closeCase", closing)).toEqual([])
  })
})

describe("the team lead", () => {
  it("assigns, closes and reopens every case of her team", async () => {
    const { team, consultant } = await scene(house)
    const lead = await house.employee({ name: "Joost van Dam", role: "TEAM_LEAD", team })
    const dossier = await openCase(consultant)
    const to = { ...based(dossier), assigneeId: lead.id }
    const { case: assigned } = await done(lead, "assignCase", to)
    const back = { ...based(assigned), assigneeId: consultant.id }
    const { case: returned } = await done(lead, "assignCase", back)
    const { case: closed } = await done(lead, "closeCase", { ...based(returned), outcome: "UNFOUNDED" })
    await done(lead, "reopenCase", { ...based(closed), reason: "Er is opnieuw gemeld." })
  })

  it("decides nothing about a case of another team that she may only help with", async () => {
    const { consultant } = await scene(house)
    const lead = await house.employee({ name: "Joost van Dam", role: "TEAM_LEAD", team: await house.team() })
    const dossier = await openCase(consultant)
    expect(await refusals(lead, "closeCase", { ...based(dossier), outcome: "OTHER" })).toEqual(["ABSENT"])
    await grant(house, dossier, lead.id, { level: 2 })
    for (const [verb, input] of deciding(dossier.id, lead.id))
      expect(await refusals(lead, verb, input)).toEqual(["NOT_ALLOWED"])
    expect(await refusals(lead, "updateCase", { ...based(dossier), title: "Anders" })).toEqual([])
  })

  it("decides nothing once she no longer leads the team", async () => {
    const { team, consultant } = await scene(house)
    const lead = await house.employee({ name: "Joost van Dam", role: "TEAM_LEAD", team })
    const dossier = await openCase(consultant)
    await house.rows("update team_membership set valid_until = now() where employee_id = $1", [lead.id])
    expect(await refusals(lead, "closeCase", { ...based(dossier), outcome: "OTHER" })).toEqual(["ABSENT"])
  })
})

describe("the privacy coordinator", () => {
  it("with a grant for a request looks, for its term, and changes nothing", async () => {
    const dossier = await dossierOf(house)
    const coordinator = await house.employee({ name: "Els Dekker", role: "PRIVACY_COORDINATOR" })
    await grant(house, dossier.case, coordinator.id, { route: "REQUEST", until: "in 9 hours" })
    expect(await seesCase(coordinator, dossier.case.id)).toBe(true)
    for (const [verb, input] of [...contributing(dossier.case.id), ...deciding(dossier.case.id, coordinator.id)])
      expect(await refusals(coordinator, verb, input)).toEqual(["NOT_ALLOWED"])
  })
})
