import type { QueryDeepPartialEntity } from "typeorm"
import type { Tx } from "../records"
import { Case } from "./case.entity"
import type { LockedCase } from "./locking"

/** Writes a change of a locked case: with it go the moment and the next version. */
export async function changeCase(
  tx: Tx,
  dossier: LockedCase,
  change: QueryDeepPartialEntity<Case>,
): Promise<{ case: string }> {
  await tx.manager.update(Case, { id: dossier.id }, { ...change, changedAt: tx.now, version: dossier.version + 1 })
  return { case: dossier.id }
}
