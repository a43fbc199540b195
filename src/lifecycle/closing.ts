import { CaseStatus, canClose, canReopen, changeCase, lockCase } from "../cases"
import { writeDecision } from "../journal"
import { ErrorReason, refuse } from "../platform/errors"
import type { Tx } from "../records"
import { hasOpenTask } from "../tasks"
import type { CloseCaseInput, ReopenCaseInput } from "./lifecycle.inputs"

/** Closes a case with its outcome. From here the five years run (P19): the database works the day out from the closing date. */
export async function closeCase(
  tx: Tx,
  { caseId, expectedVersion, outcome, explanation }: CloseCaseInput,
): Promise<{ case: string }> {
  const dossier = await lockCase(tx, caseId, { version: expectedVersion })
  if (!canClose(dossier.status)) throw refuse(ErrorReason.ILLEGAL_TRANSITION, "input", "caseId")
  if (await hasOpenTask(tx, dossier.id)) throw refuse(ErrorReason.TASK_OPEN, "input", "caseId")
  if (typeof explanation === "string") await writeDecision(tx, dossier, explanation)
  return await changeCase(tx, dossier, {
    status: CaseStatus.CLOSED,
    outcome,
    closedAt: tx.now,
    ...(dossier.status !== CaseStatus.FINISHED && { finishedAt: tx.now }),
  })
}

/** Reopens an ended case for a new fact. Its term is cleared; closing again sets it anew. */
export async function reopenCase(
  tx: Tx,
  { caseId, expectedVersion, reason }: ReopenCaseInput,
): Promise<{ case: string }> {
  const dossier = await lockCase(tx, caseId, { version: expectedVersion })
  if (!canReopen(dossier.status)) throw refuse(ErrorReason.ILLEGAL_TRANSITION, "input", "caseId")
  await writeDecision(tx, dossier, reason)
  return await changeCase(tx, dossier, {
    status: CaseStatus.IN_TREATMENT,
    outcome: null,
    closedAt: null,
    finishedAt: null,
  })
}
