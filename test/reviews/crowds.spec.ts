import { scene } from "../cases/support"
import { addCase, addCases } from "../records/support"
import type { Colleague } from "../support/house"
import { Watched, look } from "./support"

let watched: Watched
beforeAll(async () => {
  watched = await Watched.open()
})
afterAll(() => watched.close())

const three = { REVIEW_MANY_CASES: 3, REVIEW_MANY_CASES_MINUTES: 30 }

/** A consultant with so many cases of her own. */
async function desk(count: number) {
  const { team, consultant } = await scene(watched.house)
  const ids = await addCases(watched.house, count, { team, by: consultant, assignee: consultant.id })
  return { consultant, ids }
}

async function lookAtAll(who: Colleague, ids: readonly string[]): Promise<void> {
  for (const id of ids) await look(watched.house, who, id)
}

describe("many cases in a short time", () => {
  it("are listed as one item without a case, with all the looks that made it too many", async () => {
    const { consultant, ids } = await desk(5)
    await lookAtAll(consultant, ids)
    const [item, ...others] = await watched.raised(consultant, three)
    expect(others).toEqual([])
    expect(item).toMatchObject({ kind: "MANY_CASES", case: null, accessCount: 5, role: "CONSULTANT" })
    expect(item.eventId).toBe(item.accesses[0].event.id)
    expect(item.firstAt < item.lastAt).toBe(true)
  })

  it("are more than the setting says: so many are not listed, one more is", async () => {
    const { consultant, ids } = await desk(4)
    await lookAtAll(consultant, ids.slice(0, 3))
    expect(await watched.kinds(consultant, three)).toEqual([])
    await lookAtAll(consultant, ids.slice(3))
    const [item] = await watched.raised(consultant, three)
    // Also what was looked through before, and was not too much then.
    expect(item).toMatchObject({ kind: "MANY_CASES", accessCount: 4 })
  })

  it("are different ones: to look again and again is to look at one", async () => {
    const { consultant, ids } = await desk(3)
    await lookAtAll(consultant, [...ids, ...ids, ...ids])
    expect(await watched.kinds(consultant, three)).toEqual([])
  })

  it("are those of a window that moves: what lies before it counts no more", async () => {
    const [{ consultant: one, ids: hers }, { consultant: other, ids }] = [await desk(4), await desk(4)]
    for (const [who, mine, ago] of [
      [one, hers, "31 minutes"],
      [other, ids, "29 minutes"],
    ] as const) {
      await lookAtAll(who, mine.slice(0, 1))
      await watched.earlier(who, ago)
      await lookAtAll(who, mine.slice(1))
    }
    expect(await watched.kinds(one, three)).toEqual([])
    expect(await watched.kinds(other, three)).toEqual(["MANY_CASES"])
  })

  it("gather only what lies in that window", async () => {
    const { consultant, ids } = await desk(5)
    await lookAtAll(consultant, ids.slice(0, 1))
    await watched.earlier(consultant, "31 minutes")
    await lookAtAll(consultant, ids.slice(1))
    expect(await watched.raised(consultant, three)).toMatchObject([{ kind: "MANY_CASES", accessCount: 4 }])
  })

  it("are one employee's: what colleagues look at is added to nobody", async () => {
    const { team, consultant } = await scene(watched.house)
    const colleague = await watched.member({ team })
    const ids = await addCases(watched.house, 4, { team, by: consultant })
    await lookAtAll(consultant, ids.slice(0, 2))
    await lookAtAll(colleague, ids.slice(2))
    expect(await watched.kinds(consultant, three)).toEqual([])
    expect(await watched.kinds(colleague, three)).not.toContain("MANY_CASES")
  })

  it("are not those of a list; those whose journals the list shows are", async () => {
    const { consultant } = await desk(4)
    await consultant.get("{ cases { nodes { id title parties { name } } } }")
    expect(await watched.kinds(consultant, three)).toEqual([])
    await consultant.get("{ cases { nodes { id journal { nodes { body } } } } }")
    const [item] = await watched.raised(consultant, three)
    expect(item).toMatchObject({ kind: "MANY_CASES", accessCount: 1 })
  })

  it("are by a larger number those of lists that were leafed through, where these show parties or tasks", async () => {
    const leafing = { REVIEW_MANY_LISTED: 3, REVIEW_MANY_CASES_MINUTES: 30 }
    const { consultant } = await desk(4)
    const page = (order: string, fields: string) =>
      consultant.get(`{ cases(first: 3, orderBy: ${order}) { nodes { id title ${fields} } } }`)
    for (const order of ["NEWEST", "OLDEST"]) await page(order, "description openTaskCount")
    await page("NEWEST", "parties { name }")
    expect(await watched.kinds(consultant, leafing)).toEqual([])
    await page("OLDEST", "tasks { title }")
    expect(await watched.raised(consultant, leafing)).toMatchObject([{ kind: "MANY_CASES", accessCount: 2 }])
  })

  it("are by that number those of lists with those looked at in detail", async () => {
    const { consultant, ids } = await desk(4)
    await lookAtAll(consultant, ids.slice(0, 1))
    await consultant.get("{ cases(first: 3) { nodes { id title parties { name } } } }")
    const leafing = { REVIEW_MANY_CASES: 3, REVIEW_MANY_LISTED: 4 }
    expect(await watched.kinds(consultant, leafing)).toEqual([])
    await consultant.get("{ cases(first: 4) { nodes { id title parties { name } } } }")
    expect(await watched.kinds(consultant, { ...leafing, REVIEW_MANY_LISTED: 3 })).toEqual(["MANY_CASES"])
  })

  it("become no second item by the looks that follow, as long as the first is not judged", async () => {
    const { team, consultant } = await scene(watched.house)
    const ids = await addCases(watched.house, 4, { team, by: consultant, assignee: consultant.id })
    await lookAtAll(consultant, ids)
    await watched.raised(consultant, three)
    const more = await addCase(watched.house, { team, by: consultant, assignee: consultant.id })
    await look(watched.house, consultant, more)
    const items = await watched.raised(consultant, three)
    expect(items.map(({ accessCount }) => accessCount)).toEqual([5])
  })
})
