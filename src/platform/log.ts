import { pino } from "pino"

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
}

const allowed = new Set([
  "event", "code", "port", "place", "ms", "count", "signal", "job", "traceId", "sqlState", "constraint", "at",
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
  }
}
