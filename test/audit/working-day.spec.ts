import { auditorOf, guestOf } from "../access/support"
import { done } from "../cases/support"
import { coordinatorOf, fileOf } from "../data-subjects/support"
import { hurryTo } from "../emergencies/support"
import { exported, linesOf } from "../exports/support"
import { trailOf } from "../records/support"
import { Watched, itemsOf, look } from "../reviews/support"
import type { Colleague, Variables } from "../support/house"
import { lately } from "./support"

/** What stands in the case: the officer reads none of it, all day long. */
const content = ["Ruzie over de schutting", "Zij drinkt weer", "Mw. Jansen"]

let watched: Watched
beforeAll(async () => {
  watched = await Watched.open()
})
afterAll(() => watched.close())

/** Her screen: everything that she is answered, to be looked through in the evening. */
class Screen {
  readonly shown: string[] = []

  constructor(readonly officer: Colleague) {}

  async get(document: string, variables: Variables = {}): Promise<any> {
    const { data, errors, text } = await this.officer.ask(document, variables)
    expect(errors).toBeUndefined()
    this.shown.push(text)
    return data
  }
}

/** Mrs Jansen's file, and who came to it: whose work it is, a colleague without a task, one in an emergency, and a search. */
async function yesterday() {
  const { house } = watched
  const file = await fileOf(house, { facts: { title: content[0], description: content[1] } })
  const caseId = file.case.id
  await done(file.consultant, "addJournalEntry", { caseId, type: "NOTE", body: content[1] })
  const [mila, daan] = [await watched.member(file), await guestOf(house, "Daan Mulder")]
  await mila.get("query($id: ID!) { person(id: $id) { surname phone } }", { id: file.jansen })
  await look(house, mila, caseId)
  await look(house, mila, caseId)
  await done(daan, "openInEmergency", hurryTo(file as never))
  await look(house, daan, caseId)
  return { ...file, mila, daan }
}

const events = `query($filter: TrailFilter, $first: Int, $after: String) { trailEvents(filter: $filter, first: $first, after: $after) {
  totalCount pageInfo { hasNextPage endCursor }
  nodes { id recordedAt actor { id name } actorRole actions outcome lookReason sights { activity purpose grounds caseIds categories
    cases { reference kind status title } } reached { caseId routes } } } }`

