import { subject } from "@casl/ability"
import { CaseStatus, canMove, changeCase, lockCase } from "../cases"
import { writeDecision } from "../journal"
import { ErrorReason, refuse } from "../platform/errors"
import type { Tx } from "../records"
import { hasOpenTask } from "../tasks"
import type { MoveCaseInput } from "./lifecycle.inputs"

/** Takes a case to another status, along the table of the lifecycle. Cancelling ends it, as closing does: it asks the same. */
export async function moveCase(
  tx: Tx,
  { caseId, expectedVersion, to, reason }: MoveCaseInput,
): Promise<{ case: string }> {
  const dossier = await lockCase(tx, caseId, { version: expectedVersion })
  if (!canMove(dossier.status, to)) throw refuse(ErrorReason.ILLEGAL_TRANSITION, "input", "to")
  if (to === CaseStatus.CANCELLED) {
    if (tx.ability.cannot("close", subject("Case", { ...dossier })))
      throw refuse(ErrorReason.NOT_ALLOWED, "input", "to")
    if (typeof reason !== "string") throw refuse(ErrorReason.REQUIRED, "input", "reason")
    if (await hasOpenTask(tx, dossier.id)) throw refuse(ErrorReason.TASK_OPEN, "input", "caseId")
  }
  if (typeof reason === "string") await writeDecision(tx, dossier, reason)
  return await changeCase(tx, dossier, {
    status: to,
    finishedAt: to === CaseStatus.FINISHED ? tx.now : null,
    closedAt: to === CaseStatus.CANCELLED ? tx.now : null,
  })
}
