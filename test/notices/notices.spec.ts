import { randomUUID } from "node:crypto"
import { expectRefused, guestOf, leadOf, noticesOf } from "../access/support"
import { done } from "../cases/support"
import { type Dossier, dossierOf } from "../permissions/support"
import { watched } from "../records/support"
import { type Colleague, House } from "../support/house"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

/** A lead who was told that a guest opened a case of her team in an emergency. */
async function told(): Promise<{ dossier: Dossier; lead: Colleague; wim: Colleague; notice: any }> {
  const dossier = await dossierOf(house)
  const lead = await leadOf(house, dossier.team)
  const wim = await guestOf(house)
  const asked = { reference: dossier.case.reference, reason: "VIOLENCE", explanation: "Geschreeuw op de galerij." }
  await done(wim, "openInEmergency", asked)
  const [notice] = await noticesOf(lead)
  return { dossier, lead, wim, notice }
}

describe("a notice", () => {
  it("says what happened, by whom and with which case, and nothing of what it is about", async () => {
    const { dossier, lead, wim, notice } = await told()
    expect(notice).toMatchObject({ kind: "EMERGENCY_OPENED", about: { id: wim.id }, case: { id: dossier.case.id } })
    const answer = await lead.ask("{ notices { nodes { id kind about { name } createdAt readAt } } }")
    expect(answer.text).not.toMatch(/Muziek|Verschuren|Geschreeuw|WR-/)
  })

  it("is for whom it was written: nobody else finds it or marks it as read", async () => {
    const { dossier, notice } = await told()
    const others = [
      dossier.consultant,
      await leadOf(house, dossier.team, "Anja Post"),
      await house.officer(),
      await house.employee({ name: "Mila Hermans", team: dossier.team }),
    ]
    for (const who of others) {
      expect((await noticesOf(who)).map(({ id }) => id)).not.toContain(notice.id)
      await expectRefused(house, who, "markNoticeRead", { noticeId: notice.id }, "ABSENT", "noticeId")
    }
  })

  it.each(["ADMINISTRATOR", "PRIVACY_COORDINATOR"])("is not marked by %s", async (role) => {
    const { notice } = await told()
    const karin = await house.employee({ name: "Karin Smit", role })
    expect(await noticesOf(karin)).toEqual([])
    await expectRefused(house, karin, "markNoticeRead", { noticeId: notice.id }, "NOT_ALLOWED")
  })

  it("shows its case only while it exists for the reader", async () => {
    const { lead, dossier } = await told()
    await house.rows("update team_membership set valid_until = now() where employee_id = $1", [lead.id])
    expect(await noticesOf(lead)).toMatchObject([{ kind: "EMERGENCY_OPENED", case: null }])
    expect((await lead.ask("{ notices { nodes { id case { id } } } }")).text).not.toContain(dossier.case.id)
  })

  it("that leads to a case is a look at it: the trail names the case", async () => {
    const { lead, dossier } = await told()
    const { event, sight } = await watched(house, lead, "{ notices { nodes { kind case { title } } } }")
    expect(event).toMatchObject({ outcome: "DONE", actions: ["notice.listed"] })
    expect(sight.cases).toEqual([dossier.case.id])
  })

  it("comes newest first", async () => {
    const { lead, dossier } = await told()
    const daan = await guestOf(house, "Daan Mulder")
    await done(daan, "openInEmergency", {
      reference: dossier.case.reference,
      reason: "FIRE_OR_GAS",
      explanation: "Gas.",
    })
    const found = await noticesOf(lead)
    expect(found).toHaveLength(2)
    expect(found[0].about).toEqual({ id: daan.id })
  })
})

describe("marking a notice as read", () => {
  it("keeps when, and leaves the others", async () => {
    const { lead, dossier, notice } = await told()
    const daan = await guestOf(house, "Daan Mulder")
    await done(daan, "openInEmergency", {
      reference: dossier.case.reference,
      reason: "FIRE_OR_GAS",
      explanation: "Gas.",
    })
    const { notice: marked } = await done(lead, "markNoticeRead", { noticeId: notice.id }, "notice { id readAt }")
    expect(marked.id).toBe(notice.id)
    expect(marked.readAt).not.toBeNull()
    expect((await noticesOf(lead)).map(({ readAt }) => readAt !== null)).toEqual([false, true])
  })

  it("a second time changes nothing", async () => {
    const { lead, notice } = await told()
    const mark = () => done(lead, "markNoticeRead", { noticeId: notice.id }, "notice { readAt }")
    const first = await mark()
    expect(await mark()).toEqual(first)
  })

  it("that is not there is refused", async () => {
    const { lead } = await told()
    for (const noticeId of [randomUUID(), "geen"])
      await expectRefused(house, lead, "markNoticeRead", { noticeId }, "ABSENT", "noticeId")
  })

  it("is for the officer too, of what she was told", async () => {
    const marijke = await house.officer()
    await told()
    const [notice] = await noticesOf(marijke)
    await done(marijke, "markNoticeRead", { noticeId: notice.id }, "notice { id }")
    expect((await noticesOf(marijke))[0].readAt).not.toBeNull()
  })
})
