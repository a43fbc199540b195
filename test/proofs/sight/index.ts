import type { ProofOptions } from "../args"
import { type Verdict, tell } from "../report"
import { besideServer } from "../server"
import { type Clause, clauseNames, clauseOf } from "./clauses"
import { remove } from "./removal"
import { probe, probeUnopened } from "./asking/probing"
import { changedRound, round } from "./asking/round"
import { Session } from "./session"

export const clauses = clauseNames

/** What a run has to reach. */
interface Goal {
  readonly documents: number
  /** Milliseconds after which it ends with what it has. */
  readonly patience: number
  readonly share: number
  readonly askedBy: number
}
const goals = {
  quick: { documents: 2_000, patience: 38_000, share: 0.01, askedBy: 24 },
  full: { documents: 100_000, patience: 3_600_000, share: 0.01, askedBy: 2 },
} as const

/**
 * Random documents, random actors, random data, against a model of the rule that shares nothing with the product: no row served that
 * the model hides, none hidden that it shows, and whoever was shown stands in the trail.
 */
export async function prove(options: ProofOptions): Promise<Verdict> {
  const started = performance.now()
  const without = options.without === undefined ? undefined : clauseOf(options.without)
  const goal: Goal = { ...(options.quick ? goals.quick : goals.full), ...(options.documents !== undefined && { documents: options.documents }) } // prettier-ignore
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
    if (session.documents >= goal.documents && !session.edges.left && !rareIn(session, goal).length) break
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

/** The clauses that decided too few of the comparisons so far. */
const rareIn = ({ ledger }: Session, { share }: Goal): Clause[] =>
  clauseNames.filter((clause) => ledger.share(clause) < share)

const progress = ({ documents, edges, findings }: Session, started: number): string =>
  `${seconds(started)} s: ${documents} documents, ${edges.left} pairs of edges to go, ${findings.count} differences`

const seconds = (started: number): number => Math.round((performance.now() - started) / 100) / 10

function verdictOf(session: Session, goal: Goal, options: ProofOptions, started: number): Verdict {
  const { documents, texts, rows, edges, ledger, findings } = session
  const rare = rareIn(session, goal)
  if (edges.left) tell(`Not walked: ${edges.missing().join(", ")}`)
  if (rare.length) tell(`Decided too little: ${rare.join(", ")}`)
  return {
    proof: "sight",
    holds: !findings.count && !edges.left && !rare.length && documents >= goal.documents,
    seed: options.seed,
    documents,
    texts,
    compared: ledger.compared,
    rows,
    edgePairs: edges.total,
    edgePairsCovered: edges.covered,
    differences: findings.count,
    clauses: ledger.shares(),
    seconds: seconds(started),
  }
}
