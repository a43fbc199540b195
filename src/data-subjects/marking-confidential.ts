import { v7 as uuid } from "uuid"
import { lockCase } from "../cases"
import { ErrorReason, refuse } from "../platform/errors"
import type { Tx } from "../records"
import { Confidentiality } from "./confidentiality.entity"
import type { LiftConfidentialityInput, MarkConfidentialInput } from "./confidentiality.inputs"

/**
 * From here those whom the case is about are not told of it, until the day of review. A mark that stands already is renewed by it: the
 * one before is ended, so that each decision keeps who took it, when and why.
 */
export async function markConfidential(
  tx: Tx,
  { caseId, reason, reviewOn }: MarkConfidentialInput,
): Promise<{ confidentiality: string }> {
  const dossier = await lockCase(tx, caseId)
  tx.touched.types.add("Confidentiality")
  if (!(await isInReach(tx, reviewOn))) throw refuse(ErrorReason.OUT_OF_RANGE, "input", "reviewOn")
  await end(tx, dossier.id)
  const id = uuid()
  await tx.manager.insert(Confidentiality, {
    id,
    case: { id: dossier.id },
    reason,
    markedBy: { id: tx.actor.id },
    reviewOn,
  })
  return { confidentiality: id }
}

/** The case is told of again, with all that was done in it meanwhile. */
export async function liftConfidentiality(
  tx: Tx,
  { caseId }: LiftConfidentialityInput,
): Promise<{ confidentiality: string }> {
  const dossier = await lockCase(tx, caseId)
  tx.touched.types.add("Confidentiality")
  const id = await end(tx, dossier.id, "and review_at > now()")
  if (id === undefined) throw refuse(ErrorReason.NOT_CONFIDENTIAL, "input", "caseId")
  return { confidentiality: id }
}

/** By the database's clock, which the log asks too: the calendar of Europe/Amsterdam. */
async function isInReach(tx: Tx, day: string): Promise<boolean> {
  const [row] = await tx.manager.query<{ fits: boolean }[]>(
    `select $1::date > today and $1::date <= today + interval '6 months' as fits
       from (select (now() at time zone 'Europe/Amsterdam')::date as today) calendar`,
    [day],
  )
  return row?.fits ?? false
}

/** Ends the mark that stands, where there is one. */
async function end(tx: Tx, caseId: string, still = ""): Promise<string | undefined> {
  const [rows] = await tx.manager.query<[{ id: string }[], number]>(
    `update case_confidentiality set ended_at = greatest(now(), valid_from), ended_by = $2
       where case_id = $1 and ended_at is null ${still} returning id`,
    [caseId, tx.actor.id],
  )
  return rows[0]?.id
}