it("a privacy officer's working day: from the list of the night to a question, a proof and a report, without a word of a case", async () => {
  const { house, officer } = watched
  const file = await yesterday()
  const { mila, daan, jansen } = file
  const day = new Screen(officer)
  await watched.raised(mila)

  // Half past eight: what the night brought. She takes the colleague's look, and sees by which way it was come to, and what was told.
  const owed = await itemsOf(officer, { open: true }, "DUE")
  day.shown.push(JSON.stringify(owed))
  expect(owed.map(({ kind, employee }) => [kind, employee.id]).sort()).toEqual([["EMERGENCY", daan.id], ["NO_TASK", mila.id]].sort()) // prettier-ignore
  const item = owed.find(({ kind }) => kind === "NO_TASK")
  expect(item.accesses).toHaveLength(2)
  await done(officer, "judgeReviewItem", { itemId: item.id, judgement: "ASKED", note: "Gebeld." }, "item { judgement }")

  // Nine: what else has she looked at, today and of this person? In the registry too.
  const hers = (await day.get(events, { filter: { actorId: mila.id, ...lately() } })).trailEvents.nodes
  expect(hers.flatMap(({ actions }: any) => actions)).toEqual(["CASE_VIEWED", "CASE_VIEWED", "REGISTRY_VIEWED"]) // prettier-ignore
  const ofJansen = (await day.get(events, { filter: { personId: jansen, actorId: mila.id } })).trailEvents
  expect(ofJansen.nodes.map(({ actions }: any) => actions.join())).toEqual(["CASE_VIEWED", "CASE_VIEWED", "REGISTRY_VIEWED"]) // prettier-ignore
  expect(ofJansen.nodes[0].sights[0]).toMatchObject({
    ...{ activity: "CASE_HANDLING", purpose: expect.stringContaining("Handling") as string },
    ...{ grounds: expect.stringContaining("6-1-") as string, caseIds: [file.case.id] },
    cases: [{ reference: file.case.reference, title: null }],
  })
  expect(ofJansen.nodes[0].reached).toMatchObject([{ caseId: file.case.id, routes: ["TEAM"] }])

  // Ten: Mrs Jansen has asked who looked at her file. The coordinator hands her the log; the officer compares it with her own.
  const els = await coordinatorOf(house, file)
  const log = "query($id: ID!) { accessLog(personId: $id, first: 100) { totalCount nodes { role acts purpose } } }"
  const told = (await els.get(log, { id: jansen })).accessLog
  const own = (await day.get(log, { id: jansen })).accessLog
  expect(JSON.stringify(told)).not.toMatch(/Mila|Daan|Sanne|Marijke/)
  expect(own.totalCount).toBeGreaterThanOrEqual(told.totalCount as number)

  // Eleven: who came to the case by an emergency this month, page by page; a question without a bound is turned down, and says how to ask.
  const emergencies = { action: "EMERGENCY_ASKED", ...lately() }
  const page = (await day.get(events, { filter: emergencies, first: 1 })).trailEvents
  expect(page).toMatchObject({ totalCount: 1, pageInfo: { hasNextPage: false }, nodes: [{ actor: { id: daan.id } }] })
  const wide = await officer.ask(events, { filter: { action: "EMERGENCY_ASKED" } })
  expect(wide).toMatchObject({ status: 400, errors: [{ extensions: { code: "BAD_REQUEST", detail: "TRAIL_FILTER" } }] })

  // Noon: Mila has called back; the look was out of curiosity.
  const incident = { itemId: item.id, judgement: "INCIDENT", note: "Uit nieuwsgierigheid; gemeld aan de teamleider." }
  await done(officer, "judgeReviewItem", incident, "item { judgement }")

  // Two: the file for the talk with the team lead, as a spreadsheet.
  const csv = await exported(house, officer, { caseId: file.case.id, actorId: mila.id })
  day.shown.push(csv)
  const lines = linesOf(csv)
  expect(lines.map(({ actor_name: name, action }) => [name, action])).toEqual([["Mila Hermans", "case.viewed"], ["Mila Hermans", "case.viewed"]]) // prettier-ignore

  // Three: on which grounds all of this rests, and that nobody has changed the trail since it was sealed: its heads, and the proof of it.
  const { processingActivities } = await day.get(
    "{ processingActivities { activity version dutchName bases inForce } }",
  )
  expect(processingActivities).toContainEqual(expect.objectContaining({ activity: "TRAIL_REVIEW", inForce: true }))
  await watched.seal()
  const { trailHeads } = await day.get("{ trailHeads(first: 1) { nodes { leafCount note } } }")
  expect(trailHeads.nodes[0].note).toContain("\n\n— ")
  expect(await watched.proven()).toMatchObject({ ok: true })

  // Half past four: the list is empty but for the emergency, which is her lead's word against nobody's: she finds it in order.
  const { id } = owed.find(({ kind }) => kind === "EMERGENCY")
  await done(officer, "judgeReviewItem", { itemId: id, judgement: "FINE" }, "item { judgement }")
  expect(await itemsOf(officer, { open: true })).toEqual([])

  // In the evening: of what the tenants said and did, her screen has shown nothing; and all she did stands in the trail, for the auditor.
  for (const each of day.shown) for (const word of content) expect(each).not.toContain(word)
  const auditor = await auditorOf(house)
  const supervised = (await auditor.get(events, { filter: { actorId: officer.id, ...lately() }, first: 100 })).trailEvents.nodes // prettier-ignore
  const did = new Set(supervised.flatMap(({ actions }: any) => actions as string[]))
  for (const act of [
    "REVIEW_LISTED",
    "REVIEW_JUDGED",
    "TRAIL_LISTED",
    "TRAIL_RENDERED",
    "TRAIL_EXPORTED",
    "TRAIL_DOWNLOADED",
    "REGISTER_LISTED",
  ])
    // prettier-ignore
    expect(did).toContain(act)
  expect(supervised.some(({ outcome }: any) => outcome === "FAILED")).toBe(true)
  expect((await trailOf(house, officer)).length).toBe(supervised.length)
})
