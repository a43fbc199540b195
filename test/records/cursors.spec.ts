import { createHash } from "node:crypto"
import { House } from "../support/house"
import { addCases, addEntries, expectFault, staffed, trailOf } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const page = `query($after: String, $order: CaseOrder) {
  cases(first: 2, after: $after, orderBy: $order) { nodes { id } pageInfo { endCursor } }
}`

const scene = async () => {
  const { team, sanne } = await staffed(house)
  const ids = await addCases(house, 4, { team, by: sanne })
  const cursorOf = async (order = "NEWEST"): Promise<string> =>
    (await sanne.get(page, { order })).cases.pageInfo.endCursor as string
  const refused = async (after: string, order = "NEWEST"): Promise<void> => {
    expectFault(await sanne.ask(page, { after, order }), "BAD_REQUEST", "CURSOR")
  }
  return { team, sanne, ids, cursorOf, refused }
}

/** A cursor as anybody could make one, who read our source: the checksum is no secret. */
const forged = (order: string, text: string): string =>
  createHash("sha256").update(`${order}\n${text}`).digest("base64url").slice(0, 8) +
  Buffer.from(text).toString("base64url")

describe("a cursor", () => {
  it("is refused when one of its characters was changed, wherever it stands, without data", async () => {
    const { sanne, cursorOf, refused } = await scene()
    const cursor = await cursorOf()
    for (let at = 0; at < cursor.length; at += 5) {
      const other = cursor[at] === "A" ? "B" : "A"
      await refused(cursor.slice(0, at) + other + cursor.slice(at + 1))
    }
    const [, ...events] = await trailOf(house, sanne)
    expect(new Set(events.map(({ outcome }) => outcome))).toEqual(new Set(["FAILED"]))
    expect(events.flatMap(({ sights }) => sights)).toEqual([])
  })

  it.each(["!", "=", " ", "\n", "A"])("is refused with %j behind it: a row has one cursor", async (more) => {
    const { cursorOf, refused } = await scene()
    await refused((await cursorOf()) + more)
  })

  it("is refused when it was cut off", async () => {
    const { cursorOf, refused } = await scene()
    const cursor = await cursorOf()
    await refused(cursor.slice(0, -3))
    await refused(cursor.slice(0, 8))
  })

  it.each(["", " ", "garbage", "null", "[]", "é".repeat(20), "A".repeat(5000), "\u0000"])(
    "is refused when it is %j",
    async (garbage) => {
      const { refused } = await scene()
      await refused(garbage)
    },
  )

  it.each(["null", "{}", "[]", "7", '"x"', '["x"]', "[null,null]", '["2026-01-01T00:00:00Z"]', "not json"])(
    "is refused when it is the base64 of %s, with and without a checksum",
    async (text) => {
      const { refused } = await scene()
      await refused(Buffer.from(text).toString("base64url"))
      await refused(forged("another", text))
      await refused(forged("Case.NEWEST", text))
    },
  )

  it("is refused when its values are no values of the ordering", async () => {
    const { refused } = await scene()
    await refused(forged("Case.NEWEST", '["yesterday","0a1b2c3d-0000-4000-8000-000000000000"]'))
    await refused(forged("Case.NEWEST", '["2026-01-01T00:00:00Z","no id"]'))
    await refused(forged("Case.NEWEST", '[{"a":1},["b"]]'))
  })

  it("is refused by another list", async () => {
    const { sanne, ids, cursorOf, refused } = await scene()
    await addEntries(house, 3, ids[0] ?? "", sanne)
    const document = "query($id: ID!) { case(id: $id) { journal(first: 1) { pageInfo { endCursor } } } }"
    await refused((await sanne.get(document, { id: ids[0] })).case.journal.pageInfo.endCursor)
    const people =
      "query($after: String) { employees(first: 1, after: $after) { nodes { id } pageInfo { endCursor } } }"
    const { employees } = await sanne.get(people)
    await refused(employees.pageInfo.endCursor)
    const teams = await sanne.ask("query($after: String) { teams(after: $after) { nodes { id } } }", {
      after: employees.pageInfo.endCursor,
    })
    expectFault(teams, "BAD_REQUEST", "CURSOR")
    expectFault(await sanne.ask(people, { after: await cursorOf() }), "BAD_REQUEST", "CURSOR")
  })

  it("is refused by another ordering of the same list", async () => {
    const { cursorOf, refused } = await scene()
    for (const given of ["NEWEST", "OLDEST", "LAST_CHANGED", "REFERENCE"]) {
      const cursor = await cursorOf(given)
      for (const asked of ["NEWEST", "OLDEST", "LAST_CHANGED", "REFERENCE"]) {
        if (asked !== given) await refused(cursor, asked)
      }
    }
  })

  it("is refused in one root field, and then none of the others answers", async () => {
    const { sanne } = await scene()
    const answer = await sanne.ask('{ viewer { name } cases(after: "x") { nodes { id } } teams { nodes { name } } }')
    expectFault(answer, "BAD_REQUEST", "CURSOR")
    expect(answer.text).not.toContain("Sanne")
  })

  it("gives no right: of a case that stopped to exist it leads on to those that still do", async () => {
    const { sanne, ids, cursorOf } = await scene()
    const cursor = await cursorOf()
    await house.rows("update case_grant set valid_until = now() where case_id = any ($1)", [[ids[2], ids[1]]])
    const { cases } = await sanne.get(page, { after: cursor })
    expect(cases.nodes).toEqual([{ id: ids[0] }])
  })

  it("holds nothing that a reader of the page could not ask for", async () => {
    const { sanne, ids } = await scene()
    const { cases } = await sanne.get("{ cases(first: 1) { nodes { id openedAt } pageInfo { endCursor } } }")
    const values = JSON.parse(Buffer.from(cases.pageInfo.endCursor.slice(8), "base64url").toString()) as string[]
    expect(values).toEqual([expect.stringContaining("2026-01-04T09:00:00"), ids[3]])
  })
})
