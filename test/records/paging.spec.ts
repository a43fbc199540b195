import { type Colleague, House } from "../support/house"
import { addCase, addCases, addEntries, addEntry, expectFault, sorted, staffed, trailOf, watched } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const page = `query($first: Int, $after: String, $last: Int, $before: String, $order: CaseOrder) {
  cases(first: $first, after: $after, last: $last, before: $before, orderBy: $order) {
    nodes { id title reference }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`

interface Walk {
  size: number
  order?: string
  backward?: boolean
  between?: (pages: number) => Promise<unknown>
}

/** The pages of the list to its end, or from its end to its start; each page's trail names that page and no more. */
async function walk(colleague: Colleague, { size, order, backward = false, between }: Walk): Promise<any[]> {
  const rows: any[] = []
  let cursor: string | null = null
  for (let pages = 1; ; pages++) {
    const side = backward ? { last: size, before: cursor } : { first: size, after: cursor }
    const { data, sight } = await watched(house, colleague, page, { ...side, order })
    const { nodes, pageInfo } = data.cases
    expect(sight.cases).toEqual(sorted(nodes.map(({ id }: any) => id)))
    expect(backward ? pageInfo.hasNextPage : pageInfo.hasPreviousPage).toBe(pages > 1)
    if (backward) rows.unshift(...nodes)
    else rows.push(...nodes)
    if (!(backward ? pageInfo.hasPreviousPage : pageInfo.hasNextPage)) return rows
    cursor = backward ? pageInfo.startCursor : pageInfo.endCursor
    await between?.(pages)
  }
}

describe("paging through cases", () => {
  it.each(["NEWEST", "OLDEST", "LAST_CHANGED", "REFERENCE"])(
    "gives the same rows in the same order forward and backward, by %s",
    async (order) => {
      const { team, sanne } = await staffed(house)
      // Two opened and changed at the same moment: the id decides between them.
      for (const nth of [1, 2, 2, 3, 4, 5, 6]) {
        const openedAt = `2026-05-0${nth}T08:00:00.123456Z`
        await addCase(house, { team, by: sanne, openedAt, changedAt: `2026-06-0${8 - nth}T08:00:00.654321Z` })
      }
      const column = { NEWEST: "opened_at desc, id desc", OLDEST: "opened_at, id", REFERENCE: "reference" }[order]
      const expected = await house.rows<{ id: string }>(
        `select id from case_file where team_id = $1 order by ${column ?? "changed_at desc, id desc"}`,
        [team],
      )
      const forward = await walk(sanne, { size: 3, order })
      expect(forward.map(({ id }) => id)).toEqual(expected.map(({ id }) => id))
      expect(await walk(sanne, { size: 3, order, backward: true })).toEqual(forward)
      expect(await walk(sanne, { size: 1, order })).toEqual(forward)
      expect(await walk(sanne, { size: 7, order })).toEqual(forward)
    },
  )

  it("takes the newest first when no ordering is asked, and 25 rows when no size is", async () => {
    const { team, sanne } = await staffed(house)
    const ids = await addCases(house, 27, { team, by: sanne })
    const { data, sight } = await watched(house, sanne, page)
    expect(data.cases.nodes.map(({ id }: any) => id)).toEqual(ids.reverse().slice(0, 25))
    expect(sight.cases).toHaveLength(25)
  })

  it("takes an explicit null for not asked", async () => {
    const { team, sanne } = await staffed(house)
    await addCases(house, 2, { team, by: sanne })
    const { data } = await watched(house, sanne, page, {
      first: null,
      after: null,
      last: null,
      before: null,
      order: null,
    })
    expect(data.cases.nodes.map(({ title }: any) => title)).toEqual(["2", "1"])
  })

  it("loses and repeats no row when cases are opened between two pages", async () => {
    const { team, sanne } = await staffed(house)
    const ids = await addCases(house, 6, { team, by: sanne })
    const between = (): Promise<string> => addCase(house, { team, by: sanne, openedAt: "2027-01-01T09:00:00Z" })
    const rows = await walk(sanne, { size: 2, between })
    expect(rows.map(({ id }) => id)).toEqual(ids.reverse())
  })

  it("shows a case that was opened further on, once, where it belongs", async () => {
    const { team, sanne } = await staffed(house)
    await addCases(house, 4, { team, by: sanne })
    const between = async (pages: number): Promise<void> => {
      if (pages === 1) await addCase(house, { team, by: sanne, title: "late", openedAt: "2026-01-01T12:00:00Z" })
    }
    const rows = await walk(sanne, { size: 2, between })
    expect(rows.map(({ title }) => title)).toEqual(["4", "3", "2", "late", "1"])
  })

  it("drops a case from the next page when it stops to exist for the actor", async () => {
    const { team, sanne } = await staffed(house)
    const ids = await addCases(house, 4, { team, by: sanne })
    const between = (): Promise<unknown> =>
      house.rows("update case_grant set valid_until = now() where case_id = $1", [ids[1]])
    const rows = await walk(sanne, { size: 2, between })
    expect(rows.map(({ title }) => title)).toEqual(["4", "3", "1"])
  })

  it("gives an empty last page when all that was left has gone", async () => {
    const { team, sanne } = await staffed(house)
    const ids = await addCases(house, 2, { team, by: sanne })
    const first = await watched(house, sanne, page, { first: 1 })
    await house.rows("update case_grant set valid_until = now() where case_id = $1", [ids[0]])
    const { data, sight } = await watched(house, sanne, page, { first: 1, after: first.data.cases.pageInfo.endCursor })
    expect(data.cases).toEqual({
      nodes: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
    })
    expect(sight.cases).toEqual([])
  })
})

