import type { ProofOptions } from "../args"
import { type Verdict, tell } from "../report"
import { besideServer } from "../server"
import { type Clause, clauseNames, clauseOf } from "./clauses"
import { remove } from "./removal"
import { probe, probeUnopened } from "./asking/probing"
import { changedRound, round } from "./asking/round"
import { Session } from "./session"
import { type Goal, goalOf, isAnswered, isReached, progress, verdictOf } from "./verdict"

export const clauses = clauseNames

/**
 * Random documents, random actors, random data, against a model of the rule that shares nothing with the product: no row served that
 * the model hides, none hidden that it shows, and whoever was shown stands in the trail.
 */
export async function prove(options: ProofOptions): Promise<Verdict> {
  const started = performance.now()
  const without = options.without === undefined ? undefined : clauseOf(options.without)
  const goal = goalOf(options)
  return await besideServer(async () => {
    const session = await Session.open(options.seed)
    try {
      session.askedBy = goal.askedBy
      if (without !== undefined) await remove(session.house, without)
      await run(session, goal, started, without)
      return verdictOf(session, goal, options, started)
    } finally {
      await session.close()
    }
  })
}

/** A few differences tell enough of a clause that is gone. */
const enough = 3

async function run(session: Session, goal: Goal, started: number, without: Clause | undefined): Promise<void> {
  const over = (): boolean => performance.now() - started > goal.patience
  await probeUnopened(session)
  for (let nth = 1; !over(); nth++) {
    if (isReached(session, goal) && isAnswered(session)) break
    if (without !== undefined && session.findings.count >= enough) break
    if (without !== undefined) await round(session, { only: without })
    else if (nth % 5 === 2) await changedRound(session, false)
    else if (nth % 5 === 4) await changedRound(session, true)
    else await round(session)
    for (let times = 0; times < 16; times++) await probe(session, without)
    if (nth % 60 === 0) session.refill()
    if (nth % 40 === 0) tell(progress(session, started))
  }
}
