import { type Socket, connect } from "node:net"
import type { Ask, Source } from "./sources"

const ok = Buffer.from("HTTP/1.1 200 ")
const headEnd = Buffer.from("\r\n\r\n")
const refused = Buffer.from('"errors":[{')

/** Bare sockets that speak as much HTTP as is needed: the less the asking costs, the less it disturbs PostgreSQL on its core. */
export class Sockets {
  readonly latencies: number[] = []
  errors = 0
  firstError: string | undefined
  private constructor(
    private readonly sockets: readonly Socket[],
    private readonly source: Source,
  ) {}

  static async open(port: number, count: number, source: Source): Promise<Sockets> {
    const opening = Array.from(
      { length: count },
      () =>
        new Promise<Socket>((resolve, reject) => {
          const socket: Socket = connect(port, "127.0.0.1", () => resolve(socket))
          socket.setNoDelay(true)
          socket.once("error", reject)
        }),
    )
    return new Sockets(await Promise.all(opening), source)
  }

  /** Every socket asks and asks, until the time is up; what is under way by then is waited for. */
  async ask(until: number): Promise<void> {
    await Promise.all(
      this.sockets.map((socket, index) => this.keepAsking(socket, this.source(index, this.sockets.length), until)),
    )
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy()
  }

  private keepAsking(socket: Socket, next: () => Ask, until: number): Promise<void> {
    return new Promise((resolve) => {
      let asked = next()
      let began = performance.now()
      let held: Buffer | undefined
      socket.write(asked.bytes)
      socket.on("data", (chunk: Buffer) => {
        held = held ? Buffer.concat([held, chunk]) : chunk
        const body = bodyOf(held)
        if (!body) return
        const now = performance.now()
        this.latencies.push(now - began)
        if (!isRight(held, body, asked)) this.wrong(held)
        held = undefined
        if (now >= until) {
          resolve()
          return
        }
        asked = next()
        began = performance.now()
        socket.write(asked.bytes)
      })
      socket.on("close", () => {
        if (performance.now() < until) this.wrong(Buffer.from("the connection was closed"))
        resolve()
      })
    })
  }

  private wrong(answer: Buffer): void {
    this.errors++
    this.firstError ??= answer.toString("utf8", 0, 600)
  }
}

/** The body, once it is there in full. */
function bodyOf(answer: Buffer): Buffer | undefined {
  const end = answer.indexOf(headEnd)
  if (end < 0) return undefined
  const length = /\r\ncontent-length: (\d+)/i.exec(answer.toString("latin1", 0, end))?.[1]
  if (length === undefined) throw new Error("an answer without a length")
  const from = end + headEnd.length
  return answer.length >= from + Number(length) ? answer.subarray(from) : undefined
}

const isRight = (answer: Buffer, body: Buffer, { expect }: Ask): boolean =>
  startsWith(answer, ok) && startsWith(body, expect) && !body.includes(refused)

const startsWith = (whole: Buffer, start: Buffer): boolean =>
  whole.compare(start, 0, start.length, 0, start.length) === 0
