import { ErrorReason, refuse } from "../platform/errors"
import { type Tx, isUuid, mustExist } from "../records"
import type { AssignCaseInput } from "./case.inputs"
import { changeCase } from "./changing"
import { lockOpenCase } from "./locking"

/**
 * Hands a case to somebody. The grants follow in the database, which also refuses an assignee who is not active or not cleared.
 * Whoever hands a case away may no longer see it: the payload then holds no case.
 */
export async function assignCase(tx: Tx, input: AssignCaseInput): Promise<{ case: string }> {
  const dossier = await lockOpenCase(tx, input.caseId, { version: input.expectedVersion })
  if (!isUuid(input.assigneeId)) throw refuse(ErrorReason.ASSIGNEE_UNFIT, "input", "assigneeId")
  const { teamId } = input
  if (teamId !== undefined && teamId !== null) await mustExist(tx, "team", teamId, "teamId")
  return await changeCase(tx, dossier, {
    assignee: { id: input.assigneeId },
    ...(typeof teamId === "string" && { team: { id: teamId } }),
  })
}
