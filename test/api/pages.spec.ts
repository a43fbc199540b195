import { createHash } from "node:crypto"
import { openCase, scene } from "../cases/support"
import { House } from "../support/house"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

describe("a page of a list", () => {
  it.each([
    [
      "whether there is more",
      "pageInfo { hasNextPage hasPreviousPage }",
      { pageInfo: { hasNextPage: true, hasPreviousPage: false } },
    ],
    ["how many there are", "totalCount", { totalCount: 3 }],
    ["what it is", "__typename", { __typename: "CaseConnection" }],
    [
      "that there are edges",
      "edges { __typename }",
      { edges: [{ __typename: "CaseEdge" }, { __typename: "CaseEdge" }] },
    ],
    ["that there are rows", "nodes { __typename }", { nodes: [{ __typename: "Case" }, { __typename: "Case" }] }],
  ])("can be asked for nothing but %s", async (_what, fields, answer) => {
    const { consultant } = await scene(house)
    for (let i = 0; i < 3; i++) await openCase(consultant)
    const { data, errors } = await consultant.ask(`{ cases(first: 2) { ${fields} } }`)
    expect(errors).toBeUndefined()
    expect(data.cases).toEqual(answer)
  })

  it.each(["NEWEST", "OLDEST", "LAST_CHANGED", "REFERENCE"])("follows another without a gap, %s", async (orderBy) => {
    const { consultant } = await scene(house)
    const ids = []
    for (let i = 0; i < 5; i++) ids.push((await openCase(consultant)).id)
    const document = `query($after: String) { cases(first: 2, after: $after, orderBy: ${orderBy}) {
      nodes { id } pageInfo { hasNextPage endCursor } } }`
    const found: string[] = []
    let after: string | null = null
    for (let pages = 0; pages < 3; pages++) {
      const { cases }: any = await consultant.get(document, { after })
      found.push(...cases.nodes.map(({ id }: any) => id))
      expect(cases.pageInfo.hasNextPage).toBe(pages < 2)
      after = cases.pageInfo.endCursor
    }
    expect([...found].sort()).toEqual([...ids].sort())
    expect(new Set(found).size).toBe(5)
  })

  it.each(["0000-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])(
    "can be narrowed by any moment that can be written: %s",
    async (moment) => {
      const { consultant } = await scene(house)
      const document = "query($f: CaseFilter) { cases(filter: $f) { totalCount } }"
      for (const filter of [{ openedFrom: moment }, { openedBefore: moment }]) {
        const { text } = await consultant.ask(document, { f: filter })
        expect(text).not.toContain("INTERNAL")
      }
    },
  )

  it.each([
    "null",
    "{}",
    "[]",
    "7",
    '["gisteren", "x"]',
    '["9999-99-99", null]',
    '["2026-01-01T00:00:00Z", 7]',
    "kapot",
  ])("after a forged cursor is empty or refused, and never a failure: %s", async (values) => {
    const { consultant } = await scene(house)
    const sum = createHash("sha256").update(`Case.NEWEST\n${values}`).digest("base64url").slice(0, 8)
    const after = sum + Buffer.from(values).toString("base64url")
    const document = "query($after: String) { cases(first: 2, after: $after) { nodes { id } } }"
    const { status, text } = await consultant.ask(document, { after })
    expect([200, 400]).toContain(status)
    expect(text).not.toContain("INTERNAL")
  })
})
