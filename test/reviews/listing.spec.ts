import { auditorOf, leadOf } from "../access/support"
import { change, done } from "../cases/support"
import { trailOf } from "../records/support"
import { type Colleague, House } from "../support/house"
import { Watched, itemsOf, look, totalOf } from "./support"

let watched: Watched
beforeAll(async () => {
  watched = await Watched.open()
})
afterAll(() => watched.close())

/** Somebody who looked at a case that she has nothing to do with, and what is listed of it. */
async function listed() {
  const dossier = await watched.dossier()
  const mila = await watched.member(dossier)
  await look(watched.house, mila, dossier.case.id)
  const [item] = await watched.raised(mila)
  return { dossier, mila, item }
}

const due = (house: House, id: string, when: string): Promise<unknown> =>
  house.rows(`update review_item set due_at = ${when} where id = $1`, [id])
const idsOf = (items: any[]): string[] => items.map(({ id }) => id as string)

describe("the list of accesses to judge", () => {
  it("narrows by kind, employee, case and judgement, and by whether it is open", async () => {
    const [one, other] = [await listed(), await listed()]
    const { officer } = watched
    await done(officer, "judgeReviewItem", { itemId: one.item.id, judgement: "ASKED" }, "__typename")
    const here = (filter: object) => itemsOf(officer, { employeeId: one.mila.id, ...filter })
    for (const filter of [
      { kinds: ["NO_TASK", "EMERGENCY"] },
      { caseId: one.dossier.case.id },
      { judgement: "ASKED" },
      { open: true },
    ])
      // prettier-ignore
      expect([filter, idsOf(await here(filter))]).toEqual([filter, [one.item.id]])
    for (const filter of [
      { kinds: ["RANDOM_SAMPLE"] },
      { caseId: other.dossier.case.id },
      { judgement: "INCIDENT" },
      { open: false },
    ])
      // prettier-ignore
      expect([filter, await here(filter)]).toEqual([filter, []])
    expect(idsOf(await itemsOf(officer, { caseId: other.dossier.case.id }))).toEqual([other.item.id])
  })

  it("shows what is due first when asked so, page by page", async () => {
    const { house, officer } = watched
    const items = [await listed(), await listed(), await listed()]
    for (const [nth, { item }] of items.entries()) await due(house, item.id, `now() + interval '${90 - nth} days'`)
    const page = `query($after: String) { reviewItems(orderBy: DUE, first: 1, after: $after, filter: { kinds: [NO_TASK] }) {
      pageInfo { hasNextPage endCursor } nodes { id } } }`
    const seen: string[] = []
    for (let after: string | null = null; ;) {
      const { reviewItems } = await officer.get(page, { after })
      seen.push(...idsOf(reviewItems.nodes))
      if (!reviewItems.pageInfo.hasNextPage) break
      after = reviewItems.pageInfo.endCursor
    }
    expect(seen.slice(-3)).toEqual(items.map(({ item }) => item.id as string).reverse())
    expect(new Set(seen).size).toBe(seen.length)
  })

  it("says what is overdue, and how many: what was judged in time or late is not", async () => {
    const { house, officer } = watched
    const [late, inTime, judged] = [await listed(), await listed(), await listed()]
    const before = await totalOf(officer, { overdue: true })
    for (const { item } of [late, judged]) await due(house, item.id, "now() - interval '1 second'")
    await due(house, inTime.item.id, "now() + interval '1 minute'")
    await done(officer, "judgeReviewItem", { itemId: judged.item.id, judgement: "FINE" }, "__typename")
    expect(await totalOf(officer, { overdue: true })).toBe(before + 1)
    const overdue = (who: Colleague) => itemsOf(officer, { employeeId: who.id, overdue: true })
    expect(idsOf(await overdue(late.mila))).toEqual([late.item.id])
    for (const { mila } of [inTime, judged]) expect(await overdue(mila)).toEqual([])
    for (const { mila, item } of [inTime, judged])
      expect(idsOf(await itemsOf(officer, { employeeId: mila.id, overdue: false }))).toEqual([item.id])
    expect(await itemsOf(officer, { employeeId: late.mila.id, overdue: false })).toEqual([])
  })

  it("goes on saying so of what she was asked about", async () => {
    const { mila, item } = await listed()
    await due(watched.house, item.id, "now() - interval '1 day'")
    await done(watched.officer, "judgeReviewItem", { itemId: item.id, judgement: "ASKED" }, "__typename")
    expect(idsOf(await itemsOf(watched.officer, { employeeId: mila.id, overdue: true }))).toEqual([item.id])
  })

  it("takes the days until it is due from the settings", async () => {
    const dossier = await watched.dossier()
    const mila = await watched.member(dossier)
    await look(watched.house, mila, dossier.case.id)
    const [item] = await watched.raised(mila, { REVIEW_DUE_DAYS: 3 })
    expect((Date.parse(item.dueAt) - Date.parse(item.raisedAt)) / 86_400_000).toBe(3)
  })

  it("is for those who supervise: the auditor reads it, and those whom it is about do not", async () => {
    const { dossier, mila, item } = await listed()
    expect(idsOf(await itemsOf(await auditorOf(watched.house), { employeeId: mila.id }))).toEqual([item.id])
    const others = [mila, dossier.consultant, await leadOf(watched.house, dossier.team)]
    for (const role of ["ADMINISTRATOR", "PRIVACY_COORDINATOR"])
      others.push(await watched.house.employee({ name: "Karin Smit", role }))
    for (const who of others) expect(await itemsOf(who, {})).toEqual([])
  })

  it("hides an item from an officer whom a conflict of interest keeps from its case, and she cannot judge it", async () => {
    const { house } = watched
    const { dossier, mila, item } = await listed()
    const kin = await house.officer()
    expect(idsOf(await itemsOf(kin, { employeeId: mila.id }))).toEqual([item.id])
    const els = await house.employee({ name: "Els Dekker", role: "PRIVACY_COORDINATOR" })
    const input = { employeeId: kin.id, against: "PERSON", personId: dossier.person, reason: "KIN" }
    await done(els, "blockAccess", input, "block { id }")
    expect(await itemsOf(kin, { employeeId: mila.id })).toEqual([])
    expect(await totalOf(kin, { employeeId: mila.id })).toBe(0)
    const { errors } = await change(kin, "judgeReviewItem", { itemId: item.id, judgement: "FINE" }, "__typename")
    expect(errors).toMatchObject([{ reason: "ABSENT" }])
    expect(idsOf(await itemsOf(watched.officer, { employeeId: mila.id }))).toEqual([item.id])
  })

  it("is in the trail, with the cases that it showed", async () => {
    const { dossier, mila } = await listed()
    const marijke = await watched.house.officer()
    await itemsOf(marijke, { employeeId: mila.id })
    expect((await trailOf(watched.house, marijke)).at(-1)).toMatchObject({
      outcome: "DONE",
      actions: ["review.listed"],
      sights: [{ cases: [dossier.case.id] }],
    })
  })

  it("holds nothing of what the case says, and nothing of tenants", async () => {
    const { mila } = await listed()
    const { text } = await watched.officer.ask(
      "query($id: ID!) { reviewItems(filter: { employeeId: $id }) { nodes { case { title description parties { name } journal { nodes { body } } home { street } } } } }",
      { id: mila.id },
    )
    for (const secret of ["Muziek", "Verschuren", "onrustig", "Lindelaan"]) expect(text).not.toContain(secret)
  })
})
