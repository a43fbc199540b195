import { type ChildProcess, spawn } from "node:child_process"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { SignJWT, exportJWK, generateKeyPair } from "jose"

const root = join(__dirname, "../..")

/** Where a developer's .env does not lie. */
const elsewhere = tmpdir()

/** A database on this machine speaks plain text; in production that has to be said. */
export const inPlainText = (url: string): string => `${url}?sslmode=disable`

export interface Service {
  readonly url: string
  readonly pid: number
  /** Tells it to stop, and waits until it has. The code it ended with. */
  stop(): Promise<number | null>
  /** Ends it without a word (SIGKILL), and waits until it is gone. */
  kill(): Promise<void>
}

/** Only what a fresh machine has, and the settings. */
const environment = (settings: Record<string, string>): NodeJS.ProcessEnv => ({
  PATH: process.env["PATH"],
  // Many run at once on one machine.
  METRICS_PORT: "0",
  ...settings,
})

/** The built service as a process of its own, once it says that it is ready. Modules may be loaded into it before its own. */
export async function startService(
  settings: Record<string, string>,
  preloaded: readonly string[] = [],
): Promise<Service> {
  const before = preloaded.flatMap((module) => ["-r", module])
  const child = spawn(process.execPath, [...before, join(root, "dist/src/main.js")], {
    cwd: elsewhere,
    env: environment({ PORT: "0", ...settings }),
    stdio: ["ignore", "pipe", "pipe"],
  })
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve))
  const port = await Promise.race([readyPort(child), ended.then(() => undefined)])
  if (port === undefined) throw new Error("the service ended before it was ready")
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    stop: () => {
      child.kill("SIGTERM")
      return ended
    },
    kill: async () => {
      child.kill("SIGKILL")
      await ended
    },
  }
}

/** Where a process runs, what its files are open to, and what is loaded into it before its own. */
export interface Around {
  readonly cwd?: string
  readonly umask?: string
  /** As a user that may do nothing, also where the specs run as root. */
  readonly asNobody?: boolean
  readonly preloaded?: readonly string[]
}

/** What the service says when it does not start. */
export function refusalOf(settings: Record<string, string>, around: Around = {}): Promise<Outcome> {
  return ended([join(root, "dist/src/main.js")], { PORT: "0", ...settings }, around)
}

async function readyPort(child: ChildProcess): Promise<number> {
  if (!child.stdout) throw new Error("no output")
  for await (const line of createInterface({ input: child.stdout })) {
    const { event, port } = JSON.parse(line) as { event?: string; port?: number }
    if (event === "ready" && port !== undefined) {
      child.stdout.resume()
      return port
    }
  }
  throw new Error("the service said nothing")
}

export interface Outcome {
  readonly code: number | null
  readonly said: string
}

/** The operator's tool, as a process: with what code it ended, and what it said. */
export function outcomeOf(
  args: readonly string[],
  settings: Record<string, string> = {},
  around: Around = {},
): Promise<Outcome> {
  return ended([join(root, "dist/src/cli.js"), ...args], settings, around)
}

async function ended(
  command: readonly string[],
  settings: Record<string, string>,
  { cwd = elsewhere, umask = "022", asNobody = false, preloaded = [] }: Around,
): Promise<Outcome> {
  const before = preloaded.flatMap((module) => ["-r", module])
  const script = `umask ${umask}; exec "$0" "$@"`
  const child = spawn("/bin/sh", ["-c", script, process.execPath, ...before, ...command], {
    cwd,
    env: environment(settings),
    ...(asNobody && process.getuid?.() === 0 && { uid: 65534, gid: 65534 }),
  })
  let said = ""
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()))
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()))
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve))
  return { code, said }
}

/** The same, where it must end well. */
export async function woonrust(args: string[], settings: Record<string, string>): Promise<string> {
  const { code, said } = await outcomeOf(args, settings)
  if (code !== 0) throw new Error(`woonrust ${args[0]} failed: ${said}`)
  return said
}

/** An identity provider of the association's own: discovery, keys and tokens. */
export async function startIssuer() {
  const { privateKey, publicKey } = await generateKeyPair("ES256")
  const key = { ...(await exportJWK(publicKey)), alg: "ES256", kid: "spec" }
  const server = createServer((request, response) => {
    const answer =
      request.url === "/.well-known/openid-configuration"
        ? { issuer: url(), jwks_uri: `${url()}/keys` }
        : { keys: [key] }
    response.setHeader("content-type", "application/json").end(JSON.stringify(answer))
  })
  const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    url: url(),
    tokenFor: (subject: string, term = "5m"): Promise<string> =>
      new SignJWT({})
        .setProtectedHeader({ alg: "ES256", kid: "spec" })
        .setIssuer(url())
        .setAudience("woonrust")
        .setSubject(subject)
        .setExpirationTime(term)
        .sign(privateKey),
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

/** A port that nobody listens at. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return port
}
