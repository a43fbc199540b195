import type pg from "pg"
import { connected } from "../platform/database/client"
import { stateOf } from "../platform/database/failures"
import { OperatorError } from "../platform/operator-error"

/** So long a command waits for another one, in milliseconds. */
const patienceMs = 60_000

/**
 * Does what changes or shows the staff in one transaction, and commits it. One command at a time: the lock is held before the
 * transaction begins, so that what it begins and ends follows what the one before began and ended.
 * @throws OperatorError where another one does not end
 */
export async function oneAtATime<T>(
  ownerUrl: string,
  act: (database: pg.Client) => Promise<T>,
  waitMs = patienceMs,
): Promise<T> {
  return await connected(ownerUrl, async (database) => {
    await waitForOthers(database, waitMs)
    await database.query("begin")
    const done = await act(database)
    await database.query("commit")
    return done
  })
}

/** Held until the connection ends. */
async function waitForOthers(database: pg.Client, waitMs: number): Promise<void> {
  try {
    await database.query(`set lock_timeout = ${waitMs}`)
    await database.query("select pg_advisory_lock(hashtextextended('woonrust staff', 0))")
    await database.query("reset lock_timeout")
  } catch (error) {
    if (stateOf(error) !== "55P03") throw error
    throw new OperatorError("Another command that changes the staff is at work on this database and does not end: see what it waits for, and run this one again.") // prettier-ignore
  }
}
