import { based, bringTo, done, seesCase } from "../cases/support"
import { type Dossier, dossierOf, waysTo } from "../permissions/support"
import { addCase } from "../records/support"
import { type Colleague, House } from "../support/house"
import { accessTo, byTheClock, guestOf, leadOf, liveGrants, noticesOf, restricted } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const keepAll = (): Promise<unknown> => house.rows("select keep_custody_by_the_clock()")

/** Who manages the case, and by which way. */
const managersOf = async (caseId: string): Promise<string[]> =>
  (await liveGrants(house, caseId))
    .filter(({ level }) => level === 3)
    .map(({ principal, route }) => `${route} ${principal}`)
    .sort()

/** The case is hers to look after: she manages it, and was told. */
async function expectCustodyOf(custodian: Colleague, caseId: string): Promise<void> {
  expect(await managersOf(caseId)).toContain(`CUSTODY ${custodian.id}`)
  expect(await accessTo(custodian, caseId)).toContainEqual(
    expect.objectContaining({ employee: { id: custodian.id }, route: "CUSTODY", level: "MANAGE" }),
  )
  expect(await noticesOf(custodian)).toContainEqual(
    expect.objectContaining({ kind: "CUSTODY_PASSED", case: { id: caseId } }),
  )
}

const leaving: [string, (dossier: Dossier) => Promise<unknown>][] = [
  ["has left", ({ consultant }) => house.rows("update employee set active = false where id = $1", [consultant.id])],
  ["is there no longer by her term", ({ consultant }) => house.rows("update employee set until = now() where id = $1", [consultant.id])],
  ["has become the administrator", ({ consultant }) => house.rows("update employee set role = 'ADMINISTRATOR' where id = $1", [consultant.id])],
  ["is no longer cleared for it", ({ consultant }) => house.rows("update clearance set valid_until = now() where employee_id = $1 and kind = 'NUISANCE'", [consultant.id])],
  ["has a conflict of interest", ({ consultant, home }) => done(consultant, "blockAccess", { against: "ADDRESS", homeId: home, reason: "KIN" }, "__typename")],
] // prettier-ignore

describe("when the one who handles a case", () => {
  it.each(leaving)("%s, its team lead looks after it at once", async (_what, leaves) => {
    const dossier = await dossierOf(house)
    const lead = await leadOf(house, dossier.team)
    await leaves(dossier)
    await expectCustodyOf(lead, dossier.case.id)
    await done(lead, "completeTask", { taskId: dossier.task, expectedVersion: 1 })
  })

  it.each(leaving)("%s, the deputy looks after it if it is restricted, and not the lead", async (_what, leaves) => {
    const dossier = await dossierOf(house)
    const lead = await leadOf(house, dossier.team)
    const ans = await guestOf(house, "Ans Vermeer")
    await restricted(dossier, ans)
    expect(await seesCase(ans, dossier.case.id)).toBe(false)
    await leaves(dossier)
    await expectCustodyOf(ans, dossier.case.id)
    expect(await waysTo(lead, dossier)).toEqual([])
    expect(await noticesOf(lead)).toEqual([])
  })

  it("leaves, and another manages it too: nothing passes to anybody", async () => {
    const dossier = await dossierOf(house)
    const lead = await leadOf(house, dossier.team)
    const wim = await guestOf(house)
    const naming = { caseId: dossier.case.id, employeeId: wim.id, level: "MANAGE", reason: "Samen." }
    await done(dossier.consultant, "grantAccess", naming)
    await house.rows("update employee set active = false where id = $1", [dossier.consultant.id])
    expect(await managersOf(dossier.case.id)).not.toContain(`CUSTODY ${lead.id}`)
    expect(await noticesOf(lead)).toEqual([])
  })

  it("leaves, and then the custodian as well: it passes on to the next lead of the team", async () => {
    const dossier = await dossierOf(house)
    const leads = [await leadOf(house, dossier.team), await leadOf(house, dossier.team, "Anja Post")]
    await house.rows("update employee set active = false where id = $1", [dossier.consultant.id])
    const [row] = await house.rows<any>(held, [dossier.case.id])
    const [one, other] = leads[0]?.id === row.principal_id ? leads : leads.toReversed()
    await house.rows("update employee set active = false where id = $1", [one?.id])
    await expectCustodyOf(other as Colleague, dossier.case.id)
  })
})

const held = "select principal_id from case_grant where case_id = $1 and route = 'CUSTODY' and ended_at is null"

