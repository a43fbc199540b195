import { type ChildProcess, fork } from "node:child_process"
import { openSync } from "node:fs"
import { resolve } from "node:path"
import type { Asked } from "./neighbour/protocol"
import type { LoadResult, StartServer, Started, ToLoad } from "./protocol"

const root = resolve(__dirname, "..")
const buildFolder = resolve(root, ".data/bench/build")

/** A process of ours, spoken to over its channel. It is ended by its own number, and ends too when we are gone. */
export class Process {
  private constructor(
    readonly name: string,
    private readonly child: ChildProcess,
  ) {}

  static start(name: "ours" | "limit" | "load" | "asker", execArgv: readonly string[] = []): Process {
    const log = openSync(resolve(root, `.data/bench/${name}.log`), "w")
    const child = fork(resolve(buildFolder, `bench/${name}.js`), [], {
      execArgv: [...execArgv],
      env: { PATH: process.env["PATH"], NODE_ENV: "production", LOG_LEVEL: "info" },
      stdio: ["ignore", log, log, "ipc"],
    })
    return new Process(name, child)
  }

  get pid(): number {
    return this.child.pid ?? 0
  }

  /** @throws Error when it ends instead of answering */
  ask<Answer>(message: StartServer | ToLoad | Asked): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const ended = (): void => reject(new Error(`${this.name} ended; see .data/bench/${this.name}.log`))
      this.child.once("exit", ended)
      this.child.once("message", (answer) => {
        this.child.off("exit", ended)
        resolve(answer as Answer)
      })
      this.child.send(message)
    })
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    const gone = new Promise((resolve) => this.child.once("exit", resolve))
    this.child.kill("SIGTERM")
    const force = setTimeout(() => this.child.kill("SIGKILL"), 12_000)
    await gone
    clearTimeout(force)
  }
}

export interface Side extends Started {
  /** What it is called in the tables. */
  readonly label: string
  readonly process: Process
  /** Before each stretch of this side, where two sides are one server that is asked, or ruled, differently. */
  readonly turn?: () => Promise<void>
}

export async function startSide(
  name: "ours" | "limit",
  label: string,
  start: StartServer,
  execArgv: readonly string[],
): Promise<Side> {
  const process = Process.start(name, execArgv)
  try {
    return { ...(await process.ask<Started>(start)), label, process }
  } catch (error) {
    await process.stop()
    throw error
  }
}

export class Load {
  private readonly process = Process.start("load")

  get pid(): number {
    return this.process.pid
  }

  async prepare(work: Extract<ToLoad, { is: "prepare" }>["work"]): Promise<void> {
    await this.process.ask<string>({ is: "prepare", work })
  }

  /** @throws Error when any answer is not what it must be */
  async run(port: number, connections: number, seconds: number): Promise<LoadResult> {
    const result = await this.process.ask<LoadResult>({ is: "run", port, connections, seconds })
    if (result.errors)
      throw new Error(`${result.errors} of ${result.requests} answers are wrong; the first: ${result.firstError}`)
    return result
  }

  stop(): Promise<void> {
    return this.process.stop()
  }
}
