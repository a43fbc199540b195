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

/** A second and a third guest open the case of a lead in an emergency, and she marks the first notice as read. */
async function severalTold(): Promise<{ lead: Colleague; first: any }> {
  const { dossier, lead, notice } = await told()
  for (const name of ["Daan Mulder", "Piet Bos"]) {
    const asked = { reference: dossier.case.reference, reason: "FIRE_OR_GAS", explanation: "Gas." }
    await done(await guestOf(house, name), "openInEmergency", asked)
  }
  await done(lead, "markNoticeRead", { noticeId: notice.id }, "__typename")
  return { lead, first: notice }
}

describe("the notices that are unread", () => {
  const asked =
    "query($filter: NoticeFilter) { notices(filter: $filter) { totalCount nodes { id } pageInfo { hasNextPage } } }"
  const idsOf = async (who: Colleague, unread: boolean | null): Promise<string[]> => {
    const { notices } = await who.get(asked, { filter: { unread } })
    expect(notices.totalCount).toBe(notices.nodes.length)
    return notices.nodes.map(({ id }: { id: string }) => id) as string[]
  }

  it("are found without those that were read, and those that were read without them", async () => {
    const { lead, first } = await severalTold()
    const [unread, read, all] = [await idsOf(lead, true), await idsOf(lead, false), await idsOf(lead, null)]
    expect([unread.length, read, all]).toEqual([2, [first.id], [...unread, first.id]])
  })

  it("are counted without a look at any case: the trail has one line, which names none", async () => {
    const { lead } = await severalTold()
    const {
      data,
      event: { sights },
    } = await watched(house, lead, "{ notices(filter: { unread: true }) { totalCount } }")
    expect(data.notices).toEqual({ totalCount: 2 })
    expect(sights).toMatchObject([{ field: "notices", cases: [], parties: [], persons: [] }])
  })

  it("add one line to the trail when they are read, however many cases they are about", async () => {
    const { lead, dossier } = await told()
    const other = await dossierOf(house)
    await house.rows("insert into team_membership (employee_id, team_id) values ($1, $2)", [lead.id, other.team])
    const hurry = { reference: other.case.reference, reason: "VIOLENCE", explanation: "Geschreeuw op de galerij." }
    await done(await guestOf(house, "Daan Mulder"), "openInEmergency", hurry)
    const {
      event: { sights },
    } = await watched(house, lead, "{ notices { nodes { kind case { title } } } }")
    expect(sights).toHaveLength(1)
    expect(sights[0]?.cases).toEqual([dossier.case.id, other.case.id].sort())
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
