import { type AddressInfo, type Server, type Socket, connect, createServer } from "node:net"
import type { Clone } from "../support/database"

type ServingUrls = Clone["urls"]

/** Stands between the service and PostgreSQL, and can take the database away. */
export class Proxy {
  private readonly open = new Set<Socket>()
  private constructor(
    private readonly server: Server,
    private readonly port: number,
    private target: URL,
  ) {}

  static async before(url: string): Promise<Proxy> {
    const target = new URL(url)
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()))
    const proxy = new Proxy(server, (server.address() as AddressInfo).port, target)
    server.on("connection", (socket) => proxy.join(socket))
    return proxy
  }

  /** The same connections, by way of this. */
  through<Urls extends Partial<ServingUrls>>(urls: Urls): Urls {
    const changed = Object.entries<string>({ ...urls }).map(([role, url]) => {
      const at = new URL(url)
      at.hostname = "127.0.0.1"
      at.port = String(this.port)
      return [role, at.toString()]
    })
    return Object.fromEntries(changed) as never
  }

  /** Nobody gets through, and whoever was through is cut off. */
  async cut(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve))
    this.drop()
    await closed
  }

  async mend(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(this.port, "127.0.0.1", () => resolve()))
  }

  /** Whoever comes next is led to the server at this address. */
  lead(url: string): void {
    this.target = new URL(url)
  }

  /** Ends what is open; whoever comes next gets through. */
  drop(): void {
    for (const socket of this.open) socket.destroy()
  }

  private join(client: Socket): void {
    const database = connect(Number(this.target.port), this.target.hostname)
    for (const socket of [client, database]) {
      this.open.add(socket)
      socket.on("error", () => undefined)
      socket.on("close", () => {
        this.open.delete(socket)
        client.destroy()
        database.destroy()
      })
    }
    client.pipe(database)
    database.pipe(client)
  }
}
