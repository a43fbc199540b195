import { activities } from "./audit/activities"
import type { Databases } from "./platform/database/open"
import { poolOf } from "./platform/database/data-source"
import { type Part, nameOf } from "./platform/database/statements"
import { Transaction } from "./platform/database/transaction"
import { type Log, factsOf } from "./platform/log"
import type { Job } from "./permissions/actor"

const { version, purpose } = activities["subject-rights"]

/** Every recurring act, one line each. A job is an actor: what it does stands in the trail. */
const acts: readonly { job: Job; action: string; everyMs: number; does: readonly string[] }[] = [
  {
    job: { kind: "JOB", name: "housekeeping" },
    action: "house.kept",
    everyMs: 300_000,
    does: ["select clear_scopes()"],
  },
  {
    // What ran out by the clock alone: whoever leaves by a change is followed at once.
    job: { kind: "JOB", name: "custody" },
    action: "house.kept",
    everyMs: 60_000,
    does: ["select keep_custody_by_the_clock()"],
  },
  {
    // Writes down what the day of review has ended: it was over without this.
    job: { kind: "JOB", name: "confidentiality" },
    action: "house.kept",
    everyMs: 3_600_000,
    does: [`select lapse_confidentiality(${String(version)}, '${purpose}')`],
  },
  {
    job: { kind: "JOB", name: "trail-months" },
    action: "house.kept",
    everyMs: 86_400_000,
    does: ["select ensure_trail_partitions(3)"],
  },
]

const part = (text: string, values: string[] = []): Part => ({ name: nameOf(text), text, values })

/** Starts the recurring acts, each at once, which is waited for, and then after its time. Returns how to stop them; a running one is waited for. */
export async function startSchedule(databases: Databases, log: Log): Promise<() => Promise<void>> {
  const pool = poolOf(databases.woonrust_keeper)
  const running = new Set<Promise<void>>()
  const timers = acts.map(({ job, action, everyMs, does }) => {
    const act = (): void => {
      const parts = [
        part("select open_job($1::text, $2::text[])", [job.name, `{${action}}`]),
        ...does.map((text) => part(text)),
      ]
      const done = Transaction.once(pool, parts)
        .then(() => undefined)
        .catch((error: unknown) => log.error({ event: "job.failed", job: job.name, ...factsOf(error) }, "a job failed"))
        .finally(() => running.delete(done))
      running.add(done)
    }
    act()
    return setInterval(act, everyMs).unref()
  })
  await Promise.all(running)
  return async () => {
    timers.forEach((timer) => clearInterval(timer))
    await Promise.all(running)
  }
}
