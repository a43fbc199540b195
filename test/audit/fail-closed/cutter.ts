import { type AddressInfo, type Server, type Socket, connect, createServer } from "node:net"
import type { ServingUrls } from "../../../src/platform/database/roles"

/**
 * Before a message: all before it has reached PostgreSQL, which works on it as it comes, and the message itself never does.
 * After a message: it has reached PostgreSQL, and what PostgreSQL says to it reaches nobody.
 */
export type Place = "before" | "after"

/** Execute, Sync, and the simple query: whatever makes PostgreSQL do something, the commit included; it speaks at the last two. */
const counted: Readonly<Record<Place, string>> = { before: "ESQ", after: "SQ" }

/** Stands between the service and PostgreSQL, reads what the service says, and cuts the connection at one message of choice. */
export class Cutter {
  private readonly open = new Set<Socket>()
  private armed: { left: number; readonly place: Place } | undefined

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {}

  static async before(url: string): Promise<Cutter> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()))
    const cutter = new Cutter(server, new URL(url))
    server.on("connection", (socket) => cutter.join(socket))
    return cutter
  }

  /** The same connections, by way of this. */
  through(urls: ServingUrls): ServingUrls {
    const { port } = this.server.address() as AddressInfo
    const changed = Object.entries<string>({ ...urls }).map(([role, url]) => {
      const at = new URL(url)
      at.hostname = "127.0.0.1"
      at.port = String(port)
      return [role, at.toString()]
    })
    return Object.fromEntries(changed) as ServingUrls
  }

  /** Cuts at so manieth message from now on. */
  arm(nth: number, place: Place): void {
    this.armed = { left: nth, place }
  }

  /** Whether that message came. Nothing is cut from here on. */
  disarm(): boolean {
    const came = this.armed === undefined
    this.armed = undefined
    return came
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve))
    for (const socket of this.open) socket.destroy()
    await closed
  }

  private join(service: Socket): void {
    const database = connect(Number(this.target.port), this.target.hostname)
    const end = (): void => {
      service.destroy()
      database.destroy()
    }
    for (const socket of [service, database]) {
      this.open.add(socket)
      socket.on("error", () => undefined)
      socket.on("close", () => {
        this.open.delete(socket)
        end()
      })
    }
    let deaf = false
    database.on("data", (chunk: Buffer) => (deaf ? end() : service.write(chunk)))
    const messages = new Messages()
    service.on("data", (chunk: Buffer) => {
      for (const message of messages.of(chunk)) {
        const place = this.cutAt(message)
        if (place === "before") {
          end()
          return
        }
        deaf ||= place === "after"
        database.write(message)
      }
    })
  }

  private cutAt(message: Buffer): Place | undefined {
    if (!this.armed) return undefined
    const { place } = this.armed
    if (!counted[place].includes(String.fromCharCode(message[0] ?? 0)) || --this.armed.left) return undefined
    this.armed = undefined
    return place
  }
}

/** What a client of PostgreSQL sends, cut into its messages. The first has no letter in front of its length. */
class Messages {
  private rest = Buffer.alloc(0)
  private letter = 0

  of(chunk: Buffer): Buffer[] {
    this.rest = Buffer.concat([this.rest, chunk])
    const whole: Buffer[] = []
    while (this.rest.length >= this.letter + 4) {
      const length = this.letter + this.rest.readInt32BE(this.letter)
      if (this.rest.length < length) break
      whole.push(this.rest.subarray(0, length))
      this.rest = this.rest.subarray(length)
      this.letter = 1
    }
    return whole
  }
}
