import { ErrorReason, refuse } from "../platform/errors"
import { isUuid } from "./binds"
import type { Tx } from "./verbs"

/**
 * Makes sure that a record which an input names exists for the actor. Asked under the row rules: a reference to what one cannot see is
 * answered as one to what is not there, and no foreign key tells the difference.
 * @throws Refusal ABSENT
 */
export async function mustExist(
  tx: Tx,
  table: "employee" | "home" | "person" | "team",
  id: string,
  field: string,
): Promise<void> {
  const found: unknown[] = isUuid(id) ? await tx.manager.query(`select from ${table} where id = $1`, [id]) : []
  if (!found.length) throw refuse(ErrorReason.ABSENT, "input", field)
}
