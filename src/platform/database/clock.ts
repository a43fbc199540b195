import { clock } from "../clock"

/** The clock of a node and that of the database may differ by so much. */
export const mostSkewSeconds = 60

/**
 * The database's time, as this process last heard it. What must be judged between two statements, as whether a token is still valid, is
 * judged by this: all nodes agree on it, and it goes on by the monotonic clock, whatever happens to the node's own.
 */
class DatabaseClock {
  private last: { readonly told: number; readonly at: number } | undefined

  /** The node's own time, as long as the database has told nothing. */
  now(): Date {
    return this.last ? new Date(this.last.told + performance.now() - this.last.at) : clock.now()
  }

  /**
   * The database told its time between two moments of the monotonic clock. What was known before stays, as far as it agrees: an answer
   * that took long tells little.
   */
  heard(asked: number, told: Date, answered: number): void {
    const [earliest, latest] = [told.getTime(), told.getTime() + Math.max(1, answered - asked)]
    const known = this.last ? this.last.told + answered - this.last.at : (earliest + latest) / 2
    this.last = { told: Math.min(Math.max(known, earliest), latest), at: answered }
  }

  /** By how much the database is ahead of the node. */
  get skewSeconds(): number {
    return (this.now().getTime() - clock.now().getTime()) / 1000
  }

  get isApart(): boolean {
    return Math.abs(this.skewSeconds) > mostSkewSeconds
  }
}

/** One process serves one database. */
export const databaseClock = new DatabaseClock()
