import type pg from "pg"
import { type Part, closeStatements, preparedOn } from "./statements"

export type Rows = (string | null)[][]

interface Connection {
  stream: { cork(): void; uncork(): void }
  parsedStatements: Record<string, string | undefined>
  parse(what: { name: string; text: string }): void
  bind(what: { statement: string; values: readonly unknown[]; binary: boolean }): void
  execute(what: { portal: string; rows: number }): void
  close(what: { type: "S"; name: string }): void
  sync(): void
}

/**
 * Several statements sent as one group with one Sync: one round trip and, where none of them says begin, one transaction, which
 * PostgreSQL has committed when it says ready. The answer is handed out no sooner. (`pg` has no such thing: its pipeline mode syncs
 * after each query.)
 */
class Group {
  /** Set by pg, which stops the clock of the query with it. */
  callback: (() => void) | undefined = undefined
  private readonly results: Rows[] = []
  private readonly fresh: string[] = []
  private rows: Rows = []
  private settled = false

  constructor(
    private readonly parts: readonly Part[],
    private readonly done: (error: Error | null, results: Rows[]) => void,
  ) {}

  submit(connection: Connection): null {
    const prepared = preparedOn(connection)
    connection.stream.cork()
    // Before anything that can fail: behind an error the server would pass the closing over.
    closeStatements(
      connection,
      this.parts.flatMap(({ name }) => prepared.touch(name)),
    )
    for (const part of this.parts) {
      if (connection.parsedStatements[part.name] === undefined) {
        // It may exist after all, because an error hides which Parse came through; closing what is not there is no error.
        connection.close({ type: "S", name: part.name })
        connection.parse({ text: part.text, name: part.name })
        connection.parsedStatements[part.name] = part.text
        this.fresh.push(part.name)
      }
      connection.bind({ statement: part.name, values: part.values, binary: false })
      connection.execute({ portal: "", rows: 0 })
    }
    connection.sync()
    connection.stream.uncork()
    return null
  }

  handleDataRow(message: { fields: (string | null)[] }): void {
    this.rows.push(message.fields)
  }

  handleCommandComplete(): void {
    this.results.push(this.rows)
    this.rows = []
  }

  handleError(error: Error, connection?: Connection): void {
    // What stands behind the failing statement was never parsed: forget all that this group brought.
    if (connection) for (const name of this.fresh) connection.parsedStatements[name] = undefined
    this.callback?.()
    if (!this.settled) {
      this.settled = true
      // pg drops the active query on an error: ready-for-query is not delivered here, so this is the last that we hear.
      this.done(error, [])
    }
  }

  handleReadyForQuery(): void {
    this.callback?.()
    if (this.settled) return
    this.settled = true
    this.done(null, this.results)
  }

  handleRowDescription(): void {
    // rows are read by position
  }
  handlePortalSuspended(): void {
    // never: rows are not limited
  }
  handleEmptyQuery(): void {
    this.results.push([])
  }
}

/**
 * Sends the parts as one group. The rows of each, in order, as text.
 * @throws what PostgreSQL says, or the loss of the connection; the whole group is then rolled back.
 */
export function sendGroup(client: pg.ClientBase, parts: readonly Part[]): Promise<Rows[]> {
  return new Promise((resolve, reject) => {
    const group = new Group(parts, (error, results) => (error ? reject(error) : resolve(results)))
    client.query(group as unknown as pg.Submittable)
  })
}
