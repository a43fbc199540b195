import { randomUUID } from "node:crypto"
import { based, mutationOf, openCase, report, scene } from "../cases/support"
import { dossierOf } from "../permissions/support"
import { type Colleague, House, type Variables } from "../support/house"
import { grantsOf, hashOf, referenceOf, traced } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const activity = {
  activity: "case-handling",
  activity_version: 1,
  purpose: "Handling reports of nuisance, fraud, adaptations and safety (P8)",
  legal_basis: "6-1-a, 6-1-b, 6-1-c, 6-1-f; 9-2-a, 9-2-c, 9-2-f, 9-2-h, 10",
}
const claims = ({ token }: Colleague): { jti: string } =>
  JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString())

/** Each mutation on a case, with what it is called in the trail. */
const changes: [verb: string, action: string, input: Variables, type: string][] = [
  ["updateCase", "case.updated", { title: "Anders" }, "Case"],
  ["moveCase", "case.moved", { to: "IN_TREATMENT" }, "Case"],
  ["closeCase", "case.closed", { outcome: "RESOLVED" }, "Case"],
  ["addParty", "party.added", { role: "WITNESS", name: "Mw. Bos" }, "Party"],
  ["addJournalEntry", "journal.added", { type: "NOTE", body: "Rustig." }, "JournalEntry"],
  ["addTask", "task.added", { title: "Bellen", dueOn: "2026-12-01" }, "Task"],
]
const versioned = ["updateCase", "moveCase", "closeCase", "reopenCase", "assignCase"]

