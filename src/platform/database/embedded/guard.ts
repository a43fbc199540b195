import { type ChildProcess, spawn } from "node:child_process"
import { open, rm } from "node:fs/promises"
import { setTimeout as sleep } from "node:timers/promises"
import { type Account, ENVIRONMENT, identityOf } from "./account"
import { EmbeddedError } from "./errors"
import { isAlive } from "./processes"

/** A server that ends when we end, however we end. */
export interface Guarded {
  readonly pid: number
  /** Settles when the server itself is gone. */
  readonly gone: Promise<void>
  stop(): Promise<void>
}

/*
 * The shell starts the server, tells its number, and waits. A second process of the shell waits for the end of a pipe
 * that only this process holds open: when we close it or die, the system ends it, and that second process stops the
 * server. It repeats the signal because a server that is just starting ignores it, and insists after ten seconds.
 * The second process comes before telling the number: a shell that nobody listens to dies when it speaks.
 */
const SCRIPT = `
trap '' HUP INT TERM
"$0" "$@" 3<&- </dev/null >&2 &
server=$!
{
  read -r _
  tries=0
  while kill -INT $server && [ $tries -lt 50 ]; do
    tries=$((tries + 1))
    sleep 0.2 || sleep 1
  done
  kill -QUIT $server
} <&3 >/dev/null 2>&1 &
reader=$!
exec 3<&-
echo $server
wait $server
kill -KILL $reader 2>/dev/null
`

/**
 * How a server is told to stop, and for how many milliseconds it is then waited for: politely, firmly, by force. Being
 * firm loses nothing but makes the next start repair; a server asked politely while it repairs can wait for itself.
 */
const STOPPING = [
  ["SIGINT", 10_000],
  ["SIGQUIT", 7_000],
  ["SIGKILL", 5_000],
] as const

/** Starts a program under guard. What it says goes to the log, which begins anew. */
export async function startGuarded(
  program: readonly [string, ...string[]],
  at: { cwd: string; log: string; account: Account | undefined },
): Promise<Guarded> {
  await rm(at.log, { force: true })
  // Opened by us, so that the server's user needs no right to the folder; only if new, so that no link leads elsewhere.
  const log = await open(at.log, "ax", 0o600)
  try {
    const guard = spawn("/bin/sh", ["-c", SCRIPT, ...program], {
      cwd: at.cwd,
      env: ENVIRONMENT,
      // A session of its own: Ctrl-C is for us, and we stop the server when we are done with it.
      detached: true,
      stdio: ["ignore", "pipe", log.fd, "pipe"],
      ...identityOf(at.account),
    })
    // The pipe carries nothing; that it breaks when the guard dies is no news.
    guard.stdio[3]?.on("error", () => undefined)
    const pid = await serverNumber(guard)
    const gone = whenGone(guard, pid)
    return { pid, gone, stop: () => stop(guard, pid, gone) }
  } finally {
    await log.close()
  }
}

function serverNumber(guard: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    guard.once("error", reject)
    guard.once("exit", () => reject(new EmbeddedError("The shell that guards PostgreSQL ended at once.")))
    guard.stdout?.once("data", (line: Buffer) => resolve(Number(line.toString())))
  })
}

async function whenGone(guard: ChildProcess, pid: number): Promise<void> {
  if (!hasEnded(guard)) await new Promise((resolve) => guard.once("exit", resolve))
  // Somebody killed the guard; the server does not notice.
  if (guard.signalCode !== null) while (await isAlive(pid)) await sleep(100)
}

async function stop(guard: ChildProcess, pid: number, gone: Promise<void>): Promise<void> {
  guard.stdio[3]?.destroy()
  // The number of a server that is gone may by now be another's.
  if (await settles(gone, 0)) return
  for (const [signal, patience] of STOPPING) {
    kill(pid, signal)
    if (await settles(gone, patience)) return
  }
  throw new EmbeddedError(`The PostgreSQL server (process ${pid}) does not end.`)
}

function hasEnded(guard: ChildProcess): boolean {
  return guard.exitCode !== null || guard.signalCode !== null
}

function settles(promise: Promise<void>, milliseconds: number): Promise<boolean> {
  return Promise.race([promise.then(() => true), sleep(milliseconds, false, { ref: false })])
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // Already gone.
  }
}
