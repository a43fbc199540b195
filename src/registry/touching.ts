import type { Tx } from "../records"
import { Person } from "./person.entity"

/** Leaves in the trail that a verb concerns a person who exists. */
export async function touchPerson(tx: Tx, id: string): Promise<void> {
  const { trailReference } = await tx.manager.findOneOrFail(Person, { select: { trailReference: true }, where: { id } })
  tx.touched.persons.add(trailReference)
}
