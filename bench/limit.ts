import { type IncomingMessage, type ServerResponse, createServer } from "node:http"
import type { AddressInfo } from "node:net"
import pg from "pg"
import { type Handler, handlersOf } from "./limit/handlers"
import type { StartServer, Started } from "./protocol"

/**
 * The other side: what could be reached at most. Bare node:http and one pool, statements written by hand for exactly these
 * operations, the same header and the same line of the trail, the same row rules; no tokens, no GraphQL.
 */
process.once("message", (message) => void start(message as StartServer).then((started) => process.send?.(started)))
process.once("disconnect", () => process.exit(1))

function start({ url, pool: size, trail }: StartServer): Promise<Started> {
  const handlers = handlersOf(trail)
  const pool = new pg.Pool({ connectionString: url, max: size })
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      answer(pool, handlers, request, Buffer.concat(chunks).toString()).then(
        (text) => send(response, 200, text),
        (error: unknown) => send(response, 500, JSON.stringify({ errors: [{ message: String(error) }] })),
      )
    })
  })
  server.keepAliveTimeout = 60_000
  process.once("SIGTERM", () => process.exit(0))
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve({ port: (server.address() as AddressInfo).port, tokens: {} }))
  })
}

type Handlers = ReadonlyMap<string, Handler>

async function answer(pool: pg.Pool, handlers: Handlers, request: IncomingMessage, body: string): Promise<string> {
  const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> }
  const handler = handlers.get(query)
  if (!handler) throw new Error("a document that the limit was not written for")
  const [id = "", role = ""] = String(request.headers["x-actor"]).split(" ")
  const client = await pool.connect()
  try {
    const text = await handler(client, { id, role }, variables)
    client.release()
    return text
  } catch (error) {
    client.release(true)
    throw error
  }
}

function send(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text) })
  response.end(text)
}
