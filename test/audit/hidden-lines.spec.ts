import { atHome, declare, end } from "../blocks/support"
import { based, change, done, openCase, scene } from "../cases/support"
import { dossierOf } from "../permissions/support"
import { trailOf } from "../records/support"
import { type Colleague, House, type Variables } from "../support/house"
import { lately } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

/** Two privacy officers, of whom Marijke has a conflict of interest with an address; and who declared it. */
async function conflicted() {
  const home = await house.home()
  const [marijke, other] = [await house.officer(), await house.officer()]
  const els = await house.employee({ name: "Els Dekker", role: "PRIVACY_COORDINATOR" })
  const block = await declare(els, atHome(home, { employeeId: marijke.id }))
  return { home, marijke, other, els, block: block.id as string }
}

/** Somebody opens a case about an address, adds one of everything to it, changes it in vain and looks at it. Six requests. */
async function workAt(home: string, who: Colleague): Promise<{ id: string; version: number }> {
  const opened = await openCase(who, { homeId: home })
  const caseId = opened.id
  await done(who, "addParty", { caseId, role: "WITNESS", name: "Mw. Bos" })
  await done(who, "addJournalEntry", { caseId, type: "NOTE", body: "Het is onrustig." })
  const { task } = await done(who, "addTask", { caseId, title: "Bellen", dueOn: "2026-12-01" })
  await done(who, "completeTask", { taskId: task.id, expectedVersion: 1 })
  await change(who, "updateCase", { caseId, expectedVersion: 9, title: "Te laat" })
  await who.get("query($id: ID!) { case(id: $id) { title } }", { id: caseId })
  return opened
}

const listed = `query Lines($filter: TrailFilter) {
  trailEvents(filter: $filter, first: 100) { totalCount nodes { id actions outcome sights { field caseIds cases { id } } } } }`

/** The lines of the trail that an officer finds, newest first; the count says the same. */
async function linesOf(officer: Colleague, filter: Variables): Promise<any[]> {
  const { trailEvents } = await officer.get(listed, { filter })
  expect(trailEvents.totalCount).toBe(trailEvents.nodes.length)
  return trailEvents.nodes
}

const byId = async (officer: Colleague, id: string): Promise<any> =>
  (await officer.get("query($id: ID!) { node(id: $id) { id } }", { id })).node

