import { randomUUID } from "node:crypto"
import { auditorOf, expectRefused, guestOf, leadOf, stateOf } from "../access/support"
import { change, done, refusals } from "../cases/support"
import { absentReference, hurryTo, why } from "../emergencies/support"
import { dossierOf } from "../permissions/support"
import { trailOf } from "../records/support"
import { type Colleague, House } from "../support/house"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const listed = `query Reviews($filter: ReviewFilter) { reviewItems(filter: $filter, first: 100) { totalCount nodes { id kind eventId
  employee { id } case { id title } emergency { reason explanation askedAt endsAt case { id } } raisedAt dueAt judgement note
  judgedBy { id } judgedAt } } }`

const itemsOf = async (who: Colleague, filter: Record<string, unknown>): Promise<any[]> =>
  (await who.get(listed, { filter })).reviewItems.nodes as any[]

/** A guest who opened a case in an emergency, and what is owed about it. */
async function owed() {
  const dossier = await dossierOf(house)
  const daan = await guestOf(house, "Daan Mulder")
  await done(daan, "openInEmergency", hurryTo(dossier))
  const marijke = await house.officer()
  const [item] = await itemsOf(marijke, { employeeId: daan.id })
  return { dossier, daan, marijke, item }
}

const judged = "item { id judgement note judgedBy { id } judgedAt }"

describe("an access to be judged", () => {
  it("says whose it was, of which case, why, and by when it is to be judged; the case without its content", async () => {
    const { dossier, daan, item } = await owed()
    expect(item).toMatchObject({
      kind: "EMERGENCY",
      employee: { id: daan.id },
      case: { id: dossier.case.id, title: null },
    })
    expect(item.emergency).toMatchObject({ ...why, case: { id: dossier.case.id } })
    expect(item).toMatchObject({ judgement: null, note: null, judgedBy: null, judgedAt: null })
    expect(new Date(item.dueAt).getTime()).toBeGreaterThan(new Date(item.raisedAt).getTime())
    expect((await trailOf(house, daan)).at(-1)?.id).toBe(item.eventId)
  })

  it("is also owed of an attempt that found nothing", async () => {
    const daan = await guestOf(house, "Daan Mulder")
    await change(daan, "openInEmergency", { ...why, reference: absentReference })
    const found = await itemsOf(await house.officer(), { employeeId: daan.id, open: true })
    expect(found).toMatchObject([{ case: null, emergency: { case: null, endsAt: null, explanation: why.explanation } }])
  })

  it("stays on the list until it is judged, also when the access itself is long over", async () => {
    const { daan, marijke, item } = await owed()
    await house.rows("update case_grant set valid_until = now() where principal_id = $1", [daan.id])
    await house.rows("update review_item set due_at = now() - interval '1 day' where id = $1", [item.id])
    const open = { employeeId: daan.id, open: true }
    expect((await itemsOf(marijke, open)).map(({ id }) => id)).toEqual([item.id])
    await done(marijke, "judgeReviewItem", { itemId: item.id, judgement: "FINE" }, judged)
    expect(await itemsOf(marijke, open)).toEqual([])
    expect((await itemsOf(marijke, { employeeId: daan.id, open: false })).map(({ id }) => id)).toEqual([item.id])
    expect(await itemsOf(marijke, { employeeId: daan.id })).toHaveLength(1)
  })

  it("is for those who supervise, and for nobody else", async () => {
    const { dossier, daan, item } = await owed()
    for (const who of [await house.officer(), await auditorOf(house)])
      expect((await itemsOf(who, { employeeId: daan.id })).map(({ id }) => id)).toEqual([item.id])
    const others = [daan, dossier.consultant, await leadOf(house, dossier.team)]
    for (const role of ["ADMINISTRATOR", "PRIVACY_COORDINATOR"])
      others.push(await house.employee({ name: "Karin Smit", role }))
    for (const who of others) {
      const { reviewItems } = await who.get(listed, {})
      expect(reviewItems).toEqual({ totalCount: 0, nodes: [] })
    }
  })

  it("is a look at its case: the trail says so", async () => {
    const { dossier, daan, marijke } = await owed()
    await itemsOf(marijke, { employeeId: daan.id })
    const event = (await trailOf(house, marijke)).at(-1)
    expect(event).toMatchObject({ outcome: "DONE", actions: ["review.listed"] })
    expect(event?.sights[0]?.cases).toEqual([dossier.case.id])
  })
})

