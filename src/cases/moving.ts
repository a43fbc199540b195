import { subject } from "@casl/ability"
import { ErrorReason, refuse } from "../platform/errors"
import type { Tx } from "../records"
import { CaseStatus } from "./case.codes"
import type { MoveCaseInput } from "./case.inputs"
import { canMove } from "./case.lifecycle"
import { changeCase } from "./changing"
import { lockCase } from "./locking"

/** Takes a case to another status, along the table of the lifecycle. Cancelling ends it: the term runs from then. */
export async function moveCase(tx: Tx, { caseId, expectedVersion, to }: MoveCaseInput): Promise<{ case: string }> {
  const dossier = await lockCase(tx, caseId, { version: expectedVersion })
  if (!canMove(dossier.status, to)) throw refuse(ErrorReason.ILLEGAL_TRANSITION, "input", "to")
  // Calling a case off starts its term, as closing does: it takes the same right.
  if (to === CaseStatus.CANCELLED && tx.ability.cannot("close", subject("Case", { ...dossier }))) {
    throw refuse(ErrorReason.NOT_ALLOWED, "input", "to")
  }
  return await changeCase(tx, dossier, {
    status: to,
    finishedAt: to === CaseStatus.FINISHED ? tx.now : null,
    closedAt: to === CaseStatus.CANCELLED ? tx.now : null,
  })
}