describe("custody goes", () => {
  it("to a lead of the same district where the team has none, and to any other where the district has none", async () => {
    const dossier = await dossierOf(house)
    const near = await house.team()
    await house.rows("update team set district = $2 where id = any ($1)", [[dossier.team, near], "Het Zand"])
    const lead = await leadOf(house, near, "Anja Post")
    await leadOf(house, await house.team(), "Piet Bos")
    await house.rows("update employee set active = false where id = $1", [dossier.consultant.id])
    await expectCustodyOf(lead, dossier.case.id)
    await house.rows("update employee set active = false where id = $1", [lead.id])
    const [next] = await house.rows<any>(`${held} and principal_id <> $2`, [dossier.case.id, lead.id])
    const [any] = await house.rows<any>("select role, active from employee where id = $1", [next.principal_id])
    expect(any).toEqual({ role: "TEAM_LEAD", active: true })
  })

  it("past a lead who is not cleared, or has a conflict of interest", async () => {
    const dossier = await dossierOf(house)
    await house.employee({ name: "Femke Jansen", role: "TEAM_LEAD", team: dossier.team, cleared: ["FRAUD"] })
    const kin = await leadOf(house, dossier.team, "Piet Bos")
    await done(kin, "blockAccess", { against: "ADDRESS", homeId: dossier.home, reason: "KIN" }, "__typename")
    const lead = await leadOf(house, dossier.team)
    await house.rows("update employee set active = false where id = $1", [dossier.consultant.id])
    await expectCustodyOf(lead, dossier.case.id)
    expect(await managersOf(dossier.case.id)).toHaveLength(2)
  })

  it("to a lead, in a restricted case whose deputy has left as well: she is then named personally", async () => {
    const dossier = await dossierOf(house)
    const lead = await leadOf(house, dossier.team)
    const ans = await guestOf(house, "Ans Vermeer")
    await restricted(dossier, ans)
    for (const { id } of [ans, dossier.consultant])
      await house.rows("update employee set active = false where id = $1", [id])
    await expectCustodyOf(lead, dossier.case.id)
  })
})

describe("a case that is assigned to nobody", () => {
  it("is looked after by its team lead from the start", async () => {
    const team = await house.team()
    const lead = await leadOf(house, team)
    const sanne = await house.employee({ team })
    await expectCustodyOf(lead, await addCase(house, { team, by: sanne }))
  })

  it("and ended is nobody's", async () => {
    const team = await house.team()
    const lead = await leadOf(house, team)
    await addCase(house, { team, by: lead, status: "CLOSED" })
    expect(await noticesOf(lead)).toEqual([])
  })
})

describe("custody ends", () => {
  it("when the case is handed over, to the lead herself too", async () => {
    const dossier = await dossierOf(house)
    const lead = await leadOf(house, dossier.team)
    const mila = await house.employee({ name: "Mila Hermans", team: dossier.team })
    await house.rows("update employee set active = false where id = $1", [dossier.consultant.id])
    await done(lead, "assignCase", { ...based(dossier.case), assigneeId: mila.id })
    expect(await managersOf(dossier.case.id)).toEqual([`ASSIGNMENT ${mila.id}`])
  })
})

describe("a case that is reopened", () => {
  it("while the one who handled it has left in the meantime, is looked after by the lead", async () => {
    const team = await house.team()
    const sanne = await house.employee({ team })
    const lead = await leadOf(house, team)
    const closed = await bringTo(sanne, "CLOSED")
    await house.rows("update employee set active = false where id = $1", [sanne.id])
    expect(await noticesOf(lead)).toEqual([])
    await done(lead, "reopenCase", { ...based(closed), reason: "Er is opnieuw gemeld." })
    await expectCustodyOf(lead, closed.id)
  })
})

describe("what runs out by the clock alone is followed by the job that keeps custody:", () => {
  const running: [string, (dossier: Dossier) => string][] = [
    ["a grant with an end", ({ case: { id } }) => `update case_grant set valid_until = now() where case_id = '${id}' and level = 3`],
    ["an employee's term", ({ consultant: { id } }) => `update employee set until = now() where id = '${id}'; update employee_term set valid_until = now() where employee_id = '${id}'`],
    ["a clearance with an end", ({ consultant: { id } }) => `update clearance set valid_until = now() where employee_id = '${id}'`],
  ] // prettier-ignore

  it.each(running)("%s", async (_what, statement) => {
    const dossier = await dossierOf(house)
    const lead = await leadOf(house, dossier.team)
    await byTheClock(house, statement(dossier))
    expect(await noticesOf(lead)).toEqual([])
    await keepAll()
    await expectCustodyOf(lead, dossier.case.id)
    await keepAll()
    expect((await noticesOf(lead)).filter((notice) => notice.case?.id === dossier.case.id)).toHaveLength(1)
  })
})
