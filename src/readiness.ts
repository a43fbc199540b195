import type { Pool } from "pg"
import { databaseClock } from "./platform/database/clock"

/** Why a node is not ready, for whoever operates it: constants, without data. */
const reasons = {
  stopping: "not ready: the service is stopping",
  database: "not ready: the database does not answer",
  clock: "not ready: the clocks of this node and of the database differ by more than a minute",
} as const

export type NotReady = (typeof reasons)[keyof typeof reasons]

/** Undefined for a node that is ready. A statement without a table asks the database. */
export async function whyNotReady(staff: Pool, stopping: boolean): Promise<NotReady | undefined> {
  if (stopping) return reasons.stopping
  const answers = await staff.query("select 1").then(() => true, () => false) // prettier-ignore
  if (!answers) return reasons.database
  return databaseClock.isApart ? reasons.clock : undefined
}
