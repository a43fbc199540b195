import { probe, probeUnopened } from "../asking/probing"
import { round } from "../asking/round"
import type { Clause } from "../clauses"
import type { Session } from "../session"

/** How often it is looked for before a clause counts as one that nobody misses. */
const patience = 12

/** Whether the proof finds that a clause is gone: by asking about what that clause decides, until the first difference. */
export async function found(session: Session, clause: Clause): Promise<boolean> {
  await session.look()
  for (let times = 0; times < patience; times++) {
    if (clause === "header") await probeUnopened(session)
    for (let each = 0; each < 3 && !session.findings.count; each++) await probe(session, clause)
    if (!session.findings.count) await round(session, { only: clause, asks: 8 })
    if (session.findings.count) return true
  }
  return false
}