describe("a line of the trail in which a case was seen that a conflict of interest keeps from the officer", () => {
  it("is not found by who did it, is not counted, and is not there by its id", async () => {
    const { home, marijke, other } = await conflicted()
    const { consultant } = await scene(house)
    await workAt(home, consultant)
    const events = await trailOf(house, consultant)
    expect(events).toHaveLength(7)
    expect(await linesOf(marijke, { actorId: consultant.id })).toEqual([])
    for (const { id } of events) expect(await byId(marijke, id)).toBeNull()
    const found = await linesOf(other, { actorId: consultant.id })
    expect(found.map(({ id }) => id).sort()).toEqual(events.map(({ id }) => id).sort())
    for (const { id } of events) expect(await byId(other, id)).toEqual({ id })
  })

  it.each([
    ["what was done", { action: "JOURNAL_ADDED" }],
    ["how it ended", { outcome: "REFUSED" }],
    ["when it was", { recordedFrom: "2020-01-01T00:00:00Z" }],
  ])("is not found by %s either", async (_what, narrowed) => {
    const { home, marijke, other } = await conflicted()
    const { consultant } = await scene(house)
    await workAt(home, consultant)
    const filter = { actorId: consultant.id, ...narrowed }
    expect(await linesOf(marijke, filter)).toEqual([])
    expect((await linesOf(other, filter)).length).toBeGreaterThan(0)
  })

  it("leaves no gap in a page: the others follow each other, and there is no next page of nothing", async () => {
    const { home, marijke } = await conflicted()
    const { consultant } = await scene(house)
    await consultant.get("{ viewer { name } }")
    await workAt(home, consultant)
    await consultant.get("{ teams { totalCount } }")
    const document = `query($who: ID!, $first: Int, $after: String) { trailEvents(filter: { actorId: $who }, first: $first, after: $after) {
      pageInfo { hasNextPage endCursor } nodes { sights { field } } } }`
    const first = (await marijke.get(document, { who: consultant.id, first: 1 })).trailEvents
    expect(first).toMatchObject({ pageInfo: { hasNextPage: true }, nodes: [{ sights: [{ field: "teams" }] }] })
    const after = first.pageInfo.endCursor
    const second = (await marijke.get(document, { who: consultant.id, first: 1, after })).trailEvents
    expect(second).toMatchObject({ pageInfo: { hasNextPage: false }, nodes: [{ sights: [{ field: "viewer" }] }] })
  })

  it("is hidden too where it is about other cases besides, in the same list", async () => {
    const { home, marijke, other } = await conflicted()
    const { consultant } = await scene(house)
    const [kept, open] = [await openCase(consultant, { homeId: home }), await openCase(consultant)]
    const lead = await house.employee({ name: "Joost van Dam", role: "TEAM_LEAD", team: kept["team"].id })
    await lead.get("{ cases { nodes { id } } }")
    expect(await linesOf(marijke, { actorId: lead.id })).toEqual([])
    const [line] = await linesOf(other, { actorId: lead.id })
    expect([...line.sights[0].caseIds].sort()).toEqual([kept.id, open.id].sort())
  })

  it("is hidden too where something else was seen by another field: what it did would tell what is missing", async () => {
    const { home, marijke, other } = await conflicted()
    const { consultant } = await scene(house)
    const [kept, open] = [await openCase(consultant, { homeId: home }), await openCase(consultant)]
    const mila = await house.employee({ name: "Mila Hermans", team: kept["team"].id })
    const document = "query($a: ID!, $b: ID!) { a: case(id: $a) { id } b: case(id: $b) { id } viewer { name } }"
    await mila.get(document, { a: kept.id, b: open.id })
    expect(await linesOf(marijke, { actorId: mila.id })).toEqual([])
    const [whole] = await linesOf(other, { actorId: mila.id })
    const seen = whole.sights.flatMap(({ caseIds }: any) => caseIds)
    expect(seen.sort()).toEqual([kept.id, open.id].sort())
  })

  it("was hers to see before the conflict began, and is again when it has ended", async () => {
    const dossier = await dossierOf(house)
    const [marijke, els] = [await house.officer(), await house.employee({ role: "PRIVACY_COORDINATOR" })]
    const filter = { actorId: dossier.consultant.id }
    const before = await linesOf(marijke, filter)
    expect(before.length).toBeGreaterThan(3)
    const { id } = await declare(els, atHome(dossier.home, { employeeId: marijke.id }))
    expect(await linesOf(marijke, filter)).toEqual([])
    await end(els, id)
    expect(await linesOf(marijke, filter)).toEqual(before)
  })
})

describe("to an officer with a conflict of interest is shown", () => {
  it("a request that is about other cases only", async () => {
    const { marijke, other } = await conflicted()
    const { consultant } = await scene(house)
    const { id } = await workAt(await house.home(), consultant)
    const found = await linesOf(marijke, { actorId: consultant.id })
    expect(found).toHaveLength(7)
    expect(found).toEqual(await linesOf(other, { actorId: consultant.id }))
    for (const { sights } of found) for (const { caseIds } of sights) expect(caseIds).toEqual([id])
  })

  it("what nobody saw anything by: a sign-in that was denied, and a request that failed", async () => {
    const { home, marijke } = await conflicted()
    const { consultant } = await scene(house)
    await workAt(home, consultant)
    await consultant.ask("{ cases(first: 999) { nodes { id } } }")
    await house.rows("update employee set active = false where id = $1", [consultant.id])
    await consultant.ask("{ viewer { name } }")
    const found = await linesOf(marijke, { actorId: consultant.id })
    expect(found.map(({ outcome, sights }) => [outcome, sights])).toEqual([
      ["DENIED", []],
      ["FAILED", []],
    ])
    await house.ask("{ viewer { name } }")
    expect(await linesOf(marijke, { action: "SESSION_DENIED", outcome: "DENIED", ...lately() })).toHaveLength(2)
  })

  it("what was refused about a case that whoever asked did not find, as of any that is not there", async () => {
    const { home, marijke } = await conflicted()
    const { consultant } = await scene(house)
    const opened = await workAt(home, consultant)
    const wim = await house.employee({ name: "Wim Schouten", team: await house.team() })
    await change(wim, "updateCase", { ...based(opened as never), title: "Anders" })
    const [line, ...more] = await linesOf(marijke, { actorId: wim.id })
    expect(more).toEqual([])
    expect(line).toMatchObject({ outcome: "REFUSED", sights: [{ field: "updateCase", caseIds: [] }] })
  })
})
