import { randomUUID } from "node:crypto"
import { guestOf } from "../access/support"
import { change } from "../cases/support"
import type { Colleague } from "../support/house"
import { Watched, itemsOf } from "./support"

let watched: Watched
beforeAll(async () => {
  watched = await Watched.open()
})
afterAll(() => watched.close())

const three = { REVIEW_DENIED_SERIES: 3, REVIEW_DENIED_MINUTES: 10 }

/** She asks for what only those who supervise may ask. */
async function denied(who: Colleague, times: number): Promise<void> {
  for (let nth = 0; nth < times; nth++) await who.get("{ trailEvents { nodes { id } } }")
}

describe("denied attempts of an employee", () => {
  it("are listed as one item when they are a series, with each attempt and without a case", async () => {
    const wim = await guestOf(watched.house)
    await denied(wim, 4)
    const [item, ...others] = await watched.raised(wim, three)
    expect(others).toEqual([])
    expect(item).toMatchObject({ kind: "DENIED_SERIES", case: null, address: null, accessCount: 4, role: "CONSULTANT" })
    expect(item.accesses.map(({ event }: any) => event.outcome)).toEqual(Array(4).fill("DENIED"))
  })

  it("are a series from the number of the setting on, also when it is looked through in between", async () => {
    const wim = await guestOf(watched.house)
    await denied(wim, 2)
    expect(await watched.kinds(wim, three)).toEqual([])
    await denied(wim, 1)
    const [item] = await watched.raised(wim, three)
    expect(item).toMatchObject({ kind: "DENIED_SERIES", accessCount: 3 })
  })

  it("are no series when they lie further apart", async () => {
    const [wim, daan] = [await guestOf(watched.house), await guestOf(watched.house, "Daan Mulder")]
    for (const [who, ago] of [
      [wim, "11 minutes"],
      [daan, "9 minutes"],
    ] as const) {
      await denied(who, 1)
      await watched.earlier(who, ago)
      await denied(who, 2)
    }
    expect(await watched.kinds(wim, three)).toEqual([])
    expect(await watched.kinds(daan, three)).toEqual(["DENIED_SERIES"])
  })

  it("gather only those of the series", async () => {
    const wim = await guestOf(watched.house)
    await denied(wim, 1)
    await watched.earlier(wim, "11 minutes")
    await denied(wim, 3)
    expect(await watched.raised(wim, three)).toMatchObject([{ kind: "DENIED_SERIES", accessCount: 3 }])
  })

  it("are also changes that she may not make, and of cases that are not there for her", async () => {
    const wim = await guestOf(watched.house)
    await change(wim, "judgeReviewItem", { itemId: randomUUID(), judgement: "FINE" }, "__typename")
    for (const caseId of [randomUUID(), randomUUID()])
      await change(wim, "addJournalEntry", { caseId, type: "NOTE", body: "Gebeld." }, "__typename")
    expect(await watched.kinds(wim, three)).toEqual(["DENIED_SERIES"])
  })

  it("are not changes that were refused for what stood in them", async () => {
    const wim = await guestOf(watched.house)
    for (let nth = 0; nth < 4; nth++) await change(wim, "openCase", { kind: "NUISANCE", title: " ", description: "x", purpose: "TENANCY", legalBasis: "AGREEMENT" }, "__typename") // prettier-ignore
    expect(await watched.kinds(wim, three)).toEqual([])
  })

  it("are listed of those who supervise too, for somebody else to judge", async () => {
    const { house, officer } = watched
    const other = await house.officer()
    for (let nth = 0; nth < 3; nth++) await other.get('{ persons(filter: { surname: "Bakker" }) { nodes { id } } }')
    const [item] = await watched.raised(other, three)
    expect(item).toMatchObject({ kind: "DENIED_SERIES", role: "PRIVACY_OFFICER", employee: { id: other.id } })
    const judging = { itemId: item.id, judgement: "FINE" }
    const { errors } = await change(other, "judgeReviewItem", judging, "__typename")
    expect(errors).toMatchObject([{ reason: "NOT_ALLOWED", path: ["input", "itemId"] }])
    expect((await change(officer, "judgeReviewItem", judging, "__typename")).errors).toEqual([])
  })
})

describe("denied attempts of nobody who is known", () => {
  const knock = async (times: number): Promise<void> => {
    for (let nth = 0; nth < times; nth++)
      expect((await watched.house.ask("{ viewer { id } }", {}, "x.y.z")).status).toBe(401)
  }
  const ofAddress = async (): Promise<any[]> => {
    const items = await itemsOf(watched.officer, { kinds: ["DENIED_SERIES"] })
    return items.filter(({ employee }) => employee === null)
  }

  it("are listed by the address they came from, once they are a series", async () => {
    const wim = await guestOf(watched.house)
    await knock(2)
    await watched.raised(wim, three)
    expect(await ofAddress()).toEqual([])
    await knock(3)
    await watched.raised(wim, three)
    expect(await ofAddress()).toMatchObject([
      { kind: "DENIED_SERIES", employee: null, role: null, case: null, accessCount: 5, address: expect.stringContaining("127.0.0.1") }, // prettier-ignore
    ])
    expect(await watched.kinds(wim, three)).toEqual([])
  })

  it("are not for an officer to judge who came from that address herself; her colleague does", async () => {
    const marijke = await watched.house.officer()
    await marijke.get("{ viewer { id } }")
    await knock(3)
    await watched.raised(marijke, three)
    const open = (await ofAddress()).filter(({ judgedAt }) => judgedAt === null)
    const [item] = open
    for (const judgement of ["FINE", "ASKED"]) {
      const { errors } = await change(marijke, "judgeReviewItem", { itemId: item.id, judgement }, "__typename")
      expect(errors).toMatchObject([{ reason: "NOT_ALLOWED", path: ["input", "itemId"] }])
    }
    const colleague = await watched.house.officer()
    const { errors } = await change(colleague, "judgeReviewItem", { itemId: item.id, judgement: "FINE" }, "__typename")
    expect(errors).toEqual([])
  })
})
