import { setTimeout as sleep } from "node:timers/promises"
import { Client, type ClientConfig } from "pg"
import { codeOf, EmbeddedError, messageOf } from "./errors"
import type { Guarded } from "./guard"

export const HOST = "127.0.0.1"

/** PostgreSQL's own word for: I am here, and still repairing what a crash left. That may last, and must not be cut off. */
const STARTING_UP = "57P03"

/** How long a server that lives may stay silent, in milliseconds of waiting between the attempts. */
const PATIENCE = 30_000

/** Waits until a real connection works; false when the server ends before that. */
export async function untilReady(server: Guarded, login: ClientConfig): Promise<boolean> {
  const gone = server.gone.then(() => "gone" as const)
  for (let waited = 0, pause = 10; ; pause = Math.min(pause * 1.5, 200)) {
    const fault = await Promise.race([connectOnce(login), gone])
    if (fault === "gone") return false
    if (fault === undefined) return true
    if (codeOf(fault) !== STARTING_UP) waited += pause
    if (waited > PATIENCE) {
      await server.stop()
      throw new EmbeddedError(`PostgreSQL started but lets nobody in: ${messageOf(fault)}`)
    }
    await Promise.race([sleep(pause), gone])
  }
}

/** Why a connection does not work yet; undefined when it does. */
async function connectOnce(login: ClientConfig): Promise<unknown> {
  const client = new Client({ ...login, host: HOST, database: "postgres", ssl: false, connectionTimeoutMillis: 2000 })
  // Without a listener, a connection that breaks later than its answer would end the whole process.
  client.on("error", () => undefined)
  try {
    await client.connect()
    await client.query("SELECT 1")
    return undefined
  } catch (error) {
    return error
  } finally {
    await client.end().catch(() => undefined)
  }
}
