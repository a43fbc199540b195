import { ErrorReason, Refusal, refuse } from "../platform/errors"
import type { Tx } from "../records"
import { LegalBasis } from "./case.codes"
import type { UpdateCaseInput } from "./case.inputs"
import { changeCase } from "./changing"
import { lockOpenCase } from "./locking"
import { existingHome } from "./opening"
import { codesFit } from "./vera"

/** What every case has. A ground that is once there stays too: what was written on it stands. */
const required = ["title", "description", "purpose", "legalBasis", "healthGround", "criminalGround"] as const

/** @throws Refusal REQUIRED for each that is to be taken away */
function refuseEmptied(input: UpdateCaseInput): void {
  const emptied = required.filter((field) => input[field] === null)
  if (emptied.length)
    throw new Refusal(emptied.map((field) => ({ reason: ErrorReason.REQUIRED, path: ["input", field] })))
}

/** Changes what is given of a case; what is absent stays as it is. */
export async function updateCase(tx: Tx, input: UpdateCaseInput): Promise<{ case: string }> {
  refuseEmptied(input)
  const dossier = await lockOpenCase(tx, input.caseId, { version: input.expectedVersion })
  const veraType = input.veraType === undefined ? dossier.veraType : input.veraType
  const kept = veraType === null ? null : dossier.veraDetail
  const veraDetail = input.veraDetail === undefined ? kept : input.veraDetail
  if (!codesFit(dossier.kind, veraType, veraDetail)) throw refuse(ErrorReason.CODES_DO_NOT_FIT, "input", "veraType")
  const legalBasis = input.legalBasis ?? dossier.legalBasis
  const balancingNote = input.balancingNote === undefined ? dossier.balancingNote : input.balancingNote
  if (legalBasis === LegalBasis.LEGITIMATE_INTEREST && balancingNote === null) {
    throw refuse(ErrorReason.BALANCING_NOTE_NEEDED, "input", "balancingNote")
  }
  return await changeCase(tx, dossier, {
    ...(typeof input.title === "string" && { title: input.title }),
    ...(typeof input.description === "string" && { description: input.description }),
    ...(input.purpose && { purpose: input.purpose }),
    ...(input.healthGround && { healthGround: input.healthGround }),
    ...(input.criminalGround && { criminalGround: input.criminalGround }),
    ...(input.homeId !== undefined && { home: await existingHome(tx, input.homeId) }),
    veraType,
    veraDetail,
    legalBasis,
    balancingNote,
  })
}
