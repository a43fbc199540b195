import type { RequestListener, Server, ServerResponse } from "node:http"
import type { AddressInfo, Socket } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import { type Address, listen } from "./listening"

/** How a stop lets the others know, and lets what runs end; in seconds. */
export interface StopTimes {
  /** So long requests are still taken, while readiness says no more of them. */
  readonly pause: number
  /** So long what is in flight may take after that. */
  readonly drain: number
}

/** The port that the service answers at. It can be closed such that no request is lost that a client was free to send. */
export class Port {
  private ending = false
  private readonly answering = new Set<ServerResponse>()
  private readonly sockets = new Set<Socket>()

  private constructor(private readonly server: Server) {
    server.on("connection", (socket) => {
      this.sockets.add(socket)
      socket.once("close", () => this.sockets.delete(socket))
    })
  }

  static async open(listener: RequestListener, at: Address): Promise<Port> {
    const server = await listen((request, response) => {
      port.follow(response)
      listener(request, response)
    }, at)
    const port = new Port(server)
    return port
  }

  get number(): number {
    return (this.server.address() as AddressInfo).port
  }

  /** Each connection ends with the answer that is due on it; new ones are taken for a pause, and then no more. */
  async close({ pause, drain }: StopTimes): Promise<void> {
    this.ending = true
    for (const response of this.answering) response.shouldKeepAlive = false
    await sleep(pause * 1000)
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()))
    // Node closes those that are idle, and counts one that was never spoken on among those that are being answered.
    for (const socket of this.sockets) if (socket.bytesRead === 0) socket.destroy()
    const late = setTimeout(() => this.server.closeAllConnections(), drain * 1000)
    await closed
    clearTimeout(late)
  }

  private follow(response: ServerResponse): void {
    this.answering.add(response)
    if (this.ending) response.shouldKeepAlive = false
    response.once("close", () => this.answering.delete(response))
  }
}
