import { change, done, openCase, refusals, scene } from "../cases/support"
import { House } from "../support/house"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

/** In whole milliseconds, as verbs have it. */
const databaseNow = async (): Promise<number> =>
  Number((await house.rows<any>("select floor(extract(epoch from clock_timestamp()) * 1000) as now"))[0].now)

const entry = { type: "CALL", body: "Gebeld met de melder; het is nu rustig." }

describe("adding a journal entry", () => {
  it.each([
    ["NUISANCE", "CONDUCT"],
    ["FRAUD", "CRIMINAL"],
    ["ADAPTATION", "HEALTH"],
    ["SAFETY", "CONDUCT"],
  ])("in a case of %s holds %s unless it is said otherwise, and happened now", async (kind, category) => {
    const { consultant } = await scene(house)
    const { id } = await openCase(consultant, { kind })
    const before = await databaseNow()
    const { entry: added } = await done(consultant, "addJournalEntry", { caseId: id, ...entry })
    expect(added).toMatchObject({ ...entry, category, author: { id: consultant.id } })
    const occurredAt = Date.parse(added.occurredAt)
    expect([before <= occurredAt, occurredAt <= (await databaseNow())]).toEqual([true, true])
  })

  it.each(["CONTACT", "CONDUCT", "HEALTH", "CRIMINAL", "FINANCIAL", "POLICE"])("can hold %s", async (category) => {
    const { consultant } = await scene(house)
    const { id } = await openCase(consultant, { healthGround: "VITAL_INTEREST", criminalGround: "OWN_CLAIM" })
    const { entry: added } = await done(consultant, "addJournalEntry", { caseId: id, ...entry, category })
    expect(added.category).toBe(category)
  })

  it("can have happened earlier, in any time zone, and not later than now", async () => {
    const { consultant } = await scene(house)
    const { id } = await openCase(consultant)
    const at = (occurredAt: string) => change(consultant, "addJournalEntry", { caseId: id, ...entry, occurredAt })
    expect((await at("2026-11-21T22:30:00+01:00")).entry.occurredAt).toBe("2026-11-21T21:30:00+00:00")
    expect((await at(`${new Date((await databaseNow()) + 3_600_000).toISOString().slice(0, -1)}+01:00`)).errors).toEqual([]) // prettier-ignore
    const { errors, entry: none } = await at(new Date((await databaseNow()) + 360_000).toISOString())
    expect(none).toBeNull()
    expect(errors).toEqual([{ code: "INVALID", reason: "OUT_OF_RANGE", path: ["input", "occurredAt"] }])
  })

  it("asks for a text of a sensible length", async () => {
    const { consultant } = await scene(house)
    const { id } = await openCase(consultant)
    const add = (body: string) => refusals(consultant, "addJournalEntry", { caseId: id, type: "NOTE", body })
    expect(await add("")).toEqual(["REQUIRED"])
    expect(await add("x".repeat(20_001))).toEqual(["TOO_LONG"])
    expect(await add("x".repeat(20_000))).toEqual([])
  })

  it.each([
    ["quotes and backslashes", `'); drop table journal_entry; -- "\\" $1 \\u0041`],
    ["other scripts and emoji", "مرحبا 你好 👩‍👩‍👧 é ẞ"],
    ["many lines", "een\n\ttwee\r\ndrie"],
  ])("keeps %s as they are", async (_what, body) => {
    const { consultant } = await scene(house)
    const { id } = await openCase(consultant)
    const { entry: added } = await done(consultant, "addJournalEntry", { caseId: id, type: "NOTE", body })
    expect(added.body).toBe(body.replace("\r\n", "\n"))
  })

  it.each([
    ["openCase", { kind: "SAFETY", title: "a\0b", description: "x", purpose: "TENANCY", legalBasis: "AGREEMENT" }],
    ["addJournalEntry", { type: "NOTE", body: "a\0b" }],
    ["addTask", { title: "a\0b", dueOn: "2026-12-24" }],
    ["addParty", { role: "WITNESS", name: "a\0b" }],
  ])("%s refuses a character that cannot be stored, and does not fail on it", async (verb, input) => {
    const { consultant } = await scene(house)
    const { id } = await openCase(consultant)
    const given = verb === "openCase" ? input : { caseId: id, ...input }
    expect(await refusals(consultant, verb, given)).toEqual(["MALFORMED"])
  })
})

describe("the journal of a case", () => {
  it("stands last happened first, page by page", async () => {
    const { consultant } = await scene(house)
    const { id } = await openCase(consultant)
    for (const day of ["03", "05", "01", "04", "02"])
      await done(consultant, "addJournalEntry", {
        caseId: id,
        type: "VISIT",
        body: day,
        occurredAt: `2026-11-${day}T10:00:00Z`,
      })
    const document = `query($id: ID!, $after: String) { case(id: $id) { journal(first: 2, after: $after) {
      nodes { body } pageInfo { hasNextPage endCursor } totalCount } } }`
    const found: string[] = []
    let after: string | null = null
    for (let pages = 1; ; pages++) {
      const { journal }: any = (await consultant.get(document, { id, after })).case
      found.push(...journal.nodes.map(({ body }: any) => body))
      expect(journal.totalCount).toBe(5)
      after = journal.pageInfo.endCursor
      if (!journal.pageInfo.hasNextPage) break
      expect(pages).toBeLessThan(3)
    }
    expect(found).toEqual(["05", "04", "03", "02", "01"])
  })

  it("cannot be changed afterwards: there is no such mutation, and the database has no such right", async () => {
    const { consultant } = await scene(house)
    const { __schema } = await consultant.get("{ __schema { mutationType { fields { name } } } }")
    const names: string[] = __schema.mutationType.fields.map(({ name }: any) => name)
    expect(names.filter((name) => /journal/i.test(name))).toEqual(["addJournalEntry"])
    const [rights] = await house.rows<any>(
      `select has_table_privilege('woonrust_staff', 'journal_entry', 'update, delete, truncate') as changes,
        has_any_column_privilege('woonrust_staff', 'journal_entry', 'update') as columns`,
    )
    expect(rights).toEqual({ changes: false, columns: false })
  })
})
