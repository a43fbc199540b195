import { examine } from "../../src/doctor"
import { atHome, declare } from "../blocks/support"
import { done, seesCase } from "../cases/support"
import { hurryTo } from "../emergencies/support"
import { type Dossier, dossierOf, waysTo } from "../permissions/support"
import { type Colleague, House } from "../support/house"
import { guestOf, leadOf, liveGrants, noticesOf, restricted } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const leaves = (...who: { id: string }[]): Promise<unknown> =>
  house.rows("update employee set active = false where id = any ($1)", [who.map(({ id }) => id)])

/** Of a role only these are there: what was done before left others. */
const onlyOfRole = (role: string, ...who: Colleague[]): Promise<unknown> =>
  house.rows("update employee set active = false where active and role = $1 and id <> all ($2)", [
    role,
    who.map(({ id }) => id),
  ])

interface Restricted {
  dossier: Dossier
  deputy: Colleague
  lead: Colleague
}

/** A restricted case; the one who handles it and the deputy are both of the lead's team. */
async function restrictedCase(): Promise<Restricted> {
  const dossier = await dossierOf(house)
  const deputy = await house.employee({ name: "Ans Vermeer", team: dossier.team })
  const lead = await leadOf(house, dossier.team)
  await restricted(dossier, deputy)
  return { dossier, deputy, lead }
}

const custodiansOf = async (caseId: string): Promise<string[]> =>
  (await liveGrants(house, caseId)).filter(({ route }) => route === "CUSTODY").map(({ principal }) => principal)

/** The references that the doctor names under a finding. */
const found = async (finding: string): Promise<readonly string[]> =>
  (await examine(house.database.ownerUrl)).findings.find((each) => each.finding === finding)?.references ?? []

/** What somebody was told of a case, and about whom. */
const toldOf = async (who: Colleague, caseId: string): Promise<string[]> =>
  (await noticesOf(who))
    .filter((notice) => notice.case?.id === caseId)
    .map(({ kind, about }) => `${kind} ${about?.id ?? "-"}`)

describe("a lead who declares conflicts of interest for all who may have a restricted case", () => {
  const inTurn: [string, (scene: Restricted) => Colleague[]][] = [
    ["the deputy first", ({ deputy, dossier }) => [deputy, dossier.consultant]],
    ["the one who handles it first", ({ deputy, dossier }) => [dossier.consultant, deputy]],
  ]

  it.each(inTurn)("does not get it herself, %s: it passes to another lead who fits", async (_order, inOrder) => {
    const scene = await restrictedCase()
    const { dossier, lead, deputy } = scene
    const anja = await leadOf(house, await house.team(), "Anja Post")
    await onlyOfRole("TEAM_LEAD", lead, anja)
    for (const { id } of inOrder(scene)) await declare(lead, atHome(dossier.home, { employeeId: id }))
    expect(await waysTo(lead, dossier)).toEqual([])
    expect(await toldOf(lead, dossier.case.id)).toEqual([])
    expect((await custodiansOf(dossier.case.id)).filter((id) => id !== deputy.id)).toEqual([anja.id])
    expect(await seesCase(anja, dossier.case.id)).toBe(true)
    expect(await toldOf(anja, dossier.case.id)).toEqual(["CUSTODY_PASSED -"])
  })

  it.each(inTurn)(
    "does not get it herself, %s, where nobody else fits: the doctor names it",
    async (_order, inOrder) => {
      const scene = await restrictedCase()
      const { dossier, lead } = scene
      await onlyOfRole("TEAM_LEAD", lead)
      for (const { id } of inOrder(scene)) await declare(lead, atHome(dossier.home, { employeeId: id }))
      expect(await waysTo(lead, dossier)).toEqual([])
      expect(await custodiansOf(dossier.case.id)).not.toContain(lead.id)
      expect(await found("nobody manages")).toContain(dossier.case.reference)
    },
  )

  it("does not get it later either: by the clock, or when somebody else ends what was left", async () => {
    const [byClock, byOthers] = [await restrictedCase(), await restrictedCase()]
    const wim = await guestOf(house)
    await onlyOfRole("TEAM_LEAD", byClock.lead, byOthers.lead)
    for (const who of [byClock.deputy, byClock.dossier.consultant])
      await declare(byClock.lead, atHome(byClock.dossier.home, { employeeId: who.id }))
    await house.rows("select keep_custody_by_the_clock()")
    await declare(byOthers.lead, atHome(byOthers.dossier.home, { employeeId: byOthers.deputy.id }))
    await leaves(byOthers.dossier.consultant)
    for (const { lead, dossier } of [byClock, byOthers]) {
      expect(await waysTo(lead, dossier)).toEqual([])
      expect(await custodiansOf(dossier.case.id)).not.toContain(lead.id)
    }
    expect(await noticesOf(wim)).toEqual([])
  })

  it("gets one that is not restricted, since it exists for her already", async () => {
    const dossier = await dossierOf(house)
    const lead = await leadOf(house, dossier.team)
    await declare(lead, atHome(dossier.home, { employeeId: dossier.consultant.id }))
    expect(await custodiansOf(dossier.case.id)).toEqual([lead.id])
  })
})

