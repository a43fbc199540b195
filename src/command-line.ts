import { CommanderError } from "commander"
import { migrations } from "../migrations"
import { readOwnerUrl } from "./platform/config"
import { connected } from "./platform/database/client"
import { reaching } from "./platform/database/explaining"
import { namesOf } from "./platform/database/prepare"
import { refuseOtherSchema } from "./platform/database/schema"
import { explain } from "./platform/explaining"
import { factsOf } from "./platform/log"
import { OperatorError } from "./platform/operator-error"
import { endWith } from "./platform/process"

/** Does what makes the tables what this version works with. */
export async function asMaker<T>(act: (url: string) => Promise<T>): Promise<T> {
  const url = readOwnerUrl()
  return await reaching({ url, setting: "DATABASE_OWNER_URL" }, () => act(url))
}

/** Does what any other command does as the owner of the database, on tables of this version. @throws SchemaError on others */
export const asOwner = <T>(act: (url: string) => Promise<T>): Promise<T> =>
  asMaker(async (url) => {
    await connected(url, (database) => refuseOtherSchema(database, namesOf(migrations)))
    return await act(url)
  })

/** What a command found, and the code it ends with. */
export interface Outcome {
  readonly lines: readonly string[]
  readonly code: number
}

export function tell({ lines, code }: Outcome): void {
  for (const line of lines) console.log(line)
  process.exitCode = code
}

/** An argument is not what it has to be; what was written there is not repeated. */
export const unfit = (option: string, what: string): OperatorError =>
  new OperatorError(`${option} has to be ${what}.`, 2)

/** Reads an option that has one of these values. */
export const oneOf =
  (option: string, values: readonly string[]) =>
  (given: string): string => {
    if (!values.includes(given)) throw unfit(option, `one of ${values.join(", ")}`)
    return given
  }

/** The same, where it may be given several times. */
export const someOf =
  (option: string, values: readonly string[]) =>
  (given: string, before: readonly string[] = []): string[] => [...before, oneOf(option, values)(given)]

export const momentForm = "a moment as 2026-12-31T23:00:00Z"

const moments = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/

/**
 * A day alone is its beginning in UTC. A time says its zone: that of whoever's machine it is would be a guess.
 * @param form what it has to be; more where it may be something else as well
 */
export function readMoment(option: string, given: string, form = momentForm): Date {
  const [, day = ""] = moments.exec(given) ?? []
  const moment = new Date(given)
  if (!isDay(day) || Number.isNaN(moment.getTime())) throw unfit(option, form)
  return moment
}

/** One that the calendar has: JavaScript takes 30 February for 2 March. */
function isDay(given: string): boolean {
  const moment = new Date(`${given}T00:00:00Z`)
  return !Number.isNaN(moment.getTime()) && moment.toISOString().slice(0, 10) === given
}

/** A day of the calendar, as it is written. */
export const readDay =
  (option: string) =>
  (given: string): string => {
    if (!isDay(given)) throw unfit(option, "a day as 2026-12-31")
    return given
  }

/** As TRAIL_ORIGIN: it is the name under which heads are signed. */
export function readOrigin(given: string): string {
  if (!/^[^\s+]+$/.test(given)) throw unfit("--origin", "a name without blanks and plus signs")
  return given
}

/** Ends the process as the command failed: with 2 where it was used wrongly, or with what the command said of a failure beforehand. */
export function fail(error: unknown): void {
  endWith(Number(process.exitCode ?? codeOf(error)))
  // Commander has told what it throws.
  if (!(error instanceof CommanderError)) console.error(explain(error)?.sentence ?? unforeseen(error))
}

function codeOf(error: unknown): number {
  // Help and version come this way too, and are nothing wrong.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  return explain(error)?.exitCode ?? 1
}

/** What a programmer needs to find it, and no data. */
function unforeseen(error: unknown): string {
  const { code, sqlState, constraint, at } = factsOf(error)
  const facts = [code, sqlState && `SQLSTATE ${sqlState}`, constraint && `constraint ${constraint}`, at]
  return `The command failed. (${facts.filter((fact) => fact !== undefined).join(", ")})`
}
