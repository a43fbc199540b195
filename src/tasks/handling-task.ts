import { v7 as uuid } from "uuid"
import { DataCategory, lockOpenCase, refuseWithoutGround } from "../cases"
import { ErrorReason, Refusal, refuse } from "../platform/errors"
import { type Tx, isUuid } from "../records"
import { Task } from "./task.entity"
import type { AddTaskInput, CompleteTaskInput } from "./task.inputs"

const earliest = "2000-01-01"
const latest = "2100-01-01"

/** Adds a task to a running case. */
export async function addTask(tx: Tx, input: AddTaskInput): Promise<{ task: string; case: string }> {
  const dossier = await lockOpenCase(tx, input.caseId)
  if (input.dueOn < earliest || input.dueOn > latest) throw refuse(ErrorReason.OUT_OF_RANGE, "input", "dueOn")
  const category = input.category ?? dossier.category
  if (category === DataCategory.REPORTER) throw refuse(ErrorReason.OUT_OF_RANGE, "input", "category")
  refuseWithoutGround(dossier, category)
  const assigneeId = input.assigneeId ?? tx.actor.id
  const found: unknown[] = isUuid(assigneeId)
    ? await tx.manager.query(`select from employee where id = $1 and active`, [assigneeId])
    : []
  if (!found.length) throw refuse(ErrorReason.ABSENT, "input", "assigneeId")
  const id = uuid()
  await tx.manager.insert(Task, {
    id,
    case: { id: dossier.id },
    category,
    title: input.title,
    dueOn: input.dueOn,
    assignee: { id: assigneeId },
    addedBy: { id: tx.actor.id },
    addedAt: tx.now,
    version: 1,
  })
  tx.touched.types.add("Task")
  tx.touched.categories.add(category)
  return { task: id, case: dossier.id }
}

/** Marks a task of a running case as done. */
export async function completeTask(
  tx: Tx,
  { taskId, expectedVersion }: CompleteTaskInput,
): Promise<{ task: string; case: string }> {
  const caseId = isUuid(taskId) ? await caseOf(tx, taskId) : undefined
  if (caseId === undefined) throw refuse(ErrorReason.ABSENT, "input", "taskId")
  const dossier = await lockOpenCase(tx, caseId, { field: "taskId" })
  tx.touched.types.add("Task")
  // Read only now: the case is held, and with it what hangs under it.
  const [task] = await tx.manager.query<{ version: number; open: boolean }[]>(
    `select version, completed_at is null as open from task where id = $1`,
    [taskId],
  )
  if (!task) throw refuse(ErrorReason.ABSENT, "input", "taskId")
  if (task.version !== expectedVersion) {
    throw new Refusal(
      { reason: ErrorReason.VERSION_CHANGED, path: ["input", "expectedVersion"] },
      { task: taskId, case: dossier.id },
    )
  }
  if (!task.open) throw refuse(ErrorReason.ALREADY_COMPLETED, "input", "taskId")
  const completed = { completedAt: tx.now, completedBy: { id: tx.actor.id }, version: task.version + 1 }
  await tx.manager.update(Task, { id: taskId }, completed)
  return { task: taskId, case: dossier.id }
}

async function caseOf(tx: Tx, taskId: string): Promise<string | undefined> {
  const [found] = await tx.manager.query<{ id: string }[]>(`select case_id as id from task where id = $1`, [taskId])
  return found?.id
}

/** Whether something is still to be done in a case; asked while the case is held. */
export async function hasOpenTask(tx: Tx, caseId: string): Promise<boolean> {
  const found: unknown[] = await tx.manager.query(
    `select from task where case_id = $1 and completed_at is null limit 1`,
    [caseId],
  )
  return found.length > 0
}
