import { randomUUID } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import type { Ask } from "./ask"
import type { Answer, Client } from "./client"

/** An asking, what came of it, and the traces of all its attempts. */
export interface Answered {
  readonly ask: Ask
  /** Absent where the service could not answer, however often it was asked: such an asking counts as none. */
  readonly answer: Answer | undefined
  readonly traces: readonly string[]
}

/** So often an asking is tried, with a pause between, in milliseconds. */
const attempts = 6
const pause = 100

/** The service says that it cannot answer now, and shows nothing. With anything shown it is an answer, and a wrong one. */
export function isUnavailable({ data, codes }: Answer): boolean {
  const showsNothing = Object.values(data ?? {}).every((field) => field === null)
  return codes.length > 0 && codes.every((code) => code === "UNAVAILABLE") && showsNothing
}

/**
 * What could not be answered decides nothing: it is asked again, by a trace of its own, because the attempt before may stand in the trail.
 * On a slow machine the few connections of this proof are taken for longer than the service waits for one.
 */
export async function answered(client: Pick<Client, "ask">, ask: Ask): Promise<Answered> {
  const traces: string[] = []
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (attempt) await sleep(attempt * pause)
    const trace = attempt ? randomUUID().replaceAll("-", "") : ask.trace
    traces.push(trace)
    const answer = await client.ask(ask.actor, ask.template.text, ask.variables, trace)
    if (!isUnavailable(answer)) return { ask: { ...ask, trace }, answer, traces }
  }
  return { ask, answer: undefined, traces }
}
