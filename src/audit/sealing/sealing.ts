import { type Facts, type Log, factsOf } from "../../platform/log"
import { Pause } from "../../platform/pause"
import { Contradiction, type Anchoring } from "./anchoring"
import type { SealingGauges } from "./gauges"
import { type Sealed, type Sealer, batchSize } from "./sealer"

export interface SealingParts {
  readonly sealer: Sealer
  readonly anchoring: Anchoring
  readonly log: Log
  readonly gauges: SealingGauges
  /** How long an event is kept, in months. */
  readonly termMonths: number
  /** Milliseconds between two rounds that find little. */
  readonly everyMs?: number
}

/** An event that is not sealed for so long is told of. */
const alarmSeconds = 60

const minuteMs = 60_000

/** Between two looks at what is past its term: it goes by whole months. */
const hourMs = 3_600_000

/** Seals for as long as the service runs. A request never waits for it, and is never refused because of it. */
export class Sealing {
  private readonly pause = new Pause()
  /** When each thing was last told of: what goes wrong goes wrong every second. */
  private readonly told = new Map<string, number>()
  private prunedAt = -Infinity
  private readonly running: Promise<void>

  constructor(private readonly parts: SealingParts) {
    this.running = this.run()
  }

  /** Seals what is there, lets the last head leave, and ends. */
  async stop(): Promise<void> {
    this.pause.end()
    await this.running
  }

  private async run(): Promise<void> {
    const { everyMs = 1_000 } = this.parts
    while (!this.pause.isOver) {
      const sealed = await this.round(() => this.parts.sealer.round())
      if (performance.now() - this.prunedAt >= hourMs) await this.prune()
      if ((sealed?.events ?? 0) < batchSize) await this.pause.rest(everyMs)
    }
    await this.round(() => this.parts.sealer.round())
  }

  private async prune(): Promise<void> {
    const { sealer, termMonths } = this.parts
    this.prunedAt = performance.now()
    await this.round(() => sealer.prune(termMonths))
  }

  private async round(act: () => Promise<Sealed | undefined>): Promise<Sealed | undefined> {
    const { gauges } = this.parts
    try {
      const sealed = await act()
      if (!sealed) return undefined
      gauges.leaves.set(sealed.size)
      sealed.lags.forEach((lag) => gauges.lag.observe(lag))
      this.observe(sealed)
      if (sealed.note !== undefined) await this.anchor(sealed.note)
      return sealed
    } catch (error) {
      gauges.faults.inc({ what: "not-sealed" })
      this.tell("trail.not-sealed", factsOf(error), "the trail was not sealed")
      return undefined
    }
  }

  /** Says when events wait for a minute: for the sealer, or for a transaction somewhere that does not end. */
  private observe({ lags, waiting, events }: Sealed): void {
    const behind = events === batchSize ? Math.max(waiting, lags.at(-1) ?? 0) : waiting
    this.parts.gauges.waiting.set(waiting)
    this.parts.gauges.behind.set(behind)
    if (behind < alarmSeconds) return
    const why = waiting >= alarmSeconds ? "a transaction does not end" : "more is written than is sealed"
    this.tell("trail.behind", { ms: Math.round(behind * 1000) }, `the trail is sealed late: ${why}`)
  }

  private async anchor(note: string): Promise<void> {
    const { anchoring, gauges } = this.parts
    try {
      gauges.anchored.set(await anchoring.keep(note))
    } catch (error) {
      const contradicts = error instanceof Contradiction
      gauges.faults.inc({ what: contradicts ? "contradiction" : "not-anchored" })
      if (contradicts) this.tell("trail.contradiction", {}, error.message)
      else this.tell("trail.not-anchored", factsOf(error), "the head of the trail was not kept outside")
    }
  }

  private tell(event: string, facts: Facts, message: string): void {
    const now = performance.now()
    if (now - (this.told.get(event) ?? -Infinity) < minuteMs) return
    this.told.set(event, now)
    this.parts.log.error({ ...facts, event }, message)
  }
}
