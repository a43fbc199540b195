import type { QueryDeepPartialEntity } from "typeorm"
import { ErrorReason, refuse } from "../platform/errors"
import type { Tx } from "../records"
import { Case } from "./case.entity"
import type { LockedCase } from "./locking"

/**
 * Writes a change of a locked case: with it go the moment and the next version. What changes nothing of it leaves the case as it is; a
 * change of no column is one that was made beside it.
 */
export async function changeCase(
  tx: Tx,
  dossier: LockedCase,
  change: QueryDeepPartialEntity<Case>,
): Promise<{ case: string }> {
  const next = { ...change, changedAt: tx.now, version: dossier.version + 1 }
  if (await isAsItWas(tx, dossier, change)) return { case: dossier.id }
  const { affected } = await tx.manager.update(Case, { id: dossier.id }, next)
  if (affected !== 1) throw refuse(ErrorReason.ABSENT, "input", "caseId")
  return { case: dossier.id }
}

/** Whether the row holds already what it is to hold; compared by the database, which knows what is equal. */
async function isAsItWas(tx: Tx, { id }: LockedCase, change: QueryDeepPartialEntity<Case>): Promise<boolean> {
  const { columns } = tx.manager.dataSource.getMetadata(Case)
  const given = columns.filter(({ propertyName }) => propertyName in change)
  const values = given.map((column) => column.getEntityValue(change as Case) as unknown)
  const same = given.map(({ databaseName }, nth) => `${databaseName} is not distinct from $${nth + 2}`)
  if (!same.length) return false
  const found: unknown[] = await tx.manager.query(`select from case_file where id = $1 and ${same.join(" and ")}`, [id, ...values]) // prettier-ignore
  return found.length > 0
}
