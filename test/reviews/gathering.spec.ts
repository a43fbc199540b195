import { done, scene } from "../cases/support"
import { reviewSettings } from "../../src/platform/review-settings"
import { createLog } from "../../src/platform/log"
import { startServer } from "../../src/server"
import { addCases, until } from "../records/support"
import { Watched, itemsOf, look, looks } from "./support"

let watched: Watched
beforeAll(async () => {
  watched = await Watched.open()
})
afterAll(() => watched.close())

const all = { REVIEW_SAMPLE_PER_MILLE: 1000 }

/** A case, and somebody of the team who has nothing to do with it. */
async function nosy() {
  const dossier = await watched.dossier()
  return { id: dossier.case.id, dossier, mila: await watched.member(dossier) }
}

describe("accesses of one employee to one case on one day", () => {
  it("are one item, which says how many, and when first and last", async () => {
    const { id, mila } = await nosy()
    await looks(watched.house, mila, id, 3)
    await watched.raised(mila)
    await look(watched.house, mila, id)
    const [item, ...others] = await watched.raised(mila)
    expect(others).toEqual([])
    expect(item).toMatchObject({ kind: "NO_TASK", accessCount: 4 })
    const moments = item.accesses.map(({ recordedAt }: any) => recordedAt)
    expect([item.firstAt, item.lastAt]).toEqual([moments[0], moments[3]])
    expect(new Set(item.accesses.map(({ event }: any) => event.id)).size).toBe(4)
  })

  it("are an item for each day, for each case, and for each reason to judge them", async () => {
    const { id, dossier, mila } = await nosy()
    const { id: other } = (await watched.dossier()).case
    await look(watched.house, mila, id)
    await watched.earlier(mila, "1 day")
    await look(watched.house, mila, id)
    await watched.house.rows("update case_file set closed_at = now() - interval '1 hour', status = 'CANCELLED' where id = $1", [id]) // prettier-ignore
    await watched.house.rows("update case_file set team_id = $2 where id = $1", [other, dossier.team])
    await look(watched.house, mila, other)
    const items = await watched.raised(mila)
    const told = items.map((item) => `${item.kind} ${item.case.id === id ? "this" : "other"}`)
    expect(told.sort()).toEqual(["AFTER_CLOSURE this", "NO_TASK other", "NO_TASK this", "NO_TASK this"])
  })

  it("are gathered anew after a judgement: what comes later was not judged", async () => {
    const { id, mila } = await nosy()
    await look(watched.house, mila, id)
    const [first] = await watched.raised(mila)
    await done(watched.officer, "judgeReviewItem", { itemId: first.id, judgement: "FINE" }, "__typename")
    await look(watched.house, mila, id)
    const items = await watched.raised(mila)
    expect(items.map((item) => [item.judgement, item.accessCount])).toEqual([
      [null, 1],
      ["FINE", 1],
    ])
  })

  it("go on being gathered while she was asked, and no answer has come", async () => {
    const { id, mila } = await nosy()
    await look(watched.house, mila, id)
    const [first] = await watched.raised(mila)
    await done(watched.officer, "judgeReviewItem", { itemId: first.id, judgement: "ASKED" }, "__typename")
    await look(watched.house, mila, id)
    expect(await watched.raised(mila)).toMatchObject([{ id: first.id, judgement: "ASKED", accessCount: 2 }])
  })
})

describe("the trail is looked through", () => {
  it("once: what was looked at is not listed again, whatever the settings become", async () => {
    const { consultant } = await scene(watched.house)
    const [id] = await addCases(watched.house, 1, { team: await watched.house.team(), by: consultant, assignee: consultant.id }) // prettier-ignore
    await look(watched.house, consultant, id as string)
    expect(await watched.kinds(consultant)).toEqual([])
    expect(await watched.kinds(consultant, all)).toEqual([])
  })

  it("as far as it is sealed, and no further", async () => {
    const { id, mila } = await nosy()
    await watched.raised(mila)
    await look(watched.house, mila, id)
    while (await watched.look()) continue
    expect(await itemsOf(watched.officer, { employeeId: mila.id })).toEqual([])
    expect(await watched.kinds(mila)).toEqual(["NO_TASK"])
  })

  it("when accesses have rested: she may yet write down what it was for", async () => {
    const { id, mila } = await nosy()
    await look(watched.house, mila, id)
    expect(await watched.kinds(mila, { REVIEW_REST_MINUTES: 60 })).toEqual([])
    await done(mila, "addJournalEntry", { caseId: id, type: "CALL", body: "Gebeld." })
    expect(await watched.kinds(mila)).toEqual([])
  })

  it("share by share, without a gap or a repeat", async () => {
    const { id, mila } = await nosy()
    await looks(watched.house, mila, id, 7)
    await watched.seal()
    let shares = 0
    for (let more = true; more; shares++) more = await watched.look({}, 3)
    expect(shares).toBeGreaterThan(2)
    expect(await itemsOf(watched.officer, { employeeId: mila.id })).toMatchObject([{ accessCount: 7 }])
  })

  it("by one node at a time: several at once list nothing twice", async () => {
    const { id, mila } = await nosy()
    await looks(watched.house, mila, id, 12)
    await watched.seal()
    for (let more = true; more;)
      more = (await Promise.all(Array.from({ length: 4 }, () => watched.look({}, 3)))).some(Boolean)
    const [item, ...others] = await itemsOf(watched.officer, { employeeId: mila.id })
    expect(others).toEqual([])
    expect(item.accessCount).toBe(12)
    expect(new Set(item.accesses.map(({ event }: any) => event.id)).size).toBe(12)
  })

  it("by the service itself, as one of its recurring acts", async () => {
    const { house, officer } = watched
    const { id, mila } = await nosy()
    await look(house, mila, id)
    const reviewing = Object.fromEntries(Object.entries(reviewSettings).map(([name, setting]) => [name, setting.parse(undefined)])) as any // prettier-ignore
    await watched.seal()
    const node = await startServer({
      ...{ host: "127.0.0.1", port: 0, urls: house.database.urls, pool: 2, log: createLog("silent") },
      tokens: { issuer: "urn:none", audience: "woonrust", keys: () => Promise.reject(new Error("none")) },
      reviewing: { ...reviewing, REVIEW_REST_MINUTES: 0 },
    })
    try {
      await until(house, `exists (select from review_item where employee_id = '${mila.id}')`)
    } finally {
      await node.stop()
    }
    expect(await itemsOf(officer, { employeeId: mila.id })).toMatchObject([{ kind: "NO_TASK", accessCount: 1 }])
    const jobs = "select from trail_event where job = 'reviewing' and outcome = 'DONE'"
    expect((await house.rows(jobs)).length).toBeGreaterThan(0)
  })
})
