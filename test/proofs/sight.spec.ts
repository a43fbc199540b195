import { changedRound, round } from "./sight/asking/round"
import { probe, probeUnopened } from "./sight/asking/probing"
import { clauseNames, clauses } from "./sight/clauses"
import { remove } from "./sight/removal"
import { found } from "./sight/removal/search"
import { Session } from "./sight/session"

/*
 * The proof of sight, proven itself: it holds on the rule as it is, and finds every clause that is taken away, one at a time.
 */
let session: Session
beforeAll(async () => {
  session = await Session.open(20261122)
})
afterAll(() => session.close())

beforeEach(() => {
  session.findings.count = 0
})

describe("the proof of sight, on the rule as it is", () => {
  it("finds nothing served that the rule hides and nothing hidden that it shows, whatever is asked and whatever changes", async () => {
    session.findings.silent = false
    await probeUnopened(session)
    await round(session)
    await changedRound(session, false)
    await changedRound(session, true)
    for (let times = 0; times < 20; times++) await probe(session)
    expect(session.findings.count).toBe(0)
  })

  it("knows questions that each of its clauses alone decides", () => {
    // A transaction without its line in the trail is nobody's question: every probe begins with it.
    expect(session.pools.empty).toEqual(["header"])
  })
})

describe("the proof of sight, with one clause taken away, fails:", () => {
  it.each(clauseNames.map((clause) => [clause, clauses[clause]] as const))("%s · %s", async (clause) => {
    session.findings.silent = true
    const restore = await remove(session.house, clause)
    try {
      expect(await found(session, clause)).toBe(true)
    } finally {
      await restore()
      await session.look()
    }
  })

  it("and holds again when all of them are back", async () => {
    session.findings.silent = false
    await round(session)
    for (let times = 0; times < 20; times++) await probe(session)
    expect(session.findings.count).toBe(0)
  })
})
