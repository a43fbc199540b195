import { execFile } from "node:child_process"
import { createHash } from "node:crypto"
import { cp, mkdir, mkdtemp, readFile, rename, rm, stat, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { promisify } from "node:util"

const run = promisify(execFile)

/** What a tool said, and how it ended. */
export interface Said {
  readonly ok: boolean
  readonly text: string
}

const manifest = join(__dirname, "clients.json")
const root = join(__dirname, "..", "..")

/** The folder in which the clients of others are installed: one for each list of versions, kept from one run to the next. */
async function installed(): Promise<string> {
  const wanted = await readFile(manifest, "utf8")
  const place = join(tmpdir(), `woonrust-clients-${createHash("sha256").update(wanted).digest("hex").slice(0, 12)}`)
  if (await stat(place).catch(() => undefined)) return place
  const making = await mkdtemp(`${place}-making-`)
  try {
    await writeFile(join(making, "package.json"), wanted)
    await run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"], { cwd: making })
    await rename(making, place)
  } catch (error) {
    await rm(making, { recursive: true, force: true })
    // Somebody else may have been first.
    if (!(await stat(place).catch(() => undefined))) throw error
  }
  return place
}

/** A folder of its own for one run, with the committed schema in it, in which the installed tools are run. */
export class Workshop {
  private constructor(readonly dir: string) {}

  static async open(): Promise<Workshop> {
    const place = await installed()
    const dir = await mkdtemp(join(tmpdir(), "woonrust-client-"))
    await symlink(join(place, "node_modules"), join(dir, "node_modules"))
    await cp(join(root, "graphql", "schema.graphql"), join(dir, "schema.graphql"))
    await cp(join(__dirname, "walks"), join(dir, "walks"), { recursive: true })
    return new Workshop(dir)
  }

  async close(): Promise<void> {
    await rm(this.dir, { recursive: true, force: true })
  }

  async write(name: string, text: string | object): Promise<void> {
    const path = join(this.dir, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, typeof text === "string" ? text : JSON.stringify(text, undefined, 2))
  }

  read(name: string): Promise<string> {
    return readFile(join(this.dir, name), "utf8")
  }

  /** Runs a tool by the name under which its package offers it. */
  tool(name: string, ...given: string[]): Promise<Said> {
    return this.execute(join(this.dir, "node_modules", ".bin", name), given)
  }

  /** Runs one of the walks against a running service. */
  walk(name: string, environment: Record<string, string>): Promise<Said> {
    return this.execute(process.execPath, [join(this.dir, "walks", name)], environment)
  }

  private async execute(file: string, given: string[], more: Record<string, string> = {}): Promise<Said> {
    const env = { ...process.env, ...more, CI: "1", NO_COLOR: "1", NODE_ENV: "development" }
    try {
      const { stdout, stderr } = await run(file, given, { cwd: this.dir, env, maxBuffer: 2 ** 26 })
      return { ok: true, text: `${stdout}${stderr}` }
    } catch (error) {
      const { stdout = "", stderr = "", message } = error as Error & { stdout?: string; stderr?: string }
      return { ok: false, text: `${message}\n${stdout}${stderr}` }
    }
  }
}
