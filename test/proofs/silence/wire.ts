import { Agent, type IncomingHttpHeaders, request } from "node:http"
import { performance } from "node:perf_hooks"

export interface Heard {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
  /** From the first byte sent to the last one heard. */
  readonly ms: number
}

/** One connection that is kept: what differs between two questions is the service's doing, not the network's. */
export class Wire {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 })

  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  ask(query: string, value: unknown): Promise<Heard> {
    const body = Buffer.from(JSON.stringify({ query, variables: { value } }))
    const headers = { "content-type": "application/json", "content-length": body.length, authorization: `Bearer ${this.token}` } // prettier-ignore
    const started = performance.now()
    return new Promise((resolve, reject) => {
      const asking = request(`${this.url}/graphql`, { method: "POST", agent: this.agent, headers }, (answer) => {
        const parts: Buffer[] = []
        answer.on("data", (part: Buffer) => parts.push(part))
        answer.on("error", reject)
        answer.on("end", () => {
          const ms = performance.now() - started
          const { statusCode: status = 0, headers } = answer
          resolve({ status, headers, text: Buffer.concat(parts).toString(), ms })
        })
      })
      // The service closes a connection that nobody used for some seconds; what was just sent on it reached nobody.
      asking.on("error", (error: NodeJS.ErrnoException) =>
        asking.reusedSocket && error.code === "ECONNRESET" ? resolve(this.ask(query, value)) : reject(error),
      )
      asking.end(body)
    })
  }

  close(): void {
    this.agent.destroy()
  }
}

/** What each answer has of its own, whatever was asked: the moment, and the trace. */
const ownOfEach = ["date", "traceparent"]

/** All that was heard, to the byte, with the id that was asked taken out. */
export function bytesOf({ status, headers, text }: Heard, id: string): string {
  const kept = Object.entries(headers).filter(([name]) => !ownOfEach.includes(name))
  return `${status} ${JSON.stringify(kept)} ${id === "" ? text : text.replaceAll(id, "<id>")}`
}
