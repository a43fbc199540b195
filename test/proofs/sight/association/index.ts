import type pg from "pg"
import { addBlocks, addConfidentialities, endBlocks, addGrants, addRestrictions } from "./access"
import { addCases } from "./cases"
import { Draft } from "./draft"
import { addHomes } from "./homes"
import { addItems } from "./items"
import { addStaff } from "./staff"
import { addReviews } from "./reviews"
import { addEmergencies, addExports, addNotices, addTrail } from "./supervision"

/** Fills an empty database with a random association of invented people. Conflicts are declared before and after what they cover. */
export async function drawAssociation(admin: pg.Pool, seed: number): Promise<void> {
  const draft = new Draft(seed, Math.floor(Date.now() / 1000) * 1000)
  await addStaff(admin, draft)
  await addHomes(admin, draft)
  await addBlocks(admin, draft, 0.5)
  await addCases(admin, draft)
  await addItems(admin, draft)
  await addBlocks(admin, draft, 0.6)
  await move(admin, draft)
  await endBlocks(admin, draft)
  await addRestrictions(admin, draft)
  await addConfidentialities(admin, draft)
  await addGrants(admin, draft)
  await addEmergencies(admin, draft)
  await addNotices(admin, draft)
  await addTrail(admin, draft)
  await addReviews(admin, draft)
  await addExports(admin, draft)
  // What is without a manager gets one now, and not by the service's own job in the middle of a round.
  await admin.query("select keep_custody(id) from case_file where closed_at is null")
}

/** People move house, cases turn out to be about another home, parties to be somebody else. */
async function move(admin: pg.Pool, { random, persons, cases, homes }: Draft): Promise<void> {
  for (const { id } of random.sample(persons, 8))
    await admin.query("update person set home_id = $2 where id = $1", [id, random.pick(homes)])
  for (const { id } of random.sample(cases, 8))
    await admin.query("update case_file set home_id = $2 where id = $1", [id, random.pick(homes)])
  for (const { id } of random.sample(cases, 8))
    await admin.query("update party set person_id = $2 where case_id = $1 and person_id is not null", [id, random.pick(persons).id]) // prettier-ignore
}
