import { execFile } from "node:child_process"
import { readFile } from "node:fs/promises"
import { promisify } from "node:util"
import pg from "pg"
import { type Embedded, startEmbedded } from "../../../src/platform/database/embedded"

/** A PostgreSQL of the proof's own, which can be killed and comes up again on what it left. */
export class Database {
  private constructor(
    private readonly dataDir: string,
    private readonly settings: Record<string, string>,
    private server: Embedded,
  ) {}

  static async start(dataDir: string, settings: Record<string, string> = {}): Promise<Database> {
    return new Database(dataDir, settings, await startEmbedded({ dataDir, settings }))
  }

  url(name: string): string {
    return this.server.url(name)
  }

  /** As the superuser, behind the row rules. */
  async rows<Row extends pg.QueryResultRow>(name: string, sql: string, values: unknown[] = []): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.url(name) })
    await client.connect()
    return await client.query<Row>(sql, values).then(
      ({ rows }) => client.end().then(() => rows),
      (error: unknown) => client.end().then(() => Promise.reject(error as Error)),
    )
  }

  /** The postmaster and all its children at once, without a word. Stopped first, so that it makes no more of them meanwhile. */
  async kill(): Promise<void> {
    const { pid } = this.server
    process.kill(pid, "SIGSTOP")
    for (const child of await childrenOf(pid)) end(child)
    end(pid)
    await this.server.exited
  }

  async restart(): Promise<void> {
    this.server = await startEmbedded({ dataDir: this.dataDir, settings: this.settings })
  }

  stop(): Promise<void> {
    return this.server.stop()
  }
}

async function childrenOf(pid: number): Promise<number[]> {
  if (process.platform === "linux") return numbersIn(await readFile(`/proc/${pid}/task/${pid}/children`, "utf8"))
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid="])
  const pairs = stdout.split("\n").map(numbersIn)
  return pairs.flatMap(([child, parent]) => (child !== undefined && parent === pid ? [child] : []))
}

const numbersIn = (text: string): number[] => (text.match(/\d+/g) ?? []).map(Number)

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL")
  } catch {
    // It ended by itself since it was counted.
  }
}