describe("judging", () => {
  it.each(["FINE", "INCIDENT"])("as %s keeps who judged, when and with what note", async (judgement) => {
    const { dossier, marijke, item } = await owed()
    const input = { itemId: item.id, judgement, note: "Met haar besproken." }
    const { item: after } = await done(marijke, "judgeReviewItem", input, judged)
    expect(after).toMatchObject({ id: item.id, judgement, note: "Met haar besproken.", judgedBy: { id: marijke.id } })
    expect(after.judgedAt).not.toBeNull()
    const event = (await trailOf(house, marijke)).at(-1)
    expect(event).toMatchObject({ outcome: "DONE", actions: ["review.judged"] })
    expect(event?.sights[0]?.cases).toEqual([dossier.case.id])
  })

  it("is done once: a second judgement is refused, and the first stands", async () => {
    const { marijke, item } = await owed()
    await done(marijke, "judgeReviewItem", { itemId: item.id, judgement: "INCIDENT" }, judged)
    const again = { itemId: item.id, judgement: "FINE" }
    for (const who of [marijke, await house.officer()])
      await expectRefused(house, who, "judgeReviewItem", again, "ALREADY_JUDGED", "itemId")
  })

  it("is done once, also by two officers at once", async () => {
    const { marijke, item } = await owed()
    const other = await house.officer()
    const both = await Promise.all([
      refusals(marijke, "judgeReviewItem", { itemId: item.id, judgement: "FINE" }),
      refusals(other, "judgeReviewItem", { itemId: item.id, judgement: "INCIDENT" }),
    ])
    expect(both.sort()).toEqual([[], ["ALREADY_JUDGED"]])
  })

  it("leaves what was asked first: the item stays open until it is judged, by her or by a colleague", async () => {
    const { daan, marijke, item } = await owed()
    const asking = { itemId: item.id, judgement: "ASKED", note: "Wat hoorde je?" }
    const told = `item { judgement note judgedAt judgedBy { id } askedNote askedAt askedBy { id } }`
    const { item: asked } = await done(marijke, "judgeReviewItem", asking, told)
    expect(asked).toMatchObject({ judgement: "ASKED", note: null, judgedAt: null, judgedBy: null })
    expect(asked).toMatchObject({ askedNote: asking.note, askedBy: { id: marijke.id } })
    expect((await itemsOf(marijke, { employeeId: daan.id, open: true })).map(({ id }) => id)).toEqual([item.id])
    const other = await house.officer()
    for (const who of [marijke, other])
      await expectRefused(house, who, "judgeReviewItem", asking, "ALREADY_ASKED", "itemId")
    const judging = { itemId: item.id, judgement: "FINE", note: "Glas op de galerij." }
    const { item: after } = await done(other, "judgeReviewItem", judging, told)
    expect(after).toMatchObject({ judgement: "FINE", note: judging.note, judgedBy: { id: other.id } })
    expect(after).toMatchObject({ askedNote: asking.note, askedBy: { id: marijke.id }, askedAt: asked.askedAt })
    await expectRefused(house, marijke, "judgeReviewItem", asking, "ALREADY_JUDGED", "itemId")
  })

  it("is never of one's own access, though she became privacy officer since", async () => {
    const { daan, marijke, item } = await owed()
    await house.rows("update employee set role = 'PRIVACY_OFFICER' where id = $1", [daan.id])
    expect((await itemsOf(daan, { employeeId: daan.id })).map(({ id }) => id)).toEqual([item.id])
    for (const judgement of ["FINE", "ASKED"])
      await expectRefused(house, daan, "judgeReviewItem", { itemId: item.id, judgement }, "NOT_ALLOWED", "itemId")
    await done(marijke, "judgeReviewItem", { itemId: item.id, judgement: "FINE" }, judged)
  })

  it("is for the privacy officer: not for the auditor, the lead, the administrator, or whoever is judged", async () => {
    const { dossier, daan, item } = await owed()
    const others = [await auditorOf(house), await leadOf(house, dossier.team), daan]
    for (const role of ["ADMINISTRATOR", "PRIVACY_COORDINATOR"])
      others.push(await house.employee({ name: "Karin Smit", role }))
    const input = { itemId: item.id, judgement: "FINE" }
    for (const who of others) await expectRefused(house, who, "judgeReviewItem", input, "NOT_ALLOWED")
  })

  it("of what is not there is refused, and so is an empty note", async () => {
    const { marijke, item } = await owed()
    const before = await stateOf(house)
    for (const itemId of [randomUUID(), "geen"])
      await expectRefused(house, marijke, "judgeReviewItem", { itemId, judgement: "FINE" }, "ABSENT", "itemId")
    const empty = { itemId: item.id, judgement: "FINE", note: " " }
    expect(await refusals(marijke, "judgeReviewItem", empty)).not.toEqual([])
    expect(await stateOf(house)).toEqual(before)
  })
})
