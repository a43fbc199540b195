import { CaseStatus } from "./case.codes"

const { REPORTED, IN_TREATMENT, IN_EXECUTION, FINISHED, CLOSED, CANCELLED } = CaseStatus

/** From each status, where `moveCase` may take a case. Closing and reopening are verbs of their own: they ask for more. */
const moves: Readonly<Record<CaseStatus, readonly CaseStatus[]>> = {
  [REPORTED]: [IN_TREATMENT, CANCELLED],
  [IN_TREATMENT]: [IN_EXECUTION, FINISHED, CANCELLED],
  [IN_EXECUTION]: [IN_TREATMENT, FINISHED, CANCELLED],
  [FINISHED]: [IN_TREATMENT],
  [CLOSED]: [],
  [CANCELLED]: [],
}

export const movesFrom = (status: CaseStatus): readonly CaseStatus[] => moves[status]
export const canMove = (from: CaseStatus, to: CaseStatus): boolean => moves[from].includes(to)

/** An unfounded report is closed at once; a case need not pass through every status. */
export const canClose = (from: CaseStatus): boolean => !hasEnded(from)
export const canReopen = (from: CaseStatus): boolean => hasEnded(from)

/** Closed or cancelled: the term runs, and nothing is added any more. */
export const hasEnded = (status: CaseStatus): boolean => status === CLOSED || status === CANCELLED
