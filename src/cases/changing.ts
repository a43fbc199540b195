import type { QueryDeepPartialEntity } from "typeorm"
import { ErrorReason, refuse } from "../platform/errors"
import type { Tx } from "../records"
import { Case } from "./case.entity"
import type { LockedCase } from "./locking"

/** Writes a change of a locked case: with it go the moment and the next version. */
export async function changeCase(
  tx: Tx,
  dossier: LockedCase,
  change: QueryDeepPartialEntity<Case>,
): Promise<{ case: string }> {
  const next = { ...change, changedAt: tx.now, version: dossier.version + 1 }
  const { affected } = await tx.manager.update(Case, { id: dossier.id }, next)
  if (affected !== 1) throw refuse(ErrorReason.ABSENT, "input", "caseId")
  return { case: dossier.id }
}
