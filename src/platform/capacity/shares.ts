import type { ServerResponse } from "node:http"
import { Fault } from "../errors"

interface Line {
  active: number
  readonly waiting: (() => void)[]
}

/** Gives a place back. Giving it back twice is giving it back once. */
export type Release = () => void

export interface ShareFacts {
  /** So many at once for each; absent, a quarter of the connections that serve her. */
  readonly places?: number
  /** So many more wait, each in a line of its own; whoever comes then is sent away. */
  readonly line: number
}

/**
 * A share for each: whoever asks for much waits for herself, and makes nobody else wait. By a key, which is the actor's id; nothing is
 * kept of whoever asks nothing.
 */
export class Shares {
  private readonly lines = new Map<string, Line>()

  constructor(private readonly facts: ShareFacts) {}

  /**
   * Settles when there is a place.
   * @param connections how many there are for her and those like her
   * @throws Fault RATE_LIMITED where the line is full
   */
  async enter(key: string, connections: number): Promise<Release> {
    const places = this.facts.places ?? placesOf(connections)
    const line = this.lines.get(key) ?? { active: 0, waiting: [] }
    this.lines.set(key, line)
    if (line.active < places) line.active++
    else if (line.waiting.length >= this.facts.line) throw new Fault("RATE_LIMITED", undefined, { retryAfter: 1 })
    else await new Promise<void>((resolve) => line.waiting.push(resolve))
    let held = true
    return () => {
      if (held) this.leave(key, line)
      held = false
    }
  }

  /** The place goes to whoever waits longest. */
  private leave(key: string, line: Line): void {
    const next = line.waiting.shift()
    if (next) next()
    else if (--line.active === 0) this.lines.delete(key)
  }
}

/** Keeps a place until the answer is on its way, or whoever asked has left. */
export function untilClosed(response: ServerResponse, leave: Release): void {
  response.once("close", leave)
  if (response.closed) leave()
}

/** A quarter of the connections, and one at least. */
export const placesOf = (pool: number): number => Math.max(1, Math.floor(pool / 4))
