import { randomUUID } from "node:crypto"
import { guestOf } from "../access/support"
import { absentReference } from "../emergencies/support"
import type { Colleague } from "../support/house"
import { Watched, itemsOf } from "./support"

let watched: Watched
beforeAll(async () => {
  watched = await Watched.open()
})
afterAll(() => watched.close())

const three = { REVIEW_SEARCHED_CASES: 3, REVIEW_SEARCHED_MINUTES: 30 }

const byReference = "query($reference: String!) { caseByReference(reference: $reference) { id } }"
const byId = "query($id: ID!) { case(id: $id) { id } }"
const byNode = "query($id: ID!) { node(id: $id) { id } }"

const guess = (who: Colleague, reference = absentReference) => who.get(byReference, { reference })

async function guesses(who: Colleague, times: number): Promise<void> {
  for (let nth = 0; nth < times; nth++) await guess(who)
}

describe("tries at cases that showed none", () => {
  it("are listed as one item when they are many, with each try and without a case", async () => {
    const wim = await guestOf(watched.house)
    await guesses(wim, 4)
    const [item, ...others] = await watched.raised(wim, three)
    expect(others).toEqual([])
    expect(item).toMatchObject({
      kind: "SEARCHING_CASES",
      case: null,
      address: null,
      accessCount: 4,
      role: "CONSULTANT",
    })
    expect(item.accesses.map(({ event }: any) => event.outcome)).toEqual(Array(4).fill("DONE"))
  })

  it("are many from the number of the setting on, also when it is looked through in between", async () => {
    const wim = await guestOf(watched.house)
    await guesses(wim, 2)
    expect(await watched.kinds(wim, three)).toEqual([])
    await guesses(wim, 1)
    expect(await watched.raised(wim, three)).toMatchObject([{ kind: "SEARCHING_CASES", accessCount: 3 }])
  })

  it("are those by reference, by id and by any record's id, and of ids that are none", async () => {
    const wim = await guestOf(watched.house)
    await guess(wim)
    await wim.get(byId, { id: "geen" })
    await wim.get(byNode, { id: randomUUID() })
    expect(await watched.kinds(wim, three)).toEqual(["SEARCHING_CASES"])
  })

  it("are each of them, also when one request makes several", async () => {
    const wim = await guestOf(watched.house)
    await wim.get("query($id: ID!) { a: case(id: $id) { id } b: case(id: $id) { id } c: case(id: $id) { id } }", { id: randomUUID() }) // prettier-ignore
    expect(await watched.raised(wim, three)).toMatchObject([{ kind: "SEARCHING_CASES", accessCount: 1 }])
  })

  it("are those at cases that are not for her as those at cases that are not there: nothing tells them apart", async () => {
    const dossier = await watched.dossier()
    const { id, reference } = dossier.case
    const [wim, daan] = [await guestOf(watched.house), await guestOf(watched.house, "Daan Mulder")]
    for (const [who, way] of [
      [wim, { id, reference }],
      [daan, { id: randomUUID(), reference: absentReference }],
    ] as const) {
      await guess(who, way.reference)
      for (const document of [byId, byNode]) await who.get(document, { id: way.id })
    }
    const shown = async (who: Colleague) =>
      (await watched.raised(who, three)).map(({ kind, case: found, accessCount, accesses }) => [
        kind,
        found,
        accessCount,
        accesses.map(({ routes, event }: any) => [routes, event.actions, event.outcome]),
      ])
    expect(await shown(wim)).toHaveLength(1)
    expect(await shown(wim)).toEqual(await shown(daan))
  })

  it("are not looks at what is there for her, of whatever sort", async () => {
    const { case: dossier, consultant, home, party } = await watched.dossier()
    await guess(consultant, dossier.reference)
    for (const id of [dossier.id, home, party, consultant.id]) await consultant.get(byNode, { id })
    expect(await watched.kinds(consultant, three)).toEqual([])
  })

  it("are not many when they lie further apart, and gather only what lies in the window", async () => {
    const [wim, daan] = [await guestOf(watched.house), await guestOf(watched.house, "Daan Mulder")]
    for (const who of [wim, daan]) {
      await guesses(who, 1)
      await watched.earlier(who, "31 minutes")
    }
    await guesses(wim, 2)
    await guesses(daan, 3)
    expect(await watched.kinds(wim, three)).toEqual([])
    expect(await watched.raised(daan, three)).toMatchObject([{ kind: "SEARCHING_CASES", accessCount: 3 }])
  })

  it("are listed of those who supervise too, for somebody else to judge", async () => {
    const other = await watched.house.officer()
    await guesses(other, 3)
    await watched.raised(other, three)
    const items = await itemsOf(watched.officer, { employeeId: other.id, kinds: ["SEARCHING_CASES"] })
    expect(items).toMatchObject([{ role: "PRIVACY_OFFICER", employee: { id: other.id } }])
  })
})
