import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { build } from "../proofs/crash"
import { startService } from "./service"

jest.setTimeout(120_000)

const root = join(__dirname, "../..")
const main = join(root, "dist/src/main.js")

let folder: string
beforeAll(build)
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "woonrust-signals-"))
})
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 20 }))

const settings = (): Record<string, string> => ({
  ...{ DATA_DIR: join(folder, "data"), DEMO_CASES: "0" },
  METRICS_PORT: "0",
})

/** A program in whose family the service runs. What the service says goes into a file that outlives it. */
function parent(command: string, args: readonly string[]): ChildProcess {
  return spawn(command, args, {
    cwd: root,
    env: { PATH: process.env["PATH"], PORT: "0", LOG: join(folder, "log"), ...settings() },
    stdio: ["pipe", "ignore", "ignore"],
  })
}

/** What the service has said of an event, once it has. */
async function said(event: string): Promise<Record<string, unknown>> {
  for (;;) {
    const text = await readFile(join(folder, "log"), "utf8").catch(() => "")
    const lines = text.split("\n").filter((line) => line.startsWith("{") && line.endsWith("}"))
    const found = lines.map((line) => JSON.parse(line) as Record<string, unknown>).find((line) => line["event"] === event) // prettier-ignore
    if (found) return found
    await sleep(50)
  }
}

describe("a service that is told to stop", () => {
  it("says first that it is not ready, while it still answers, each time as the last on that connection; told once more, it ends at once", async () => {
    const service = await startService({ ...settings(), STOP_PAUSE_SECONDS: "600" })
    expect((await fetch(`${service.url}/readyz`)).status).toBe(200)
    const stopped = service.stop()
    // Two signals at once are one wish, as Ctrl-C under npm sends them.
    process.kill(service.pid, "SIGINT")
    while ((await fetch(`${service.url}/readyz`)).status === 200);
    const ready = await fetch(`${service.url}/readyz`)
    expect([ready.status, await ready.text()]).toEqual([503, "not ready: the service is stopping"])
    const answer = await fetch(`${service.url}/livez`)
    expect([answer.status, answer.headers.get("connection")]).toEqual([200, "close"])
    await sleep(1_200)
    process.kill(service.pid, "SIGTERM")
    expect(await stopped).toBe(1)
  })

  it("takes it at once where there is nobody who asks whether it is ready", async () => {
    const service = await startService(settings())
    expect(await service.stop()).toBe(0)
  })
})

describe("a service", () => {
  it("goes on when the shell that it was started from ends", async () => {
    const script = `"${process.execPath}" "${main}" > "$LOG" & echo $! > "$LOG.pid"; read -r line`
    const shell = parent("/bin/sh", ["-c", script])
    const { port } = await said("ready")
    const ended = once(shell, "exit")
    shell.stdin?.end()
    await ended
    const pid = Number(await readFile(join(folder, "log.pid"), "utf8"))
    await sleep(2_000)
    expect((await fetch(`http://127.0.0.1:${String(port)}/readyz`)).status).toBe(200)
    process.kill(pid, "SIGTERM")
    await said("stopped")
  })

  it("that npm started ends with npm, also when that is killed without a word", async () => {
    const npm = parent("/bin/sh", ["-c", 'exec npm start > "$LOG"'])
    await said("ready")
    npm.kill("SIGKILL")
    await said("stopped")
  })
})
