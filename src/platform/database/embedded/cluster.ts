import { randomBytes } from "node:crypto"
import { chown, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { run } from "./account"
import type { Binaries } from "./binaries"
import { EmbeddedError, tailOf } from "./errors"
import { giveTo, isThere, moveInto, writeWhole } from "./files"
import type { Place } from "./place"
import { isAlive, servesCluster } from "./processes"

export const SUPERUSER = "postgres"

/** How long a server whose service was killed may take to end, in tenths of a second; its guard insists before that. */
const PATIENCE = 200

/** Makes the cluster unless it is there, and answers the superuser's password. */
export async function ensureCluster(place: Place, binaries: Binaries, volatile: boolean): Promise<string> {
  const { base, cluster, account } = place
  if (!(await isThere(cluster))) return makeCluster(place, binaries, volatile)
  const password = await readPassword(base)
  if (password === undefined) {
    throw new EmbeddedError(
      `The file ${join(base, "password")} with the password of the database in ${cluster} is gone.`,
    )
  }
  // A cluster that root restored from a copy is root's; PostgreSQL would refuse it.
  if (account !== undefined && (await stat(cluster)).uid !== account.uid) await giveTo(account, cluster)
  return password
}

/** Sees that no server is at work on the cluster, and that nothing left of an earlier one stands in the way. */
export async function awaitFormerServer(cluster: string): Promise<void> {
  const file = join(cluster, "postmaster.pid")
  for (let tries = 0; ; tries++) {
    const text = await readFile(file, "utf8").catch(() => "")
    const pid = Math.abs(parseInt(text, 10))
    // Without a process of that number PostgreSQL clears the file away itself.
    if (!(pid > 0) || !(await isAlive(pid))) return
    // With one, it takes that process for its former self, whatever it is.
    if (!(await servesCluster(pid, cluster))) return rm(file, { force: true })
    // The service before us was killed and its server is on its way out, or somebody runs one by hand: never disturb.
    if (tries >= PATIENCE) {
      throw new EmbeddedError(`Another PostgreSQL server (process ${pid}) is using ${cluster}. Stop it first.`)
    }
    await sleep(100)
  }
}

/** Made beside its place and moved there when finished: half a cluster never stands where a whole one is expected. */
async function makeCluster(place: Place, binaries: Binaries, volatile: boolean): Promise<string> {
  const { base, cluster, account } = place
  await removeUnfinished(base)
  const password = (await readPassword(base)) ?? randomBytes(24).toString("hex")
  await writeWhole(join(base, "password"), `${password}\n`, account)
  const draft = await mkdtemp(`${cluster}.new-`)
  if (account !== undefined) await chown(draft, account.uid, account.gid)
  const { ok, output } = await run(binaries.initdb, initdbOptions(draft, join(base, "password"), volatile), account)
  if (!ok) {
    await rm(draft, { recursive: true, force: true })
    throw new EmbeddedError(`PostgreSQL could not make its cluster in ${base}:\n${tailOf(output)}`)
  }
  await moveInto(draft, cluster)
  return password
}

/** Nothing here depends on the language of the machine: sorting by code point, letters by Unicode. */
function initdbOptions(folder: string, passwordFile: string, volatile: boolean): string[] {
  return [
    `--pgdata=${folder}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "-E",
    "UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--no-instructions",
    ...(volatile ? ["--no-sync"] : []),
  ]
}

async function readPassword(base: string): Promise<string | undefined> {
  const text = await readFile(join(base, "password"), "utf8").catch(() => "")
  return text.trim() === "" ? undefined : text.trim()
}

async function removeUnfinished(base: string): Promise<void> {
  const unfinished = (await readdir(base)).filter((name) => name.startsWith("cluster.new-"))
  // An initdb that outlived its service may still be writing; what it leaves goes the next time.
  for (const name of unfinished) await rm(join(base, name), { recursive: true, force: true }).catch(() => undefined)
}
