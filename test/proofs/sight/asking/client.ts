import { Agent, request } from "node:http"
import type { House } from "../../../support/house"
import type { Variables } from "./filling"

export interface Answer {
  readonly data: unknown
  /** The codes of what went wrong; none where it did not. */
  readonly codes: readonly string[]
}

/** People who ask, each with a token; every question has a number of its own by which the trail tells it. */
export class Client {
  private readonly agent = new Agent({ keepAlive: true })
  private readonly tokens = new Map<string, string>()

  constructor(private readonly house: House) {}

  async ask(actor: string, query: string, variables: Variables, trace: string): Promise<Answer> {
    const text = await this.post(JSON.stringify({ query, variables }), {
      "content-type": "application/json",
      authorization: `Bearer ${await this.tokenOf(actor)}`,
      traceparent: `00-${trace}-00f067aa0ba902b7-01`,
    })
    const { data, errors } = JSON.parse(text) as { data: unknown; errors?: { extensions: { code: string } }[] }
    return { data, codes: (errors ?? []).map(({ extensions }) => extensions.code) }
  }

  /** Over connections that stay open; `fetch` costs several times as much, and there are a hundred thousand of these. */
  private post(body: string, headers: Record<string, string>): Promise<string> {
    return new Promise((resolve, reject) => {
      const asked = request(`${this.house.url}/graphql`, { method: "POST", agent: this.agent, headers }, (response) => {
        const parts: Buffer[] = []
        response.on("data", (part: Buffer) => parts.push(part))
        response.on("end", () => resolve(Buffer.concat(parts).toString()))
        response.on("error", reject)
      })
      // The service closes a connection that nobody used for some seconds; what was just sent on it reached nobody.
      asked.on("error", (error: NodeJS.ErrnoException) =>
        asked.reusedSocket && error.code === "ECONNRESET" ? resolve(this.post(body, headers)) : reject(error),
      )
      asked.end(body)
    })
  }

  close(): void {
    this.agent.destroy()
  }

  private async tokenOf(actor: string): Promise<string> {
    let token = this.tokens.get(actor)
    if (token === undefined) this.tokens.set(actor, (token = (await this.house.colleague(actor, "")).token))
    return token
  }
}

/** Does all of it, so many at a time, in order of their beginning. */
export async function flight<T, R>(work: readonly T[], wide: number, act: (each: T) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  let next = 0
  const lane = async (): Promise<void> => {
    for (let at = next++; at < work.length; at = next++) done[at] = await act(work[at] as T)
  }
  await Promise.all(Array.from({ length: wide }, lane))
  return done
}