describe("the size of a page", () => {
  it.each([
    ["101 rows", { first: 101 }],
    ["101 rows from the end", { last: 101 }],
    ["less than nothing", { first: -1 }],
    ["less than nothing from the end", { last: -1 }],
    ["both sides", { first: 1, last: 1 }],
    ["after from the end", { last: 1, after: "x" }],
    ["before from the start", { first: 1, before: "x" }],
    ["before without a side", { before: "x" }],
  ])("is refused for %s, without data", async (_, variables) => {
    const { team, sanne } = await staffed(house)
    await addCases(house, 1, { team, by: sanne })
    const answer = await sanne.ask(page, variables)
    expectFault(answer, "BAD_REQUEST", "PAGE_SIZE")
    expect(answer.status).toBe(400)
    expect(await trailOf(house, sanne)).toMatchObject([{ outcome: "FAILED", reason: "BAD_REQUEST", sights: [] }])
  })

  it("is refused in a nested page and in a nested list too, and then nothing of the case is served", async () => {
    const { team, sanne } = await staffed(house)
    const [id] = await addCases(house, 1, { team, by: sanne })
    const nested = "query($id: ID!, $n: Int) { case(id: $id) { title journal(first: $n) { nodes { id } } } }"
    expectFault(await sanne.ask(nested, { id, n: 101 }), "BAD_REQUEST", "PAGE_SIZE")
    const listed = "query($id: ID!, $n: Int) { case(id: $id) { title parties(first: $n) { id } } }"
    expectFault(await sanne.ask(listed, { id, n: -1 }), "BAD_REQUEST", "PAGE_SIZE")
    expectFault(await sanne.ask(listed, { id, n: 101 }), "BAD_REQUEST", "PAGE_SIZE")
    expect((await trailOf(house, sanne)).flatMap(({ sights }) => sights)).toEqual([])
  })
})

describe("paging through the journal of a case", () => {
  const journal = `query($id: ID!, $after: String, $last: Int, $before: String, $first: Int) {
    case(id: $id) {
      journal(first: $first, after: $after, last: $last, before: $before) {
        nodes { body } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }
  }`

  it("goes to its end and back again", async () => {
    const { team, sanne } = await staffed(house)
    const [id = ""] = await addCases(house, 1, { team, by: sanne })
    await addEntries(house, 5, id, sanne)
    await addEntry(house, { of: await addCase(house, { team, by: sanne }), by: sanne, body: "of another case" })
    const seen: string[][] = []
    let after: string | null = null
    do {
      const { data, sight } = await watched(house, sanne, journal, { id, first: 2, after })
      expect(sight.cases).toEqual([id])
      expect(data.case.journal.totalCount).toBe(5)
      seen.push(data.case.journal.nodes.map(({ body }: any) => body))
      after = data.case.journal.pageInfo.hasNextPage ? data.case.journal.pageInfo.endCursor : null
    } while (after !== null)
    expect(seen).toEqual([["5", "4"], ["3", "2"], ["1"]])
    const back = await watched(house, sanne, journal, { id, last: 2 })
    expect(back.data.case.journal.nodes).toEqual([{ body: "2" }, { body: "1" }])
    const before = back.data.case.journal.pageInfo.startCursor
    const further = await watched(house, sanne, journal, { id, last: 2, before })
    expect(further.data.case.journal.nodes).toEqual([{ body: "4" }, { body: "3" }])
  })
})
