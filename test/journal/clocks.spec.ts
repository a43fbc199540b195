import { change, done, openCase, scene } from "../cases/support"
import { House } from "../support/house"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const entry = { type: "CALL", body: "Gebeld met de melder." }
const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString()

describe("an entry that happened by a clock which is ahead", () => {
  it("by some minutes happened now", async () => {
    const { consultant } = await scene(house)
    const { id } = await openCase(consultant)
    const before = Date.now()
    const { entry: added } = await done(consultant, "addJournalEntry", {
      caseId: id,
      ...entry,
      occurredAt: inMinutes(4),
    })
    expect(Date.parse(added.occurredAt)).toBeGreaterThanOrEqual(before - 5_000)
    expect(Date.parse(added.occurredAt)).toBeLessThanOrEqual(Date.now() + 5_000)
  })

  it("by more is refused", async () => {
    const { consultant } = await scene(house)
    const { id } = await openCase(consultant)
    const { errors } = await change(consultant, "addJournalEntry", { caseId: id, ...entry, occurredAt: inMinutes(6) })
    expect(errors).toMatchObject([{ reason: "OUT_OF_RANGE", path: ["input", "occurredAt"] }])
  })
})
