import { type LockedCase, hasEnded, lockCases } from "../cases"
import { ErrorReason, refuse } from "../platform/errors"
import { type Tx, isUuid, mustExist } from "../records"
import type { HandOverInput } from "./access.inputs"
import type { HandOverOutcome } from "./hand-over.payload"

/** More than a desk or a district ever holds; a mistake beyond it would be hard to mend. */
const most = 2_000

const running = "c.closed_at is null"

/** The running cases that are meant. @throws Refusal REQUIRED unless exactly one way to name them is given */
function meant({ caseIds, employeeId, district }: HandOverInput): { which: string; values: unknown[] } {
  const given = [caseIds, employeeId, district].filter((each) => each !== undefined && each !== null)
  if (given.length !== 1) throw refuse(ErrorReason.REQUIRED, "input", "caseIds")
  if (caseIds) return { which: "c.id = any ($1::uuid[])", values: [caseIds.filter(isUuid)] }
  if (employeeId) {
    // What she handles, and what was left to her custody.
    const which = `${running} and (c.assignee_id = $1::uuid or c.id in (select held_in_custody($1::uuid)))`
    return { which, values: [isUuid(employeeId) ? employeeId : null] }
  }
  // Of a case that is about no home, the district is its team's.
  const which = `${running} and (c.home_id in (select h.id from home h where h.district = $1)
    or (c.home_id is null and c.team_id in (select t.id from team t where t.district = $1)))`
  return { which, values: [district] }
}

/**
 * Which case would go to whom: to one of the receivers who is cleared for it and has no conflict of interest, to whom the fewest went
 * so far. Holds the cases, so that what is said is what is done.
 */
async function planned(tx: Tx, input: HandOverInput): Promise<HandOverOutcome> {
  const { which, values } = meant(input)
  const cases = await lockCases(tx, which, values, most + 1)
  if (cases.length > most) throw refuse(ErrorReason.OUT_OF_RANGE, "input")
  if (input.caseIds && cases.length < new Set(input.caseIds).size)
    throw refuse(await whyNot(tx, input.caseIds), "input", "caseIds")
  if (cases.some(({ status }) => hasEnded(status))) throw refuse(ErrorReason.CASE_ENDED, "input", "caseIds")
  const receivers = [...new Set(input.receiverIds.filter(isUuid).map((id) => id.toLowerCase()))]
  const lines = shared(cases, receivers, await fitting(tx, cases, receivers))
  return { caseCount: lines.length, lines }
}

/** Why not all of the named cases can be handed over: one is absent, or is not the actor's to give. */
async function whyNot(tx: Tx, caseIds: readonly string[]): Promise<ErrorReason> {
  const seen: unknown[] = await tx.manager.query("select from case_file where id = any ($1::uuid[])", [
    caseIds.filter(isUuid),
  ])
  return seen.length < new Set(caseIds).size ? ErrorReason.ABSENT : ErrorReason.NOT_ALLOWED
}

/** Says what handing over would do; changes nothing. */
export const previewHandOver = async (tx: Tx, input: HandOverInput): Promise<Told> => ({
  told: { outcome: await planned(tx, input) },
})

/** Hands cases over: all of them, or none. */
export async function handOver(tx: Tx, input: HandOverInput): Promise<Told> {
  const outcome = await planned(tx, input)
  const receivers = outcome.lines.flatMap(({ receiverId }) => receiverId ?? [])
  if (receivers.length < outcome.caseCount) throw refuse(ErrorReason.NOBODY_FITS, "input", "receiverIds")
  const { teamId = null } = input
  if (teamId !== null) await mustExist(tx, "team", teamId, "teamId")
  if (input.employeeId && outcome.caseCount) await handOverTasks(tx, input.employeeId, outcome)
  await tx.manager.query(
    `update case_file c set assignee_id = new.receiver, team_id = coalesce($3::uuid, c.team_id), changed_at = $4, version = c.version + 1
       from unnest($1::uuid[], $2::uuid[]) as new(id, receiver) where c.id = new.id`,
    [outcome.lines.map(({ caseId }) => caseId), receivers, teamId, tx.now],
  )
  return { told: { outcome } }
}

/** With a desk go the tasks on it that are still open. */
async function handOverTasks(tx: Tx, employeeId: string, { lines }: HandOverOutcome): Promise<void> {
  await tx.manager.query(
    `update task t set assignee_id = new.receiver, version = t.version + 1 from unnest($1::uuid[], $2::uuid[]) as new(id, receiver)
       where t.case_id = new.id and t.assignee_id = $3::uuid and t.completed_at is null`,
    [lines.map(({ caseId }) => caseId), lines.map(({ receiverId }) => receiverId), employeeId],
  )
  tx.touched.types.add("Task")
}

type Told = { told: { outcome: HandOverOutcome } }

/** Who of the receivers can take over which case: asked of the database, since clearances and blocks of others are not readable. */
async function fitting(tx: Tx, cases: readonly LockedCase[], receivers: readonly string[]): Promise<Set<string>> {
  const rows = await tx.manager.query<{ pair: string }[]>(
    "select f.case_id || ' ' || f.employee_id as pair from fit_receivers($1::uuid[], $2::uuid[]) f",
    [cases.map(({ id }) => id), receivers],
  )
  return new Set(rows.map(({ pair }) => pair))
}

function shared(cases: readonly LockedCase[], receivers: readonly string[], fit: ReadonlySet<string>) {
  const got = new Map(receivers.map((id) => [id, 0]))
  return cases.map(({ id, reference }) => {
    const able = receivers.filter((receiver) => fit.has(`${id} ${receiver}`))
    const receiverId = able.sort((one, other) => (got.get(one) ?? 0) - (got.get(other) ?? 0))[0] ?? null
    if (receiverId !== null) got.set(receiverId, (got.get(receiverId) ?? 0) + 1)
    return { caseId: id, reference, receiverId }
  })
}
