import { ErrorReason, refuse } from "../platform/errors"
import { type Tx, isUuid } from "../records"
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
  if (teamId !== undefined && teamId !== null) await existingTeam(tx, teamId)
  return await changeCase(tx, dossier, {
    assignee: { id: input.assigneeId },
    ...(typeof teamId === "string" && { team: { id: teamId } }),
  })
}

async function existingTeam(tx: Tx, teamId: string): Promise<void> {
  const found: unknown[] = isUuid(teamId) ? await tx.manager.query(`select from team where id = $1`, [teamId]) : []
  if (!found.length) throw refuse(ErrorReason.ABSENT, "input", "teamId")
}