describe("of custody of a restricted case", () => {
  it("the privacy officer is told who has it now, and whoever has it that it is hers", async () => {
    const { dossier, deputy } = await restrictedCase()
    const [marijke, other] = [await house.officer(), await house.officer()]
    await leaves(dossier.consultant)
    for (const officer of [marijke, other])
      expect(await toldOf(officer, dossier.case.id)).toEqual([`CUSTODY_PASSED ${deputy.id}`])
    expect(await toldOf(deputy, dossier.case.id)).toEqual(["CUSTODY_PASSED -"])
  })

  it("an officer is not told who has left, or has a conflict of interest with it", async () => {
    const { dossier } = await restrictedCase()
    const [gone, kin] = [await house.officer(), await house.officer()]
    const els = await house.employee({ name: "Els Dekker", role: "PRIVACY_COORDINATOR" })
    await declare(els, atHome(dossier.home, { employeeId: kin.id }))
    await leaves(gone)
    await leaves(dossier.consultant)
    // Behind the row rules: what a conflict of interest keeps from her is not only hidden, it is not there.
    const told = "select from notice where case_id = $1 and employee_id = any ($2)"
    expect(await house.rows(told, [dossier.case.id, [gone.id, kin.id]])).toEqual([])
  })

  it("no officer is told where the case is not restricted: its team knows", async () => {
    const dossier = await dossierOf(house)
    const [lead, marijke] = [await leadOf(house, dossier.team), await house.officer()]
    await leaves(dossier.consultant)
    expect(await toldOf(lead, dossier.case.id)).toEqual(["CUSTODY_PASSED -"])
    expect(await noticesOf(marijke)).toEqual([])
  })
})

describe("the deputy of a restricted case", () => {
  const unfit: [string, string][] = [
    ["leaves", "update employee set active = false where id = $1"],
    ["is no longer cleared for it", "update clearance set valid_until = now() where employee_id = $1 and kind = 'NUISANCE'"],
    ["becomes the administrator", "update employee set role = 'ADMINISTRATOR' where id = $1"],
  ] // prettier-ignore

  it.each(unfit)(
    "%s: every manager is told to name another, and the doctor names the case",
    async (_what, statement) => {
      const { dossier, deputy, lead } = await restrictedCase()
      const [wim, piet] = [await guestOf(house), await guestOf(house, "Piet Bos")]
      const naming = { caseId: dossier.case.id, reason: "Samen." }
      await done(dossier.consultant, "grantAccess", { ...naming, employeeId: wim.id, level: "MANAGE" })
      await done(dossier.consultant, "grantAccess", { ...naming, employeeId: piet.id, level: "CONTRIBUTE" })
      expect(await found("the deputy may not have it")).not.toContain(dossier.case.reference)
      await house.rows(statement, [deputy.id])
      for (const who of [dossier.consultant, wim])
        expect(await toldOf(who, dossier.case.id)).toEqual([`DEPUTY_LEFT ${deputy.id}`])
      for (const who of [piet, lead]) expect(await noticesOf(who)).toEqual([])
      expect(await found("the deputy may not have it")).toContain(dossier.case.reference)
    },
  )

  it("is said to have left once, however often it is written down", async () => {
    const { dossier, deputy } = await restrictedCase()
    for (let times = 0; times < 3; times++) await leaves(deputy)
    await house.rows("update clearance set valid_until = now() where employee_id = $1", [deputy.id])
    expect(await toldOf(dossier.consultant, dossier.case.id)).toEqual([`DEPUTY_LEFT ${deputy.id}`])
  })

  it("leaves once the restriction is lifted, or the case is closed: it is nobody's concern", async () => {
    const [lifted, closed] = [await restrictedCase(), await restrictedCase()]
    const at = ({ dossier }: Restricted) => ({ caseId: dossier.case.id, expectedVersion: 2 })
    await done(lifted.dossier.consultant, "liftRestriction", { ...at(lifted), reason: "De dreiging is over." })
    await done(closed.dossier.consultant, "completeTask", { taskId: closed.dossier.task, expectedVersion: 1 })
    await done(closed.dossier.consultant, "closeCase", { ...at(closed), outcome: "RESOLVED" })
    await leaves(lifted.deputy, closed.deputy)
    for (const { dossier } of [lifted, closed]) {
      expect(await noticesOf(dossier.consultant)).toEqual([])
      expect(await found("the deputy may not have it")).not.toContain(dossier.case.reference)
    }
  })
})

it("an access that the only privacy officer may not judge is named by the doctor, until there is another", async () => {
  const dossier = await dossierOf(house)
  const [marijke, els] = [
    await house.officer(),
    await house.employee({ name: "Els Dekker", role: "PRIVACY_COORDINATOR" }),
  ]
  await onlyOfRole("PRIVACY_OFFICER", marijke)
  await done(await guestOf(house), "openInEmergency", hurryTo(dossier))
  const unjudged = "nobody can judge an access to"
  expect(await found(unjudged)).not.toContain(dossier.case.reference)
  await declare(els, atHome(dossier.home, { employeeId: marijke.id }))
  expect(await found(unjudged)).toContain(dossier.case.reference)
  await house.officer()
  expect(await found(unjudged)).not.toContain(dossier.case.reference)
})
