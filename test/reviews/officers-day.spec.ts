import { guestOf } from "../access/support"
import { done } from "../cases/support"
import { hurryTo } from "../emergencies/support"
import { addCases, trailOf } from "../records/support"
import { Watched, itemsOf, look, looks, totalOf } from "./support"

let watched: Watched
beforeAll(async () => {
  watched = await Watched.open()
})
afterAll(() => watched.close())

const settings = {
  REVIEW_CLOSED_DAYS: 7,
  REVIEW_MANY_CASES: 5,
  REVIEW_REASONED_PER_MILLE: 0,
  REVIEW_DENIED_SERIES: 5,
}
const judged = "item { id judgement note askedNote judgedBy { name } }"

/** What happened yesterday at the association: ordinary work, and what is to be judged of it. */
async function yesterday() {
  const { house } = watched
  const dossier = await watched.dossier()
  const [mila, noor, daan] = [
    await watched.member(dossier),
    await watched.member(dossier, "Noor Jansen"),
    await guestOf(house, "Daan Mulder"),
  ]
  const { team, consultant: sanne } = dossier
  const ids = await addCases(house, 6, { team, by: sanne, assignee: sanne.id })
  await look(house, sanne, dossier.case.id)
  await look(house, noor, dossier.case.id, "TENANT_ON_THE_TELEPHONE")
  await looks(house, mila, dossier.case.id, 2)
  for (const id of ids) await look(house, sanne, id)
  await done(daan, "openInEmergency", hurryTo(dossier))
  await look(house, daan, dossier.case.id)
  return { dossier, mila, noor, daan, sanne }
}

describe("a privacy officer's morning", () => {
  it("begins with what is to be judged, goes to the trail, to a question, and ends with an empty list", async () => {
    const { officer, house } = watched
    const { dossier, mila, noor, daan, sanne } = await yesterday()
    await watched.raised(mila, settings)

    // She sees what is owed, and why; ordinary work and the look with a reason are not among it.
    const owed = await itemsOf(officer, { open: true }, "DUE")
    expect(owed.map(({ kind, employee, accessCount }) => [kind, employee.id, accessCount]).sort()).toEqual(
      [
        ["EMERGENCY", daan.id, 2],
        ["MANY_CASES", sanne.id, 7],
        ["NO_TASK", mila.id, 2],
      ].sort(),
    )
    expect(owed.some(({ employee }) => employee.id === noor.id)).toBe(false)
    const find = (kind: string) => owed.find((item) => item.kind === kind)

    // From the item to the event of the trail, and from there to who can see the case and by which grant.
    const [access] = find("NO_TASK").accesses
    const [event] = (await officer.get("query($id: ID!) { node(id: $id) { ... on TrailEvent { lookReason sights { action } } } }", { id: access.event.id }).then(({ node }) => [node])) // prettier-ignore
    expect(event).toEqual({ lookReason: null, sights: [{ action: "CASE_VIEWED" }] })
    expect(access.routes).toEqual(["TEAM"])

    // The emergency was one; many cases were a day of letters, which her lead confirms; Mila is asked.
    await done(officer, "judgeReviewItem", { itemId: find("EMERGENCY").id, judgement: "FINE" }, judged)
    await done(
      officer,
      "judgeReviewItem",
      { itemId: find("MANY_CASES").id, judgement: "FINE", note: "Brievendag." },
      judged,
    )
    const asking = { itemId: find("NO_TASK").id, judgement: "ASKED", note: "Gemaild: waarvoor was dit?" }
    await done(officer, "judgeReviewItem", asking, judged)
    expect((await itemsOf(officer, { open: true })).map(({ id }) => id)).toEqual([find("NO_TASK").id])

    // There comes no answer: it becomes overdue, and stays until it is judged.
    await house.rows("update review_item set due_at = now() - interval '1 hour' where id = $1", [find("NO_TASK").id])
    expect(await totalOf(officer, { overdue: true })).toBe(1)
    const { item } = await done(officer, "judgeReviewItem", { itemId: find("NO_TASK").id, judgement: "INCIDENT", note: "Uit nieuwsgierigheid." }, judged) // prettier-ignore
    expect(item).toMatchObject({ judgement: "INCIDENT", note: "Uit nieuwsgierigheid.", askedNote: asking.note })
    expect(await totalOf(officer, { overdue: true })).toBe(0)
    expect(await itemsOf(officer, { open: true })).toEqual([])
    expect(await totalOf(officer, { judgement: "INCIDENT" })).toBe(1)

    // All of it is in the trail.
    const events = await trailOf(house, officer)
    expect(events.filter(({ actions }) => actions.includes("review.judged"))).toHaveLength(4)
    expect(events.at(-1)?.actions).toEqual(["review.listed"])
    expect(events.flatMap(({ sights }) => sights.flatMap(({ cases }) => cases))).toContain(dossier.case.id)
  })
})
