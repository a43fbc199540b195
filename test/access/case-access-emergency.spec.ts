import { done, refusals, seesCase } from "../cases/support"
import { hurryTo } from "../emergencies/support"
import { type Dossier, dossierOf } from "../permissions/support"
import { addCase } from "../records/support"
import { type Colleague, House } from "../support/house"
import { accessTo, auditorOf, grantIdOf, guestOf, leadOf, letting } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

/** A case of her own team that a lead is not cleared for, and opened in an emergency all the same. */
async function openedByItsLead(): Promise<{ dossier: Dossier; femke: Colleague }> {
  const dossier = await dossierOf(house, { kind: "FRAUD" })
  const femke = await house.employee({
    name: "Femke Jansen",
    role: "TEAM_LEAD",
    team: dossier.team,
    cleared: ["NUISANCE"],
  })
  await done(femke, "openInEmergency", hurryTo(dossier))
  return { dossier, femke }
}

describe("a lead who is not cleared for a case of her team, and opened it in an emergency", () => {
  it("sees it, and is not told who else does", async () => {
    const { dossier, femke } = await openedByItsLead()
    expect(await seesCase(femke, dossier.case.id)).toBe(true)
    expect(await accessTo(femke, dossier.case.id)).toEqual([])
    const past = new Date(Date.now() - 1000).toISOString()
    expect(await accessTo(femke, dossier.case.id, past)).toEqual([])
  })

  it("decides nothing about it: who sees it, who handles it, or what becomes of it", async () => {
    const { dossier, femke } = await openedByItsLead()
    const wim = await guestOf(house)
    const { id: caseId } = dossier.case
    const [row] = await house.rows<any>("select id from case_grant where case_id = $1 and level = 3", [caseId])
    const at = { caseId, expectedVersion: 1 }
    expect(await refusals(femke, "grantAccess", letting(dossier, wim))).toEqual(["NOT_ALLOWED"])
    const ending = { caseId, grantId: row.id, reason: "Weg." }
    expect(await refusals(femke, "endAccess", ending)).toEqual(["NOT_ALLOWED"])
    expect(await refusals(femke, "assignCase", { ...at, assigneeId: femke.id })).toEqual(["NOT_ALLOWED"])
    expect(await refusals(femke, "closeCase", { ...at, outcome: "OTHER" })).toEqual(["NOT_ALLOWED"])
    expect(await refusals(femke, "updateCase", { ...at, homeId: null })).toEqual(["NOT_ALLOWED"])
    const desk = { employeeId: dossier.consultant.id, receiverIds: [wim.id] }
    const { outcome } = await done(femke, "handOver", desk, "outcome { caseCount }")
    expect(outcome.caseCount).toBe(0)
  })

  it("is told as ever of the cases of her team that she is cleared for", async () => {
    const { dossier, femke } = await openedByItsLead()
    const other = await addCase(house, { team: dossier.team, by: dossier.consultant, assignee: dossier.consultant.id })
    expect((await accessTo(femke, other)).map(({ route }) => route).sort()).toEqual(["ASSIGNMENT", "TEAM", "TEAM"])
  })
})

const asGrants = "query($id: ID!) { case(id: $id) { access { id level route reason withheld } } }"
const written = "Kijkt mee tijdens het verlof van Hugo."

describe("why somebody has access, as a colleague wrote it,", () => {
  it("the manager reads in the list, and whoever it was given to in her own grant", async () => {
    const dossier = await dossierOf(house)
    const wim = await guestOf(house)
    await done(dossier.consultant, "grantAccess", letting(dossier, wim, { reason: written }))
    const lead = await leadOf(house, dossier.team)
    for (const who of [dossier.consultant, lead]) {
      const line = (await accessTo(who, dossier.case.id)).find(({ employee }) => employee.id === wim.id)
      expect(line).toMatchObject({ route: "ASSIGNMENT", reason: written })
    }
    const { case: seen } = await wim.get(asGrants, { id: dossier.case.id })
    expect(seen.access).toMatchObject([{ route: "ASSIGNMENT", reason: written, withheld: [] }])
  })

  const supervising: [string, () => Promise<Colleague>][] = [
    ["the privacy officer", () => house.officer()],
    ["the external auditor", () => auditorOf(house)],
  ]

  const expectUnread = async (who: Colleague, text: string): Promise<void> => {
    const dossier = await dossierOf(house)
    const wim = await guestOf(house)
    await done(dossier.consultant, "grantAccess", letting(dossier, wim, { reason: text }))
    const id = await grantIdOf(dossier.consultant, dossier.case.id, wim)
    const { data, errors, text: answer } = await who.ask(asGrants, { id: dossier.case.id })
    expect(errors).toBeUndefined()
    expect(data.case.access).toHaveLength(3)
    for (const grant of data.case.access) {
      expect(grant.reason).toBeNull()
      expect(grant.withheld).toContain("reason")
    }
    expect(data.case.access).toContainEqual(expect.objectContaining({ id, level: "VIEW", route: "ASSIGNMENT" }))
    const line = (await accessTo(who, dossier.case.id)).find(({ grantId }) => grantId === id)
    expect(line).toMatchObject({ employee: { id: wim.id }, grantedBy: { id: dossier.consultant.id }, reason: null })
    expect(answer).not.toContain(text)
  }

  it.each(supervising)(
    "%s does not read, be it a single word: of a grant it is withheld, and in the list it is not there",
    async (_who, of) => {
      for (const text of [written, "VERSLAVING"]) await expectUnread(await of(), text)
    },
  )

  it.each(supervising)(
    "%s reads where it comes of a closed list: of an emergency, and of custody",
    async (_who, of) => {
      const dossier = await dossierOf(house)
      const lead = await leadOf(house, dossier.team)
      const daan = await guestOf(house, "Daan Mulder")
      await done(daan, "openInEmergency", hurryTo(dossier))
      await house.rows("update employee set active = false where id = $1", [dossier.consultant.id])
      const told = (await accessTo(await of(), dossier.case.id)).map(({ employee, route, reason }) => ({
        who: employee.id,
        route,
        reason,
      }))
      expect(told).toContainEqual({ who: daan.id, route: "EMERGENCY", reason: "VIOLENCE" })
      expect(told).toContainEqual({ who: lead.id, route: "CUSTODY", reason: "LAST_MANAGER_LEFT" })
      expect(told).toContainEqual({ who: lead.id, route: "TEAM", reason: null })
    },
  )
})
