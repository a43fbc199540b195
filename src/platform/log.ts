import { pino } from "pino"
import { troubleIn } from "./database/failures"
import { type Trouble, troubles } from "./database/troubles"
import { Fault } from "./errors"

/** The only fields a log line may carry. Whoever logs an object with others gets a type error, and pino drops them besides. */
export interface Facts {
  event?: string
  code?: string
  port?: number
  place?: string
  ms?: number
  count?: number
  signal?: string
  job?: string
  traceId?: string
  sqlState?: string
  constraint?: string
  at?: string
  /** What is wrong with the database: of a closed list. */
  cause?: Trouble
  /** By what a transaction that holds others up is found: its backend, and who it is by the database's own words. */
  pid?: number
  application?: string
  user?: string
  database?: string
  since?: string
  /** So often the same has been so since it was last told. */
  leftOut?: number
}

const allowed: ReadonlySet<string> = new Set<keyof Facts>([
  "event", "code", "port", "place", "ms", "count", "signal", "job", "traceId", "sqlState", "constraint", "at",
  "cause", "pid", "application", "user", "database", "since", "leftOut",
]) // prettier-ignore

export interface Log {
  info(facts: Facts, message: string): void
  warn(facts: Facts, message: string): void
  error(facts: Facts, message: string): void
}

/** Structured lines on standard output, without personal data: an allow-list of fields, and messages that are constants. */
export function createLog(level: string): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label) => ({ level: label }),
      log: (facts) => Object.fromEntries(Object.entries(facts).filter(([name]) => allowed.has(name))),
    },
  })
}

/** What a log line may say of an error: its class and PostgreSQL's state, never its message, which may quote data. */
export function factsOf(error: unknown): Facts {
  if (!(error instanceof Error)) return { code: typeof error }
  const { code, constraint } = error as { code?: unknown; constraint?: unknown }
  const cause = error instanceof Fault ? error.trouble : troubleIn(error)
  // The innermost frame of our own says where it happened; frames hold no data.
  const at = error.stack
    ?.split("\n")
    .find((line) => /\bat\b.*[\\/](src|dist)[\\/]/.test(line))
    ?.trim()
  return {
    code: error.name,
    ...(typeof code === "string" && { sqlState: code }),
    ...(typeof constraint === "string" && { constraint }),
    ...(at !== undefined && { at }),
    ...(cause && { cause }),
  }
}

/** What is said of what failed, and in the words of the closed list why, where it is the database's doing. */
export const because = (message: string, { cause }: Facts): string =>
  cause ? `${message}: ${troubles[cause]}` : message
