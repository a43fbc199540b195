import type { Facts, Log } from "../../platform/log"

const minuteMs = 60_000

/** Tells of what goes wrong: each thing once a minute, since what goes wrong goes wrong every second. */
export class Telling {
  private readonly told = new Map<string, number>()

  constructor(private readonly log: Log) {}

  tell(event: string, facts: Facts, message: string): void {
    const now = performance.now()
    if (now - (this.told.get(event) ?? -Infinity) < minuteMs) return
    this.told.set(event, now)
    this.log.error({ ...facts, event }, message)
  }
}