describe("the trail of a change", () => {
  it.each(changes)("by %s says who, by what means and to what end: %s", async (verb, action, input, type) => {
    const { consultant } = await scene(house)
    const dossier = await openCase(consultant)
    const document = mutationOf(verb, "__typename")
    const base = versioned.includes(verb) ? based(dossier) : { caseId: dossier.id }
    const { answer, events, sights } = await traced(house, consultant, document, { input: { ...base, ...input } })
    expect(answer.errors).toBeUndefined()
    expect(events).toMatchObject([
      {
        actor_kind: "EMPLOYEE",
        actor_id: consultant.id,
        actor_role: "CONSULTANT",
        token_id: claims(consultant).jti,
        assurance: "acr=0",
        client: "woonrust-demo",
        address: "127.0.0.1",
        operation_name: null,
        document_hash: hashOf(document),
        actions: [action],
        outcome: "DONE",
        reason: null,
        span_id: "00f067aa0ba902b7",
      },
    ])
    expect(sights).toMatchObject([{ position: 0, field: verb, action, ...activity, case_ids: [dossier.id] }])
    expect(sights[0].event_id).toBe(events[0].id)
    expect([...sights[0].types].sort()).toEqual([...new Set(["Case", type])].sort())
    expect(sights[0].grant_ids.sort()).toEqual((await grantsOf(house, dossier.id)).sort())
  })

  it("names the new case, and a new party by its reference in the case, with the person it is", async () => {
    const { consultant } = await scene(house)
    const opened = await traced(house, consultant, mutationOf("openCase", "case { id }"), { input: report })
    const { id } = opened.answer.data.openCase.case
    expect(opened.events).toMatchObject([{ actions: ["case.opened"], outcome: "DONE" }])
    expect(opened.sights[0]).toMatchObject({ case_ids: [id], types: ["Case"] })
    const person = await house.person("Jacobs")
    const input = { caseId: id, role: "SUBJECT", name: "Jacobs", personId: person }
    const added = await traced(house, consultant, mutationOf("addParty", "party { id }"), { input })
    expect(added.sights[0]).toMatchObject({
      party_ids: [added.answer.data.addParty.party.id],
      person_ids: [await referenceOf(house, person)],
    })
  })

  it("shows what the payload showed of it beside what was changed", async () => {
    const { consultant } = await scene(house)
    const dossier = await openCase(consultant)
    const document = mutationOf("updateCase", "case { id title }")
    const input = { ...based(dossier), title: "Anders" }
    const { sights } = await traced(house, consultant, document, { input })
    expect(sights).toMatchObject([
      { position: 0, categories: [] },
      { position: 1, categories: ["CONDUCT"], case_ids: [dossier.id], types: ["Case"] },
    ])
  })

  it("that completes a task or hands a case over is of that action", async () => {
    const { consultant, task, case: dossier } = await dossierOf(house)
    const completing = { input: { taskId: task, expectedVersion: 1 } }
    const completed = await traced(house, consultant, mutationOf("completeTask", "__typename"), completing)
    expect(completed.events).toMatchObject([{ actions: ["task.completed"] }])
    expect(completed.sights).toMatchObject([{ case_ids: [dossier.id] }])
    const other = await scene(house)
    const handing = { input: { ...based(dossier), assigneeId: other.consultant.id, teamId: other.team } }
    const handed = await traced(house, consultant, mutationOf("assignCase"), handing)
    expect(handed.events).toMatchObject([{ actions: ["case.assigned"], outcome: "DONE" }])
    expect(handed.sights[0]).toMatchObject({ position: 0, case_ids: [dossier.id] })
    // What was no longer shown is not said to have been.
    expect(handed.sights[1]).toMatchObject({ position: 1, case_ids: [] })
  })

  it("that is refused says why, and which case where that was visible", async () => {
    const { consultant } = await scene(house)
    const dossier = await openCase(consultant)
    const stale = { input: { ...based(dossier), expectedVersion: 9, title: "Anders" } }
    const visible = await traced(house, consultant, mutationOf("updateCase", "__typename"), stale)
    expect(visible.events).toMatchObject([{ outcome: "REFUSED", reason: "VERSION_CHANGED", actions: ["case.updated"] }])
    expect(visible.sights).toMatchObject([{ position: 0, case_ids: [dossier.id] }])
    const { consultant: outsider } = await scene(house)
    const hidden = await traced(house, outsider, mutationOf("updateCase", "__typename"), stale)
    expect(hidden.events).toMatchObject([{ outcome: "REFUSED", reason: "ABSENT", actor_id: outsider.id }])
    expect(hidden.sights).toMatchObject([{ position: 0, case_ids: [] }])
  })

  it("that is refused for its form says so, once", async () => {
    const { consultant } = await scene(house)
    const input = { ...report, title: "", description: "" }
    const { events, sights } = await traced(house, consultant, mutationOf("openCase", "__typename"), { input })
    expect(events).toMatchObject([{ outcome: "REFUSED", reason: "REQUIRED" }])
    expect(sights).toMatchObject([{ case_ids: [], types: [] }])
  })

  it("keeps each of several changes in one document", async () => {
    const { consultant } = await scene(house)
    const { id } = await openCase(consultant)
    const document = `mutation Twice($id: ID!) {
      first: addTask(input: { caseId: $id, title: "Een", dueOn: "2026-12-01" }) { errors { reason } }
      second: addJournalEntry(input: { caseId: $id, type: NOTE, body: "Twee" }) { errors { reason } } }`
    const { events, sights } = await traced(house, consultant, document, { id })
    expect(events).toMatchObject([{ actions: ["task.added"] }, { actions: ["journal.added"] }])
    expect(sights).toMatchObject([{ field: "addTask" }, { field: "addJournalEntry" }])
  })
})

