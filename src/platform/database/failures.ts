import { QueryFailedError } from "typeorm"
import { ErrorReason, Fault, Refusal, refuse } from "../errors"
import { type Trouble, troubleOf } from "./troubles"

/** The actor that the caller believed in is no more: disabled, or in another role. */
export class ActorChanged extends Error {}

export const causeOf = (error: unknown): unknown =>
  error instanceof QueryFailedError ? (error.driverError as unknown) : error

/** An error may come from another realm, as node's own do in specs: it is known by its form. */
export const messageOf = (error: unknown): string => {
  const message = (causeOf(error) as { message?: unknown } | null | undefined)?.message
  return typeof message === "string" ? message : ""
}

/** What PostgreSQL says besides: the constraint, the column, and the routine that refused, whatever the language of its messages. */
const detailOf = (error: unknown, name: "constraint" | "column" | "routine"): string | undefined => {
  const value = (causeOf(error) as Record<string, unknown> | null | undefined)?.[name]
  return typeof value === "string" ? value : undefined
}

/** PostgreSQL's state, or the code that node gives. */
export const stateOf = (error: unknown): string | undefined => {
  const cause = causeOf(error)
  const code = (cause as { code?: unknown } | null | undefined)?.code
  return typeof code === "string" ? code : undefined
}

/** The server did not answer in time; its connection is of no more use. */
export const isSilence = (error: unknown): boolean => messageOf(error) === "Query read timeout"

/** Constraints that an input can break, and what a form shows for it. */
const constraints: Readonly<Record<string, readonly [ErrorReason, string]>> = {
  case_file_assignee_id_fkey: [ErrorReason.ASSIGNEE_UNFIT, "assigneeId"],
  case_restriction_current: [ErrorReason.ALREADY_RESTRICTED, "caseId"],
  block_current: [ErrorReason.ALREADY_BLOCKED, "employeeId"],
}

/**
 * What a failure of the database means to whoever asked. Its own message never goes further: it may quote data.
 */
export function failureOf(error: unknown): Error {
  if (error instanceof Fault || error instanceof Refusal || error instanceof ActorChanged) return error
  const state = stateOf(error)
  if (state === "WR401" || state === "WR403") return new ActorChanged()
  // A rule that a trigger keeps names its reason, and the field of the input.
  const [reason, field] = [detailOf(error, "constraint"), detailOf(error, "column")]
  if (state === "WR422" && reason !== undefined && reason in ErrorReason && field !== undefined)
    return refuse(ErrorReason[reason as keyof typeof ErrorReason], "input", field)
  const broken = reason === undefined ? undefined : constraints[reason]
  if (broken && (state === "23503" || state === "23505")) return refuse(broken[0], "input", broken[1])
  // The case was there when the verb began, and was handed to others while it waited for it.
  if (state === "42501" && detailOf(error, "routine") === "ExecWithCheckOptions" && !/"trail_/.test(messageOf(error)))
    return refuse(ErrorReason.ABSENT, "input", "caseId")
  // And one of ours says the same of what only a manager does.
  if (state === "42501" && detailOf(error, "routine") === "exec_stmt_raise")
    return refuse(ErrorReason.NOT_ALLOWED, "input", "caseId")
  const trouble = troubleOf(state, messageOf(error))
  if (trouble) return new Fault("UNAVAILABLE", undefined, { trouble })
  return error instanceof Error ? error : new Fault("INTERNAL")
}

/** What is wrong with the database, where that is what failed. */
export const troubleIn = (error: unknown): Trouble | undefined => troubleOf(stateOf(error), messageOf(error))

/** What the trail and the log may say of a failure: a code of ours, and no more. */
export const codeOf = (failure: Error): string => (failure instanceof Fault ? failure.code : "INTERNAL")
