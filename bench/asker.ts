import { Agent, request } from "node:http"
import { attacks } from "./neighbour/attacks"
import type { Asked, AskedResult, Question } from "./neighbour/protocol"

/** A process that asks: as a neighbour, at a steady pace; or as somebody who takes what she can get. */
process.on("message", (message) => {
  void run(message as Asked).then((result) => process.send?.(result))
})

process.once("disconnect", () => process.exit(1))

const run = (asked: Asked): Promise<AskedResult> => (asked.is === "neighbour" ? neighbour(asked) : attack(asked))

/** Every so often the next question goes out, whether the last one is answered or not: whoever waits is not spared. */
async function neighbour({ port, questions, everyMs, seconds }: Extract<Asked, { is: "neighbour" }>) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const began = performance.now()
  const waits: Promise<Answer>[] = []
  const latencies: number[] = []
  for (let nth = 0; nth * everyMs < seconds * 1000; nth++) {
    const due = began + nth * everyMs
    await until(due)
    const question = questions[nth % questions.length] as Question
    waits.push(
      ask(port, agent, question).finally(() => {
        latencies.push(performance.now() - due)
      }),
    )
  }
  const answers = await Promise.all(waits)
  agent.destroy()
  const wrong = answers.filter(({ status, text }) => status !== 200 || text.includes('"errors":[{"message"'))
  return {
    ...quantiles(latencies),
    requests: answers.length,
    errors: wrong.length,
    first: wrong[0]?.text.slice(0, 300),
  }
}

/** Twelve at once, each again as soon as it is answered. */
async function attack({ port, scenario, token, ids, seconds }: Extract<Asked, { is: "attack" }>) {
  const agent = new Agent({ keepAlive: true, maxSockets: 12 })
  const end = performance.now() + seconds * 1000
  const statuses: Record<string, number> = {}
  const latencies: number[] = []
  let nth = 0
  const one = async (): Promise<void> => {
    while (performance.now() < end) {
      const began = performance.now()
      const { status } = await ask(port, agent, { token, body: attacks[scenario](nth++, ids) })
      latencies.push(performance.now() - began)
      statuses[status] = (statuses[status] ?? 0) + 1
    }
  }
  await Promise.all(Array.from({ length: 12 }, one))
  agent.destroy()
  return { ...quantiles(latencies), requests: latencies.length, errors: 0, statuses }
}

interface Answer {
  readonly status: number
  readonly text: string
}

function ask(port: number, agent: Agent, { token, body }: Question): Promise<Answer> {
  return new Promise((resolve) => {
    const headers = { "content-type": "application/json", authorization: `Bearer ${token}` }
    const sent = request({ port, host: "127.0.0.1", path: "/graphql", method: "POST", agent, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on("data", (chunk: Buffer) => chunks.push(chunk))
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }))
      response.on("error", () => resolve({ status: 0, text: "broken off" }))
    })
    sent.on("error", (error) => resolve({ status: 0, text: error.message }))
    sent.end(body)
  })
}

const until = (due: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())))

function quantiles(latencies: readonly number[]) {
  const sorted = Float64Array.from(latencies).sort()
  const at = (q: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}
