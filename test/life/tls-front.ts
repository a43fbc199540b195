import { once } from "node:events"
import { type AddressInfo, type Socket, connect, createServer } from "node:net"
import { TLSSocket } from "node:tls"
import type { Certificate } from "../support/certificate"

/** What a client of PostgreSQL sends before it speaks TLS: a length of eight, and this number. */
const asksForTls = Buffer.from("0000000804d2162f", "hex")

/** Stands before a PostgreSQL and speaks TLS for it, as its own ssl = on does. */
export class TlsFront {
  /** Connections that came in, and how many of them were in TLS. */
  connections = 0
  inTls = 0

  private constructor(
    readonly port: number,
    readonly close: () => void,
  ) {}

  static async before(port: number, certificate: Certificate): Promise<TlsFront> {
    const server = createServer((client) => {
      client.on("error", () => undefined)
      front.connections++
      client.once("data", (first) => {
        if (!first.equals(asksForTls)) {
          join(client, port, first)
          return
        }
        front.inTls++
        client.write("S")
        join(new TLSSocket(client, { isServer: true, ...certificate }), port)
      })
    }).listen(0, "127.0.0.1")
    await once(server, "listening")
    const front = new TlsFront((server.address() as AddressInfo).port, () => server.close())
    return front
  }
}

function join(client: Socket, port: number, first?: Buffer): void {
  const database = connect(port, "127.0.0.1")
  if (first) database.write(first)
  for (const [one, other] of [
    [client, database],
    [database, client],
  ] as const)
    // prettier-ignore
    one.on("error", () => other.destroy()).on("close", () => other.destroy()).pipe(other)
}
