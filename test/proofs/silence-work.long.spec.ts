import { House } from "../support/house"
import { sceneOf } from "./silence"
import { outcomeOf } from "./silence/outcome"
import { type Scene, type Worked, compareAllWork } from "./silence/work"
import type { Judged } from "./silence/work/comparing"
import type { Counted, Figures } from "./silence/work/counters"
import { beyond } from "./silence/work/follows"
import { teeth } from "./silence/work/teeth"

jest.setTimeout(120_000)

let house: House
let scene: Scene
beforeAll(async () => {
  house = await House.open({ pool: 2 })
  scene = await sceneOf(house)
})
afterAll(async () => {
  await scene.sealed.close()
  await house.close()
})

const figures = (of: string, more: Partial<Figures>): Figures => ({
  ...{ of, index: false, scans: 0, rows: 0, blocks: 0, written: 0 },
  ...more,
})
const counted = (...all: Figures[]): Counted => new Map(all.map((each, nth) => [`${each.of} ${nth}`, each]))

describe("what the service and its database do for what is hidden and for what is absent", () => {
  it("is the same, but for what follows from the row that is there; and whatever else would differ is found", async () => {
    const { judged, injected } = await compareAllWork(scene, { oneIn: 24, seed: 7 })
    expect(judged.filter(({ verdict }) => verdict !== "holds")).toEqual([])
    expect(judged.length).toBeGreaterThan(15)
    expect(injected).toEqual(Object.fromEntries(Object.keys(teeth).map((name) => [name, true])))
  })

  it("is the same for a search of the trail by what is kept from who asks, and for one by what is not there", async () => {
    const places = scene.places.filter(({ key }) => /^Query\.(trailEvents\.filter|accessLog|caseAccess)/.test(key))
    const people = scene.people.filter(({ role, reason }) => role === "EXTERNAL_AUDITOR" || reason === "blocked")
    const { judged } = await compareAllWork({ ...scene, places, people }, { oneIn: 1, seed: 7 })
    expect(judged.filter(({ verdict }) => verdict !== "holds")).toEqual([])
    expect(judged.map(({ key }) => key)).toContain("Query.trailEvents.filter.personId as PRIVACY_OFFICER, blocked")
  })

  it("is other where the database looks through the grants of a case that is not there, and not of one that is kept from the officer", async () => {
    const [found] = await house.rows<{ text: string }>("select pg_get_functiondef('case_access'::regproc) as text")
    const { text = "" } = found ?? {}
    const shortened = text.replace(/return query select p_case/, "if v_case = p_case then $&").replace(/(grants_at\(v_case,[^;]*;)/, "$1 end if;") // prettier-ignore
    expect(shortened).not.toBe(text)
    await house.rows(shortened)
    try {
      const places = scene.places.filter(({ key }) => key === "Query.caseAccess.caseId")
      const people = scene.people.filter(({ role, reason }) => role === "PRIVACY_OFFICER" && reason === "blocked")
      const { judged } = await compareAllWork({ ...scene, places, people }, { oneIn: 1, seed: 7 })
      expect(judged.map(({ verdict }) => verdict)).toEqual(["differs"])
      expect(judged[0]?.differences.join()).toContain("grants_at()")
    } finally {
      await house.rows(text)
    }
  })
})

describe("what may follow from a row that is there and hidden", () => {
  const absent = counted(figures("case_file", { index: true, scans: 2 }), figures("scope", { scans: 2, rows: 2 }))
  const hidden = (...more: Figures[]): Counted =>
    counted(
      figures("case_file", { index: true, scans: 2, rows: 2 }),
      figures("case_file", { blocks: 2 }),
      figures("scope", { scans: 4, rows: 4 }),
      ...more,
    )
  const most = { case_grant: 7 }

  it("is that the rule looks at it, and at the grants of its case, once", () => {
    const look = figures("case_grant", { index: true, scans: 2, rows: 14, blocks: 6 })
    expect(beyond(absent, hidden(look), most)).toEqual([])
  })

  it.each([
    ["a second look", figures("case_grant", { index: true, scans: 3, rows: 14 })],
    ["a grant more than the case has", figures("case_grant", { index: true, scans: 2, rows: 15 })],
    ["a look at another table", figures("team", { scans: 1, rows: 1 })],
    ["a block more than there are rows", figures("case_grant", { index: true, scans: 2, rows: 2, blocks: 11 })],
    ["a row that is written", figures("notice", { written: 1 })],
    ["a function that is called", figures("linger()", { scans: 1 })],
  ])("is not %s", (_what, more) => {
    expect(beyond(absent, hidden(more), most)).toHaveLength(1)
  })

  it("is not that something is left out", () => {
    expect(beyond(hidden(), absent, most)).not.toEqual([])
  })
})

describe("the verdict of the proof of silence", () => {
  const bytes = { fields: 1, compared: 1, differences: [] }
  const judged = (verdict: Judged["verdict"]): Judged => ({ key: "a place", verdict, differences: [], again: 0 })
  const worked = (verdict: Judged["verdict"], found = true): Worked => ({
    judged: [judged(verdict)],
    injected: { tooth: found },
  })
  const timed = (verdict: Judged["verdict"]) => ({
    key: "a place",
    differences: [1],
    verdict,
    median: 1,
    from: 1,
    to: 1,
  })
  const clock = (verdict: Judged["verdict"]) => ({ injected: [timed("differs")], timed: [timed(verdict)] })

  it("is that it holds where bytes and work are the same, though the clock can tell nothing", () => {
    expect(outcomeOf(worked("holds"), bytes, clock("inconclusive"))).toMatchObject({ holds: true, verdict: "holds" })
  })

  it("is that it differs where the work or the clock differs", () => {
    expect(outcomeOf(worked("differs"), bytes, clock("holds"))).toMatchObject({ holds: false, verdict: "differs" })
    expect(outcomeOf(worked("holds"), bytes, clock("differs"))).toMatchObject({ holds: false, verdict: "differs" })
  })

  it("is that it says nothing where something could not be judged, or what was injected was not found", () => {
    expect(outcomeOf(worked("inconclusive"), bytes, clock("holds")).verdict).toBe("inconclusive")
    expect(outcomeOf(worked("holds", false), bytes, clock("holds")).verdict).toBe("inconclusive")
  })
})
