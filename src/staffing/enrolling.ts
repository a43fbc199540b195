import type pg from "pg"
import { recordOperation } from "../audit"
import type { TrailActionName } from "../audit/activities"
import { type Account, findAccount, getAccount } from "./account"
import { belong, clear, makeTeams } from "./belonging"
import { changedActions, changedLines } from "./changes"
import { type Enrolment, tidied } from "./enrolment"
import { refuseUnlikely } from "./newcomer"
import { oneAtATime } from "./session"
import { StaffError } from "./staff-error"
import { written } from "./writing"

export interface Enrolled {
  readonly id: string
  /** What was changed. */
  readonly lines: readonly string[]
}

/**
 * Adds an employee, or changes of the one with that subject what is named, and nothing else: terms that no longer hold are ended, never
 * deleted. What it changed stands in the trail, by the same transaction; where nothing is to be changed, that she was looked at.
 * @throws StaffError for what cannot be, and for what looks like a slip of the pen
 */
export async function enrol(ownerUrl: string, enrolment: Enrolment): Promise<Enrolled> {
  const said = tidied(enrolment)
  return await oneAtATime(ownerUrl, async (database) => {
    const before = await findAccount(database, said.subject)
    if (before && said.newPerson)
      throw new StaffError("--new-person: an employee has the subject of --subject already.")
    if (!before) await refuseUnlikely(database, said)
    return await changed(database, "enrol", before, said)
  })
}

/** Writes what is said of an employee, and what became another into the trail. */
export async function changed(
  database: pg.Client,
  command: string,
  before: Account | undefined,
  said: Enrolment,
): Promise<Enrolled> {
  const made = await makeTeams(database, said)
  const id = await written(database, before, said)
  await belong(database, id, said)
  await clear(database, id, said)
  const after = await getAccount(database, said.newSubject ?? said.subject)
  const actions = [...(made.length ? (["team.made"] as const) : []), ...changedActions(before, after)]
  await traced(database, command, id, actions)
  const lines = [...made.map((name) => `made the team ${name}`), ...changedLines(before, after)]
  return { id, lines: lines.length ? lines : ["nothing changed"] }
}

/** One event for the command, with a line for each sort of change: whom it concerns, not what it says of her. */
const traced = (database: pg.Client, command: string, id: string, actions: readonly TrailActionName[]): Promise<void> =>
  recordOperation(database, {
    command,
    activity: "staff-administration",
    actions: actions.length ? actions : ["staff.viewed"],
    types: ["Employee"],
    employees: [id],
  })
