import { setTimeout as sleep } from "node:timers/promises"
import { isUnavailable } from "./sight/asking/answering"
import { changedRound, round } from "./sight/asking/round"
import { probe, probeUnopened } from "./sight/asking/probing"
import { type Clause, clauseNames, clauses } from "./sight/clauses"
import { remove } from "./sight/removal"
import { found } from "./sight/removal/search"
import { Session } from "./sight/session"
import { isAnswered } from "./sight/verdict"

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

/** Ends the connections of the service again and again meanwhile: whatever is under way cannot be answered. */
async function cutOff(act: () => Promise<void>): Promise<void> {
  const acting = { over: false }
  const acted = act().finally(() => (acting.over = true))
  while (!acting.over) {
    await session.house.rows(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'woonrust'",
    )
    await sleep(60)
  }
  await acted
}

/** Asks the service until a round has both: answers that could not be given, and a difference. */
async function foundMeanwhile(clause: Clause): Promise<boolean> {
  for (let times = 0; times < 12; times++) {
    const { unavailable } = session
    session.findings.count = 0
    await round(session, { only: clause, asks: 60 })
    if (session.findings.count && session.unavailable > unavailable) return true
  }
  return false
}

describe("the proof of sight, where the service cannot answer", () => {
  it("asks again, counts such answers apart, and calls none of them a difference", async () => {
    session.findings.silent = false
    const { unavailable, documents } = session
    await cutOff(() => round(session))
    expect(session.unavailable).toBeGreaterThan(unavailable)
    expect(session.documents).toBeGreaterThan(documents)
    expect(session.findings.count).toBe(0)
  })

  it("finds what is served against the rule all the same", async () => {
    session.findings.silent = true
    const restore = await remove(session.house, "block")
    try {
      await session.look()
      await cutOff(async () => expect(await foundMeanwhile("block")).toBe(true))
    } finally {
      await restore()
      await session.look()
    }
  })

  it("does not hold where more than a small share was not answered", () => {
    expect(isAnswered({ documents: 1_000, unavailable: 40, unanswered: 4 })).toBe(true)
    expect(isAnswered({ documents: 1_000, unavailable: 70, unanswered: 0 })).toBe(false)
    expect(isAnswered({ documents: 1_000, unavailable: 40, unanswered: 8 })).toBe(false)
  })

  it("takes what shows something, or fails in another way too, for an answer", () => {
    const codes = ["UNAVAILABLE"]
    expect(isUnavailable({ data: { cases: null }, codes })).toBe(true)
    expect(isUnavailable({ data: null, codes: [...codes, "INTERNAL"] })).toBe(false)
    expect(isUnavailable({ data: { cases: { nodes: [] }, viewer: null }, codes })).toBe(false)
    expect(isUnavailable({ data: { viewer: null }, codes: [] })).toBe(false)
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
