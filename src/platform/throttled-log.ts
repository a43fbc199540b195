import type { Facts, Log } from "./log"

type Level = "warn" | "error"

/** What was told of, and how often it has been so since. */
interface Told {
  readonly event: string | undefined
  readonly job: string | undefined
  /** It has not been said that it is over. */
  open: boolean
  leftOut: number
  again: (leftOut: number) => void
}

const minuteMs = 60_000

/**
 * Tells once of what goes wrong, and then once a minute how often it did meanwhile: what goes wrong does so at every request. All that
 * the running service says goes through here. What is of the same event, with the same cause, is the same.
 */
export class ThrottledLog implements Log {
  private readonly told = new Map<string, Told>()
  private readonly timers = new Map<string, NodeJS.Timeout>()

  constructor(
    private readonly log: Log,
    private readonly everyMs = minuteMs,
  ) {}

  info(facts: Facts, message: string): void {
    this.log.info(facts, message)
  }

  warn(facts: Facts, message: string): void {
    this.tell("warn", facts, message)
  }

  error(facts: Facts, message: string): void {
    this.tell("error", facts, message)
  }

  /** Says that it is over, if it was told that it is so. Coming back at once it is told of with the next minute, and not each time. */
  over({ event, job }: Pick<Facts, "event" | "job">, message: string): void {
    if (!this.told.size) return
    const ended = [...this.told.values()].filter((each) => each.open && each.event === event && each.job === job)
    if (!ended.length) return
    const leftOut = ended.reduce((sum, each) => sum + each.leftOut, 0)
    // What was left out until now is told here, and not raised again when it is over.
    for (const each of ended) Object.assign(each, { open: false, leftOut: 0 })
    this.log.info({ event: `${event}.over`, ...(job !== undefined && { job }), ...(leftOut && { leftOut }) }, message)
  }

  /** Says what was left out so far. */
  end(): void {
    this.timers.forEach((timer) => clearTimeout(timer))
    for (const { leftOut, again } of this.told.values()) if (leftOut) again(leftOut)
    this.told.clear()
  }

  private tell(level: Level, facts: Facts, message: string): void {
    const key = keyOf(facts, message)
    const before = this.told.get(key)
    // What is said again is how it was the last time.
    const again = (leftOut: number): void => this.log[level]({ ...facts, leftOut }, message)
    if (before) {
      Object.assign(before, { leftOut: before.leftOut + 1, again })
      return
    }
    const { event, job } = facts
    this.told.set(key, { event, job, open: true, leftOut: 0, again })
    this.wait(key)
    this.log[level](facts, message)
  }

  private wait(key: string): void {
    this.timers.set(key, setTimeout(() => this.minutePassed(key), this.everyMs).unref())
  }

  /** What did not come again is forgotten: when it does, it is news. */
  private minutePassed(key: string): void {
    const told = this.told.get(key)
    this.timers.delete(key)
    if (!told?.leftOut) return void this.told.delete(key)
    told.again(told.leftOut)
    told.leftOut = 0
    told.open = true
    this.wait(key)
  }
}

const keyOf = ({ event, job, cause, code, sqlState, at }: Facts, message: string): string =>
  [event, job, cause, code, sqlState, at, message].join("|")
