import { QueryFailedError } from "typeorm"
import { ErrorReason, Fault, Refusal, refuse } from "../errors"

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

/** States in which PostgreSQL cannot be reached, is busy or full, or only follows another (25006), and a later attempt may succeed. */
const passing = /^(08|53|57P|57014|55P03|40001|40P01|25006|25P0[34]|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND)/

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
  if (state !== undefined && passing.test(state)) return new Fault("UNAVAILABLE")
  // pg has no state for a connection that ends under a query, or a pool that gives none in time.
  if (
    state === undefined &&
    /^Connection terminated|^timeout exceeded when trying|^Client has encountered|^Client was closed|^Query read timeout/.test(
      messageOf(error),
    )
  ) {
    return new Fault("UNAVAILABLE")
  }
  return error instanceof Error ? error : new Fault("INTERNAL")
}

/** What the trail and the log may say of a failure: a code of ours, and no more. */
export const codeOf = (failure: Error): string => (failure instanceof Fault ? failure.code : "INTERNAL")
