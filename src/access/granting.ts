import { lockCase } from "../cases"
import { ErrorReason, refuse } from "../platform/errors"
import { type Tx, isUuid } from "../records"
import { AccessLevel, AccessRoute } from "./access.codes"
import type { EndAccessInput, GrantAccessInput } from "./access.inputs"

const rankOf: Readonly<Record<AccessLevel, number>> = { VIEW: 1, CONTRIBUTE: 2, MANAGE: 3 }

/** Names somebody personally for a case. The database checks the level of whoever gives, and the clearance and blocks of the other. */
export async function grantAccess(tx: Tx, input: GrantAccessInput): Promise<{ case: string }> {
  const route = input.route ?? AccessRoute.ASSIGNMENT
  const { startsAt = null, endsAt = null } = input
  if (startsAt && startsAt < tx.now) throw refuse(ErrorReason.OUT_OF_RANGE, "input", "startsAt")
  if (endsAt && endsAt <= (startsAt ?? tx.now)) throw refuse(ErrorReason.OUT_OF_RANGE, "input", "endsAt")
  const handles = route === AccessRoute.ASSIGNMENT
  if (!handles && route !== AccessRoute.REQUEST && route !== AccessRoute.BREACH)
    throw refuse(ErrorReason.OUT_OF_RANGE, "input", "route")
  if (!handles && input.level !== AccessLevel.VIEW) throw refuse(ErrorReason.OUT_OF_RANGE, "input", "level")
  if (!handles && !endsAt) throw refuse(ErrorReason.REQUIRED, "input", "endsAt")
  const dossier = await lockCase(tx, input.caseId)
  if (!isUuid(input.employeeId)) throw refuse(ErrorReason.EMPLOYEE_UNFIT, "input", "employeeId")
  await tx.manager.query("select give_access($1, $2, $3, $4, $5, $6, $7)", [
    dossier.id,
    input.employeeId,
    rankOf[input.level],
    route,
    startsAt,
    endsAt,
    input.reason,
  ])
  tx.touched.types.add("Grant")
  tx.touched.employees.add(input.employeeId)
  return { case: dossier.id }
}

/** Ends a grant. What follows from who handles the case ends by handing it over; the last manager's does not end at all. */
export async function endAccess(tx: Tx, { caseId, grantId, reason }: EndAccessInput): Promise<{ case: string }> {
  const dossier = await lockCase(tx, caseId)
  if (!isUuid(grantId)) throw refuse(ErrorReason.ABSENT, "input", "grantId")
  const ending = "select end_access($1, $2, $3) as employee"
  const [ended] = await tx.manager.query<{ employee: string | null }[]>(ending, [dossier.id, grantId, reason])
  tx.touched.types.add("Grant")
  if (ended?.employee) tx.touched.employees.add(ended.employee)
  return { case: dossier.id }
}
