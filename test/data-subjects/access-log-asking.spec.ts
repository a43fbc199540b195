import { randomUUID } from "node:crypto"
import { auditorOf } from "../access/support"
import { declare } from "../blocks/support"
import { grant } from "../cases/support"
import { expectFault, trailOf } from "../records/support"
import { Sealed } from "../audit/sealed"
import { House } from "../support/house"
import { bytesOf, coordinatorOf, fileOf, logOf, look, open } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const malformed = ["geen", "", "%", "null", "00000000-0000-0000-0000-00000000000g"]

describe("who looked at Mrs Jansen's file is told", () => {
  it("to the privacy coordinator, of the cases that were opened to her for a request and of no others", async () => {
    const jansen = await house.person("Jansen")
    const [one, other] = [await fileOf(house, { jansen }), await fileOf(house, { jansen })]
    const els = await coordinatorOf(house, one)
    const references = async (): Promise<Set<string>> =>
      new Set((await logOf(els, jansen)).flatMap(({ reference }) => (reference as string | null) ?? []))
    expect(await references()).toEqual(new Set([one.case.reference]))
    await open(house, other, els)
    expect(await references()).toEqual(new Set([one.case.reference, other.case.reference]))
  })

  it.each([
    ["a request that ended", { route: "REQUEST", from: "2 hours ago", until: "1 hour ago" }],
    ["a request that is yet to begin", { route: "REQUEST", from: "in 1 hour", until: "in 2 hours" }],
    ["a breach, which is another purpose", { route: "BREACH", until: "in 4 hours" }],
    ["a grant by a route that does not reach her", { route: "ASSIGNMENT" }],
  ])("not to her by %s", async (_what, facts) => {
    const file = await fileOf(house)
    const els = await coordinatorOf(house)
    await grant(house, file.case, els.id, facts)
    expect(await bytesOf(els, file.jansen)).toBe(await bytesOf(els, randomUUID()))
  })

  it("not to her by the request of somebody else, who has no part in it", async () => {
    const [file, other] = [await fileOf(house), await fileOf(house, { jansen: await house.person("Bos") })]
    const els = await coordinatorOf(house, other)
    expect(await bytesOf(els, file.jansen)).toBe(await bytesOf(els, randomUUID()))
  })

  it("to the privacy officer, of every case, by the id that the coordinator gives her: she finds nobody by name", async () => {
    const jansen = await house.person("Jansen")
    const [one, other] = [await fileOf(house, { jansen }), await fileOf(house, { jansen })]
    const marijke = await house.officer()
    expect((await marijke.get(`{ persons(filter: { surname: "Jansen" }) { totalCount } }`)).persons.totalCount).toBe(0)
    const references = (await logOf(marijke, jansen)).map(({ reference }) => reference as string)
    expect(new Set(references)).toEqual(new Set([one.case.reference, other.case.reference]))
  })

  it("not of a case that a conflict of interest keeps from her, to either", async () => {
    const file = await fileOf(house)
    const els = await coordinatorOf(house, file)
    const marijke = await house.officer()
    const other = await coordinatorOf(house)
    for (const who of [els, marijke]) {
      expect((await logOf(who, file.jansen)).length).toBeGreaterThan(0)
      await declare(other, { employeeId: who.id, against: "PERSON", personId: file.jansen, reason: "KIN" })
      expect(await bytesOf(who, file.jansen)).toBe(await bytesOf(who, randomUUID()))
    }
  })

  it.each(["CONSULTANT", "TEAM_LEAD", "ADMINISTRATOR", "EXTERNAL_AUDITOR"])(
    "to nobody else: %s is answered as to what is not there, and the trail says it was denied",
    async (role) => {
      const file = await fileOf(house)
      const who = role === "EXTERNAL_AUDITOR" ? await auditorOf(house) : await house.employee({ role, team: file.team })
      expect(await bytesOf(who, file.jansen)).toBe(await bytesOf(who, randomUUID()))
      expect((await trailOf(house, who)).map(({ outcome, reason }) => [outcome, reason])).toEqual([
        ["DENIED", "NOT_ALLOWED"],
        ["DENIED", "NOT_ALLOWED"],
      ])
    },
  )

  it.each(malformed)("as of nobody when %j is asked, which is no id", async (id) => {
    for (const who of [await coordinatorOf(house), await house.officer()])
      expect(await bytesOf(who, id)).toBe(await bytesOf(who, randomUUID()))
  })

  it("as of nobody by the id of a case, a party or an employee", async () => {
    const file = await fileOf(house)
    const els = await coordinatorOf(house, file)
    for (const who of [els, await house.officer()])
      for (const id of [file.case.id, file.party, file.consultant.id])
        expect(await bytesOf(who, id)).toBe(await bytesOf(who, randomUUID()))
  })

  it("a hundred lines at once at most; a larger page, and a cursor that this list did not give, are refused", async () => {
    const els = await coordinatorOf(house)
    const id = randomUUID()
    const ask = (args: string) => els.ask(`{ accessLog(personId: "${id}", ${args}) { totalCount nodes { role } } }`)
    expectFault(await ask("first: 101"), "BAD_REQUEST", "PAGE_SIZE")
    expectFault(await ask('first: 1, after: "zomaar"'), "BAD_REQUEST", "CURSOR")
  })
})

describe("once the trail is sealed", () => {
  // One for both: a key that the tree does not know seals nothing.
  let sealed: Sealed
  beforeAll(async () => {
    sealed = await Sealed.of(house)
  })
  afterAll(() => sealed.close())

  it("the log is as it was, and goes on with what is not sealed yet", async () => {
    const file = await fileOf(house)
    await file.consultant.get(look, { id: file.case.id })
    const els = await coordinatorOf(house, file)
    const before = await logOf(els, file.jansen)
    expect(before).toHaveLength(3)
    await sealed.seal()
    const [row] = await house.rows<{ sealed: string }>("select count(*) as sealed from trail_by_case where case_id = $1", [file.case.id]) // prettier-ignore
    expect(Number(row?.sealed)).toBeGreaterThanOrEqual(3)
    expect((await logOf(els, file.jansen)).slice(1)).toEqual(before)
    await file.consultant.get(look, { id: file.case.id })
    const after = await logOf(els, file.jansen)
    expect(after[0]).toMatchObject({ role: "CONSULTANT", acts: ["VIEWED"] })
    expect(after.slice(3)).toEqual(before)
  })
})
