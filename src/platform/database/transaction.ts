import type pg from "pg"
import { isSilence } from "./failures"
import { type Rows, sendGroup } from "./group"
import { type Part, nameOf } from "./statements"

const statement = (text: string): Part => ({ name: nameOf(text), text, values: [] })
const beginSnapshot = statement("begin isolation level repeatable read")
const begin = statement("begin")
const commit = statement("commit")
const rollback = statement("rollback")
const mark = statement("savepoint settled")
const backToMark = statement("rollback to savepoint settled")

/** A connection that is in a transaction, and goes back to its pool clean or not at all. */
export class Transaction {
  private done = false
  private constructor(readonly client: pg.PoolClient) {}

  /** One transaction in one round trip: a single statement behind its opening needs no snapshot, several share one. */
  static async once(pool: pg.Pool, parts: readonly Part[]): Promise<Rows[]> {
    const transaction = new Transaction(await pool.connect())
    if (parts.length <= 2) return await transaction.guarded(parts, true)
    return (await transaction.guarded([beginSnapshot, ...parts, commit], true)).slice(1, -1)
  }

  /** A transaction that stays open after its first statements, on one snapshot where it only reads. */
  static async open(
    pool: pg.Pool,
    parts: readonly Part[],
    reads: boolean,
  ): Promise<{ transaction: Transaction; rows: Rows[] }> {
    const transaction = new Transaction(await pool.connect())
    const rows = await transaction.guarded([reads ? beginSnapshot : begin, ...parts], false)
    return { transaction, rows: rows.slice(1) }
  }

  more(parts: readonly Part[]): Promise<Rows[]> {
    return this.guarded(parts, false)
  }

  /** The last statements and the commit. When this returns, PostgreSQL has confirmed it. */
  async finish(parts: readonly Part[] = []): Promise<Rows[]> {
    return (await this.guarded([...parts, commit], true)).slice(0, -1)
  }

  /** Commits what was done, and asks for more before. If that fails, what was done stands, and the failure is thrown after the commit. */
  async settle(done: readonly Part[], more: readonly Part[]): Promise<Rows[]> {
    await this.more([...done, mark])
    try {
      const rows = await sendGroup(this.client, more)
      await this.finish()
      return rows
    } catch (error) {
      if (!this.done) await this.finish([backToMark])
      throw error
    }
  }

  async abort(): Promise<void> {
    if (this.done) return
    this.done = true
    try {
      await sendGroup(this.client, [rollback])
      this.client.release()
    } catch {
      this.client.release(true)
    }
  }

  private async guarded(parts: readonly Part[], last: boolean): Promise<Rows[]> {
    if (this.done) throw new Error("this transaction is over")
    try {
      const rows = await sendGroup(this.client, parts)
      if (last) {
        this.done = true
        this.client.release()
      }
      return rows
    } catch (error) {
      if (isSilence(error)) this.giveUp()
      else await this.abort()
      throw error
    }
  }

  /** Behind a query that hangs no rollback is heard: the server rolls back when the connection is gone. */
  private giveUp(): void {
    this.done = true
    this.client.release(true)
  }
}
