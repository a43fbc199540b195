import { build, prove, verdictOf } from "./crash"
import { type Effort, type Round, strike } from "./crash/rounds"
import { type Victim, victims } from "./crash/stage"
import { World } from "./crash/world"

jest.setTimeout(120_000)

/*
 * The proof of crashes, proven itself: it holds on the service as it is, and finds the losses of one that is broken on purpose.
 */
let world: World
beforeAll(async () => {
  build()
  world = await World.make()
}, 120_000)
afterAll(() => world.remove())

const effort: Effort = { rounds: 2, leastRounds: 2, patience: 30_000, leastAnswered: 30, spread: 200 }
const struck = async (by: readonly Victim[], tooth?: string): Promise<Round[]> =>
  await strike(world, effort, { seed: 20261123, tooth, struck: by })

describe("the proof of crashes", () => {
  it("finds every answer in the trail, whichever of the two was killed", async () => {
    const rounds = await struck(victims)
    expect(verdictOf(rounds, effort)).toMatchObject({ holds: true, killedServer: 1, killedDatabase: 1, lost: 0 })
    for (const { answered, changes } of rounds) {
      expect(answered).toBeGreaterThanOrEqual(30)
      expect(changes).toBeGreaterThan(0)
    }
  })

  it("finds what is lost where an answer leaves before its trail is written", async () => {
    const [round] = await struck(["server"], "late-trail")
    expect(round?.lost.length).toBeGreaterThan(0)
    expect(round?.lost.map(({ missing }) => missing)).toContain("the event")
    // What is asked once more for the late line may be answered otherwise by then, where it is a list that a change reordered.
    const lists = ["list", "several", "nested"]
    const other = round?.lost.filter(({ missing }) => missing !== "the event")
    expect(other?.filter(({ kind, missing }) => !lists.includes(kind) || missing !== "a case in its lines")).toEqual([])
    expect(verdictOf([round as Round], effort)).toMatchObject({ holds: false, verdict: "loses" })
  })

  it("finds what is lost where a commit does not wait for the disk, what people changed included", async () => {
    const [round] = await struck(["database"], "asynchronous-commit")
    expect(round?.lost.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["change", "detail"]))
    expect(verdictOf([round as Round], effort)).toMatchObject({ holds: false, verdict: "loses" })
  })

  it("says nothing of rounds in which too little was answered, or of which only one was killed", () => {
    const round = (victim: Victim, answered: number): Round => ({ victim, answered, changes: 3, cut: 0, lost: [] })
    for (const rounds of [[], [round("server", 30)], [round("server", 30), round("database", 29)]])
      expect(verdictOf(rounds, effort)).toMatchObject({ holds: false, verdict: "inconclusive" })
    expect(verdictOf([round("server", 30), round("database", 30)], effort).holds).toBe(true)
  })

  it("does not begin with a part or a fault that it does not know", async () => {
    const options = { quick: true, seed: 1, listClauses: false }
    await expect(prove({ ...options, only: "everything" })).rejects.toThrow("--only")
    await expect(prove({ ...options, with: "luck" })).rejects.toThrow("--with")
  })
})
