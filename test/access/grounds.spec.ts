import { based, change, done, openCase, refusals, scene } from "../cases/support"
import { trailOf } from "../records/support"
import { House } from "../support/house"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

describe("health and criminal data need a ground", () => {
  const items = (caseId: string, category: string): [string, Record<string, unknown>][] => [
    ["addJournalEntry", { caseId, type: "NOTE", body: "Verslaving.", category }],
    ["addTask", { caseId, title: "Bel de wijkagent", dueOn: "2026-12-01", category }],
    ["addParty", { caseId, role: "SUBJECT", name: "Dhr. Bos", category }],
  ]

  it.each([
    ["HEALTH", { healthGround: "LEGAL_CLAIM" }],
    ["CRIMINAL", { criminalGround: "COVENANT" }],
  ])("%s in a case of nuisance is refused without it, and let in once the case says it", async (category, ground) => {
    const { consultant } = await scene(house)
    const opened = await openCase(consultant)
    for (const [verb, input] of items(opened.id, category)) {
      const { errors } = await change(consultant, verb, input)
      expect(errors).toEqual([{ code: "INVALID", reason: "GROUND_NEEDED", path: ["input", "category"] }])
    }
    expect(await house.rows("select from journal_entry where case_id = $1", [opened.id])).toEqual([])
    expect((await trailOf(house, consultant)).at(-1)).toMatchObject({ outcome: "REFUSED", reason: "GROUND_NEEDED" })
    await done(consultant, "updateCase", { ...based(opened), ...ground })
    for (const [verb, input] of items(opened.id, category)) expect(await refusals(consultant, verb, input)).toEqual([])
  })

  it("each its own: the ground for the one does not let the other in", async () => {
    const { consultant } = await scene(house)
    const health = await openCase(consultant, { healthGround: "EXPLICIT_CONSENT" })
    const criminal = await openCase(consultant, { criminalGround: "EXPLICIT_CONSENT" })
    for (const [id, category] of [
      [health.id, "CRIMINAL"],
      [criminal.id, "HEALTH"],
    ] as const)
      // prettier-ignore
      for (const [verb, input] of items(id, category)) expect(await refusals(consultant, verb, input)).toEqual(["GROUND_NEEDED"])
  })

  it("which an adaptation and a fraud have from the start, and a ground once given stays", async () => {
    const { consultant } = await scene(house)
    for (const [kind, category] of [
      ["ADAPTATION", "HEALTH"],
      ["FRAUD", "CRIMINAL"],
    ] as const) {
      // prettier-ignore
      const { id } = await openCase(consultant, { kind })
      for (const [verb, input] of items(id, category)) expect(await refusals(consultant, verb, input)).toEqual([])
    }
    const opened = await openCase(consultant, { healthGround: "LEGAL_CLAIM" })
    expect(await refusals(consultant, "updateCase", { ...based(opened), healthGround: null })).toEqual(["REQUIRED"])
    expect(await refusals(consultant, ...(items(opened.id, "HEALTH")[0] as [string, any]))).toEqual([])
  })
})
