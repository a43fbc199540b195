import { setTimeout as sleep } from "node:timers/promises"

/** How often each node is asked whether it is ready, in milliseconds: much more often than a node pauses before it stops. */
const everyMs = 50

/** What stands before several nodes: it sends to one after the other, as long as they say that they are ready. */
export class Balancer {
  private ready: readonly string[] = []
  private next = 0
  private over = false
  private readonly looking: Promise<void>

  constructor(private readonly nodes: readonly string[]) {
    this.looking = this.look()
  }

  /** Sends to the next node that is ready. The node that answered, and how. */
  async send(path: string, init: RequestInit): Promise<{ node: string; status: number; text: string }> {
    while (!this.ready.length) await sleep(everyMs)
    const node = this.ready[this.next++ % this.ready.length] as string
    const response = await fetch(`${node}${path}`, init)
    return { node, status: response.status, text: await response.text() }
  }

  /** Until all are ready. */
  async whole(): Promise<void> {
    while (this.ready.length < this.nodes.length) await sleep(everyMs)
  }

  async stop(): Promise<void> {
    this.over = true
    await this.looking
  }

  private async look(): Promise<void> {
    while (!this.over) {
      const answers = await Promise.all(this.nodes.map(isReady))
      this.ready = this.nodes.filter((_, nth) => answers[nth])
      await sleep(everyMs)
    }
  }
}

const isReady = (node: string): Promise<boolean> =>
  fetch(`${node}/readyz`, { signal: AbortSignal.timeout(1_000) }).then(
    ({ status }) => status === 200,
    () => false,
  )
