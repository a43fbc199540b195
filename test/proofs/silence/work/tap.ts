import { createHash } from "node:crypto"
import pg from "pg"

type Values = readonly unknown[] | undefined
interface Message {
  readonly name?: string
  readonly statement?: string
  readonly text?: string
  readonly values?: Values
}
type Sending = (this: unknown, message: Message | string, ...rest: unknown[]) => unknown
type Connecting = (this: pg.Client & { user?: string }, ...given: unknown[]) => unknown

/** Each of these is a message of PostgreSQL's protocol; `sync` ends a group, and so makes a round trip. */
const kinds = ["parse", "bind", "describe", "execute", "close", "sync", "query"] as const
const connections = (pg as unknown as { Connection: { prototype: Record<string, Sending> } }).Connection.prototype
const clients = pg.Client.prototype as unknown as { connect: Connecting }

/** Hears all that this process says to PostgreSQL, and by whom. What is said is kept by its shape: never a value. */
export class Tap {
  private heard: string[] = []
  private readonly speaking = new Set<pg.Client>()

  private constructor(private readonly remove: () => void) {}

  static install(): Tap {
    const plain = kinds.map((kind) => [kind, connections[kind] as Sending] as const)
    const { connect } = clients
    const tap = new Tap(() => {
      for (const [kind, send] of plain) connections[kind] = send
      clients.connect = connect
    })
    for (const [kind, send] of plain)
      connections[kind] = function (message, ...rest) {
        tap.heard.push(shapeOf(kind, message))
        return send.call(this, message, ...rest)
      }
    clients.connect = function (...given) {
      if (this.user?.startsWith("woonrust_")) tap.noteClient(this)
      return connect.apply(this, given)
    }
    return tap
  }

  /** What was said since it was last asked. */
  take(): string[] {
    const { heard } = this
    this.heard = []
    return heard
  }

  /** The connections of the service, as long as they are open. */
  get service(): readonly pg.Client[] {
    return [...this.speaking]
  }

  close(): void {
    this.remove()
  }

  private noteClient(client: pg.Client): void {
    this.speaking.add(client)
    client.once("end", () => this.speaking.delete(client))
  }
}

function shapeOf(kind: string, message: Message | string | undefined): string {
  if (typeof message === "string") return `${kind} ${message}`
  const { name, statement, text, values } = message ?? {}
  const named = statement ?? name ?? (text === undefined ? "" : hashOf(text))
  return [kind, named, ...(values ?? []).map(sizeOf)].join(" ").trim()
}

const hashOf = (text: string): string => createHash("sha256").update(text).digest("base64url").slice(0, 22)

/** How long a value is on the wire; a dash where there is none. */
function sizeOf(value: unknown): string {
  if (value === null || value === undefined) return "-"
  const text =
    typeof value === "string" ? value : Buffer.isBuffer(value) ? value.toString("latin1") : JSON.stringify(value)
  return String(Buffer.byteLength(text))
}
