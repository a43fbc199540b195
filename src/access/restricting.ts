import { changeCase, lockCase } from "../cases"
import { ErrorReason, refuse } from "../platform/errors"
import { type Tx, isUuid } from "../records"
import type { LiftRestrictionInput, RestrictCaseInput } from "./access.inputs"

/** From here the case is only for those who are named personally: grants to teams sleep, those of leads included. */
export async function restrictCase(tx: Tx, input: RestrictCaseInput): Promise<{ case: string }> {
  const dossier = await lockCase(tx, input.caseId, { version: input.expectedVersion })
  if (dossier.restricted) throw refuse(ErrorReason.ALREADY_RESTRICTED, "input", "caseId")
  if (!isUuid(input.deputyId)) throw refuse(ErrorReason.EMPLOYEE_UNFIT, "input", "deputyId")
  await tx.manager.query("select restrict_case($1, $2, $3)", [dossier.id, input.deputyId, input.reason])
  tx.touched.types.add("Restriction")
  tx.touched.employees.add(input.deputyId)
  return await changeCase(tx, dossier, {})
}

export async function liftRestriction(tx: Tx, input: LiftRestrictionInput): Promise<{ case: string }> {
  const dossier = await lockCase(tx, input.caseId, { version: input.expectedVersion })
  if (!dossier.restricted) throw refuse(ErrorReason.NOT_RESTRICTED, "input", "caseId")
  await tx.manager.query("select lift_restriction($1, $2)", [dossier.id, input.reason])
  tx.touched.types.add("Restriction")
  return await changeCase(tx, dossier, {})
}