describe("the trail of looking", () => {
  it.each([
    ["NUISANCE", ["CONDUCT"]],
    ["FRAUD", ["CRIMINAL"]],
    ["ADAPTATION", ["HEALTH"]],
    ["SAFETY", ["CONDUCT"]],
  ])("at what a case of %s says holds %j", async (kind, categories) => {
    const { consultant } = await scene(house)
    const { id } = await openCase(consultant, { kind })
    const { sights } = await traced(house, consultant, "query($id: ID!) { case(id: $id) { title } }", { id })
    expect(sights).toMatchObject([{ field: "case", action: "case.viewed", ...activity, case_ids: [id], categories }])
  })

  it("holds contact data when names are asked, and nothing when only ids are", async () => {
    const dossier = await dossierOf(house)
    const look = async (fields: string) => {
      const document = `query($id: ID!) { case(id: $id) { id parties { ${fields} } } }`
      return (await traced(house, dossier.consultant, document, { id: dossier.case.id })).sights
    }
    const common = { case_ids: [dossier.case.id], party_ids: [dossier.party], types: ["Case", "Party"] }
    expect(await look("id role")).toMatchObject([{ ...common, categories: [] }])
    expect(await look("id name")).toMatchObject([{ ...common, categories: ["CONTACT"] }])
    expect(await look("participant { ... on Person { surname } }")).toMatchObject([
      { party_ids: [dossier.party], person_ids: [await referenceOf(house, dossier.person)], categories: ["CONTACT"] },
    ])
  })

  it("at a journal holds the categories of the entries that were shown", async () => {
    const { consultant } = await scene(house)
    const { id: caseId } = await openCase(consultant)
    for (const category of ["POLICE", "FINANCIAL"])
      await consultant.get(mutationOf("addJournalEntry"), { input: { caseId, type: "NOTE", body: "x", category } })
    const document = "query($id: ID!) { case(id: $id) { journal { nodes { body } } } }"
    const { sights } = await traced(house, consultant, document, { id: caseId })
    expect([...sights[0].categories].sort()).toEqual(["FINANCIAL", "POLICE"])
  })

  it("names every case of a list, and none that was not shown", async () => {
    const { consultant } = await scene(house)
    const ids = []
    for (let i = 0; i < 3; i++) ids.push((await openCase(consultant)).id)
    const { answer, sights } = await traced(
      house,
      consultant,
      "{ cases(first: 2) { nodes { id } pageInfo { hasNextPage } } }",
    )
    const shown = answer.data.cases.nodes.map(({ id }: any) => id)
    expect(shown).toHaveLength(2)
    expect([...sights[0].case_ids].sort()).toEqual([...shown].sort())
  })

  it("for what is absent names no case", async () => {
    const { consultant } = await scene(house)
    const { events, sights } = await traced(house, consultant, "query($id: ID!) { case(id: $id) { id } }", {
      id: randomUUID(),
    })
    expect(events).toMatchObject([{ outcome: "DONE", actions: ["case.viewed"] }])
    expect(sights).toMatchObject([{ case_ids: [], grant_ids: [] }])
  })

  it.each([
    ["as they stand", "{ viewer { id } teams { totalCount } ok: cases { totalCount } }"],
    [
      "under a condition",
      "query($c: Boolean = true) { viewer @include(if: $c) { id } teams { totalCount } cases { totalCount } }",
    ],
    [
      "in fragments",
      "query($c: Boolean = true) { ...F } fragment F on Query { viewer { id } ... @include(if: $c) { teams { totalCount } cases { totalCount } } }",
    ],
  ])("is one event for all root fields of a request, %s", async (_how, document) => {
    const { consultant } = await scene(house)
    const { events, sights } = await traced(house, consultant, document)
    expect(sights.map(({ position, action }) => [position, action])).toEqual([
      [0, "staff.viewed"],
      [1, "staff.listed"],
      [2, "case.listed"],
    ])
    expect(events).toHaveLength(1)
    expect([...events[0].actions].sort()).toEqual(["case.listed", "staff.listed", "staff.viewed"])
  })

  it("is there for a request that failed, and names what was tried", async () => {
    const { consultant } = await scene(house)
    const { answer, events, sights } = await traced(house, consultant, "{ cases(first: 1000) { nodes { id } } }")
    expect(answer.status).toBe(400)
    expect(events).toMatchObject([{ outcome: "FAILED", reason: "BAD_REQUEST", actions: ["case.listed"] }])
    expect(sights).toEqual([])
  })
})
