import { activities } from "./audit/activities"
import type { Databases } from "./platform/database/open"
import { poolOf } from "./platform/database/data-source"
import { type Part, nameOf } from "./platform/database/statements"
import { Transaction } from "./platform/database/transaction"
import { type Log, factsOf } from "./platform/log"
import type { ReviewSettings } from "./platform/review-settings"
import type { Job } from "./permissions/actor"
import { raisingPart } from "./reviews"

interface Act {
  readonly job: Job
  readonly action: string
  readonly everyMs: number
  readonly does: Part
  /** It does a share at a time, and answers whether there may be more. */
  readonly inShares?: true
}

const part = (text: string, values: string[] = []): Part => ({ name: nameOf(text), text, values })

const { version, purpose, legalBasis } = activities["subject-rights"]

/** Every recurring act, one line each. A job is an actor: what it does stands in the trail. */
const actsOf = (reviewing: ReviewSettings | undefined): readonly Act[] => [
  {
    job: { kind: "JOB", name: "housekeeping" },
    action: "house.kept",
    everyMs: 300_000,
    does: part("select clear_scopes(), clear_sessions(), end_exports()"),
  },
  {
    // What ran out by the clock alone: whoever leaves by a change is followed at once.
    job: { kind: "JOB", name: "custody" },
    action: "house.kept",
    everyMs: 60_000,
    does: part("select keep_custody_by_the_clock()"),
  },
  {
    // Writes down what the day of review has ended: it was over without this.
    job: { kind: "JOB", name: "confidentiality" },
    action: "house.kept",
    everyMs: 3_600_000,
    does: part("select lapse_confidentiality($1::int, $2::text, $3::text)", [String(version), purpose, legalBasis]),
  },
  {
    job: { kind: "JOB", name: "trail-months" },
    action: "house.kept",
    everyMs: 86_400_000,
    does: part("select ensure_trail_partitions(3)"),
  },
  ...(reviewing
    ? [
        {
          job: { kind: "JOB", name: "reviewing" } as const,
          action: "house.kept",
          everyMs: 60_000,
          does: raisingPart(reviewing),
          inShares: true as const,
        },
      ]
    : []),
]

/**
 * Starts the recurring acts, each at once and then after its time. The first time is waited for, but of
 * what is done in shares: that may take long. Returns how to stop them; a running one is waited for.
 */
export async function startSchedule(
  databases: Databases,
  log: Log,
  reviewing?: ReviewSettings,
): Promise<() => Promise<void>> {
  const pool = poolOf(databases.woonrust_keeper)
  const running = new Set<Promise<void>>()
  let stopped = false
  const once = async ({ job, action, does, inShares }: Act): Promise<void> => {
    const opening = part("select open_job($1::text, $2::text[])", [job.name, `{${action}}`])
    for (let more = true; more && !stopped;) {
      const [, answer] = await Transaction.once(pool, [opening, does])
      more = inShares === true && answer?.[0]?.[0] === "t"
    }
  }
  const timers = actsOf(reviewing).map((each) => {
    const { job } = each
    const act = (): void => {
      const done = once(each)
        .catch((error: unknown) => log.error({ event: "job.failed", job: job.name, ...factsOf(error) }, "a job failed"))
        .finally(() => running.delete(done))
      running.add(done)
    }
    return { act, inShares: each.inShares === true, timer: setInterval(act, each.everyMs).unref() }
  })
  timers.filter(({ inShares }) => !inShares).forEach(({ act }) => act())
  await Promise.all(running)
  timers.filter(({ inShares }) => inShares).forEach(({ act }) => act())
  return async () => {
    stopped = true
    timers.forEach(({ timer }) => clearInterval(timer))
    await Promise.all(running)
  }
}
