import { because, factsOf } from "../../platform/log"
import { Pause } from "../../platform/pause"
import type { ThrottledLog } from "../../platform/throttled-log"
import type { Anchoring } from "./anchoring"
import { AnchorsError } from "./anchors"
import { ClocksApart } from "./clocks"
import { Contradiction } from "./contradiction"
import type { SealingFault, SealingGauges } from "./gauges"
import { type Notice, type Sealed, type Sealer, UnknownKey, batchSize } from "./sealer"

export interface SealingParts {
  readonly sealer: Sealer
  readonly anchoring: Anchoring
  readonly log: ThrottledLog
  readonly gauges: SealingGauges
  /** How long an event is kept, in months. */
  readonly termMonths: number
  /** Milliseconds between two rounds that find little. */
  readonly everyMs?: number
}

/** Between two looks at what is past its term: it goes by whole months. */
const hourMs = 3_600_000

const notices: Readonly<Record<Notice["what"], string>> = {
  restored: "the trail is shorter than the last head outside: it was restored from a backup, and begins an epoch",
  "head-ahead": "the last head outside is dated ahead of this clock",
  "no-head-outside": "the trail has leaves, and no head of it is outside: another folder, or another mount",
}

/** What a round that went well ends. A contradiction is none of it: it may stand between the tree and the heads outside. */
const ends = ["trail.not-sealed", "trail.clock"] as const

/** Seals for as long as the service runs. A request never waits for it, and is never refused because of it. */
export class Sealing {
  private readonly pause = new Pause()
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
    const { gauges, log } = this.parts
    try {
      const sealed = await act()
      for (const event of ends) log.over({ event }, "the trail is sealed again")
      if (!sealed) return undefined
      sealed.lags.forEach((lag) => gauges.lag.observe(lag))
      sealed.notices.forEach((notice) => this.notice(notice))
      if (sealed.note !== undefined) await this.anchor(sealed.note)
      return sealed
    } catch (error) {
      this.fault(error, "not-sealed", "the trail was not sealed")
      return undefined
    }
  }

  private async anchor(note: string): Promise<void> {
    const { anchoring, log } = this.parts
    try {
      await anchoring.keep(note)
      log.over({ event: "trail.not-anchored" }, "the heads of the trail are kept outside again")
    } catch (error) {
      this.fault(error, "not-anchored", "the head of the trail was not kept outside")
    }
  }

  private notice({ what, count }: Notice): void {
    this.parts.gauges.faults.inc({ what })
    this.parts.log.error({ event: `trail.${what}`, ...(count !== undefined && { count }) }, notices[what])
  }

  /** What is of our own is told in its own words, which hold no data. */
  private fault(error: unknown, otherwise: SealingFault, message: string): void {
    const what = error instanceof Contradiction ? "contradiction" : error instanceof ClocksApart ? "clock" : otherwise
    const own = [Contradiction, ClocksApart, AnchorsError, UnknownKey].some((kind) => error instanceof kind)
      ? error
      : undefined
    const facts = { event: `trail.${what}`, ...factsOf(error) }
    this.parts.gauges.faults.inc({ what })
    this.parts.log.error(facts, (own as Error | undefined)?.message ?? because(message, facts))
  }
}
