import { type Agent, request } from "node:http"

/** What reached a client of one question, down to the bytes of an answer that was cut off. */
export interface Heard {
  readonly kind: string
  /** By which the trail knows the question. */
  readonly trace: string
  /** The whole answer came, it shows something, and nothing went wrong. */
  readonly answered: boolean
  /** The record that a change says it wrote. */
  readonly written: string | undefined
  /** The cases and parties that stand in what came, whole or not. */
  readonly cases: readonly string[]
  readonly parties: readonly string[]
}

interface Bytes {
  readonly whole: boolean
  readonly text: string
}

/** Never fails: what had come before it broke off counts. */
function bytesOf(url: string, agent: Agent, headers: Record<string, string>, body: string): Promise<Bytes> {
  return new Promise((resolve) => {
    const parts: Buffer[] = []
    const settle = (whole: boolean): void => resolve({ whole, text: Buffer.concat(parts).toString() })
    const asked = request(`${url}/graphql`, { method: "POST", agent, headers, timeout: 25_000 }, (response) => {
      response.on("data", (part: Buffer) => parts.push(part))
      response.on("end", () => settle(response.complete))
      response.on("error", () => settle(false))
    })
    asked.on("timeout", () => asked.destroy())
    asked.on("error", () => settle(false))
    asked.end(body)
  })
}

/** Every document of this proof asks `__typename id` of whatever is a case or a party. */
const named = (text: string, type: string): string[] => [
  ...new Set([...text.matchAll(new RegExp(`"__typename":"${type}","id":"([0-9a-f-]{36})"`, "g"))].map(([, id]) => id ?? "")),
] // prettier-ignore

export interface Question {
  readonly kind: string
  readonly query: string
  readonly variables?: Readonly<Record<string, unknown>>
}

/** What was heard, and what it shows, for whoever asks on. */
export async function ask(
  url: string,
  agent: Agent,
  token: string,
  question: Question,
  trace: string,
): Promise<Heard & { readonly data: unknown }> {
  const { kind, query, variables = {} } = question
  const headers = {
    "content-type": "application/json",
    authorization: `Bearer ${token}`,
    traceparent: `00-${trace}-00f067aa0ba902b7-01`,
  }
  const { whole, text } = await bytesOf(url, agent, headers, JSON.stringify({ query, variables }))
  const data = whole ? shownBy(text) : undefined
  return {
    ...{ kind, trace, answered: data !== undefined, written: writtenBy(data), data },
    ...{ cases: named(text, "Case"), parties: named(text, "Party") },
  }
}

/** What an answer shows, where nothing went wrong; a change that was refused has complaints. */
function shownBy(text: string): Record<string, any> | undefined {
  const { data, errors } = JSON.parse(text) as { data?: Record<string, any> | null; errors?: unknown }
  if (!data || errors !== undefined) return undefined
  return Object.values(data).some((field) => field?.errors?.length) ? undefined : data
}

const writtenBy = (data: Record<string, any> | undefined): string | undefined => data?.["addJournalEntry"]?.entry?.id
