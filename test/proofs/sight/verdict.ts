import type { ProofOptions } from "../args"
import { type Verdict, tell } from "../report"
import { type Clause, clauseNames } from "./clauses"
import type { Session } from "./session"

/** What a run has to reach. */
export interface Goal {
  readonly documents: number
  /** Milliseconds after which it ends with what it has. */
  readonly patience: number
  /** Of the comparisons, what each clause has to decide. */
  readonly share: number
  readonly askedBy: number
}

const goals = {
  quick: { documents: 2_000, patience: 38_000, share: 0.01, askedBy: 24 },
  full: { documents: 100_000, patience: 3_600_000, share: 0.01, askedBy: 2 },
} as const

export function goalOf({ quick, documents, patience }: ProofOptions): Goal {
  const usual = quick ? goals.quick : goals.full
  const ms = patience === undefined ? usual.patience : patience * 1000
  return { ...usual, documents: documents ?? usual.documents, patience: ms }
}

/** Of all answers so many may be missing because the service could not give them, and of all askings so many may never be answered. */
const mostUnavailable = 0.05
const mostUnanswered = 0.005

/** The clauses that decided too few of the comparisons so far. */
const rareIn = ({ ledger }: Session, { share }: Goal): Clause[] =>
  clauseNames.filter((clause) => ledger.share(clause) < share)

export const isReached = (session: Session, goal: Goal): boolean =>
  session.documents >= goal.documents && !session.edges.left && !rareIn(session, goal).length

type Answers = Pick<Session, "documents" | "unavailable" | "unanswered">

export function isAnswered({ documents, unavailable, unanswered }: Answers): boolean {
  const [answers, askings] = [documents + unavailable, documents + unanswered]
  return unavailable <= mostUnavailable * answers && unanswered <= mostUnanswered * askings
}

export function verdictOf(session: Session, goal: Goal, { seed }: ProofOptions, started: number): Verdict {
  const { documents, texts, rows, edges, ledger, findings, unavailable, unanswered } = session
  const rare = rareIn(session, goal)
  if (edges.left) tell(`Not walked: ${edges.missing().join(", ")}`)
  if (rare.length) tell(`Decided too little: ${rare.join(", ")}`)
  if (!isAnswered(session)) tell(`The service could not answer too often: ${unavailable} times, ${unanswered} for good`)
  const enough = isReached(session, goal) && isAnswered(session)
  return {
    proof: "sight",
    holds: enough && !findings.count,
    verdict: findings.count ? "differs" : enough ? "holds" : "inconclusive",
    seed,
    ...{ documents, texts, compared: ledger.compared, rows, unavailable, unanswered },
    ...{ edgePairs: edges.total, edgePairsCovered: edges.covered },
    differences: findings.count,
    clauses: ledger.shares(),
    seconds: seconds(started),
  }
}

export const progress = ({ documents, edges, findings }: Session, started: number): string =>
  `${seconds(started)} s: ${documents} documents, ${edges.left} pairs of edges to go, ${findings.count} differences`

const seconds = (started: number): number => Math.round((performance.now() - started) / 100) / 10
