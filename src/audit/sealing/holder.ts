import { databaseClock } from "../../platform/database/clock"
import type { Facts } from "../../platform/log"

/** The oldest transaction that writes, as far as the database tells the owner of the tables. */
export interface Holder {
  /** Null where it is prepared, and waits for somebody to end it by its name. */
  readonly pid: number | null
  readonly application: string | null
  readonly user: string | null
  readonly database: string | null
  /** When it began; null where the database does not tell whose it is not. */
  readonly since: string | null
}

/** By what an operator finds it. Where its beginning is not told, since when it has been seen to hold sealing up. */
export function holderFacts(holder: Holder | null, seenForSeconds: number): Facts {
  const seenSince = new Date(databaseClock.now().getTime() - seenForSeconds * 1000).toISOString()
  const { pid, application, user, database, since } = holder ?? {}
  return {
    ...(typeof pid === "number" && { pid }),
    ...(application && { application }),
    ...(user && { user }),
    ...(database && { database }),
    since: since ?? seenSince,
  }
}
