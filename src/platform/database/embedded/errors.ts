/** What an operator is told when the embedded database cannot run. The message stands by itself; a stack adds nothing. */
export class EmbeddedError extends Error {
  override readonly name = "EmbeddedError"
}

/** The code that Node or PostgreSQL gave an error, such as ENOENT or 57P03. */
export function codeOf(error: unknown): string | undefined {
  return textOf(error, "code")
}

export function messageOf(error: unknown): string {
  return textOf(error, "message") ?? String(error)
}

/** The last lines of a log, where PostgreSQL says why it ended. */
export function tailOf(log: string): string {
  return log.trim().split("\n").slice(-10).join("\n")
}

/** By its shape, not its class: an error from another realm, as in a spec, is not an instance of our Error. */
function textOf(error: unknown, key: "code" | "message"): string | undefined {
  const text: unknown = typeof error === "object" && error !== null ? Reflect.get(error, key) : undefined
  return typeof text === "string" ? text : undefined
}
