import { createHash } from "node:crypto"
import { chmod, chown, lstat, mkdir, mkdtemp, readFile, realpath, rm, stat } from "node:fs/promises"
import { join, resolve } from "node:path"
import { ensureFolder } from "../../folders"
import { type Account, run, serverAccount } from "./account"
import { codeOf, EmbeddedError } from "./errors"
import { isSafe, isThere, writeWhole } from "./files"

/** Where everything of one database lies: the cluster itself, its password and the server's log. */
export interface Place {
  readonly base: string
  readonly cluster: string
  readonly account: Account | undefined
}

/** Where root puts what its server's user cannot reach, the lasting place first. */
const FALLBACKS = ["/var/lib", "/var/tmp"]

/** Makes the data directory if it is absent, and answers its one true name. */
export async function ensureDirectory(dataDir: string): Promise<string> {
  if (await ensureFolder(dataDir)) await chmod(resolve(dataDir), 0o700)
  return realpath(resolve(dataDir))
}

/** Finds where the database of this data directory lies, or chooses where it will lie. */
export async function findPlace(dataDir: string): Promise<Place> {
  const user = await serverAccount()
  const pointed = await readFile(join(dataDir, "place"), "utf8").catch(() => undefined)
  if (pointed !== undefined) return placeIn(await pointedFolder(dataDir, pointed.trim()), user)
  const here = await placeIn(dataDir, user)
  if (here.account === undefined) return here
  await letEnter(dataDir, here.account)
  if (await canWork(dataDir, here.account)) return here
  // An existing cluster out of reach must not be answered by an empty one elsewhere.
  if (await isThere(here.cluster)) throw outOfReach(here.cluster, here.account)
  const fallback = await makeFallback(dataDir, here.account)
  await writeWhole(join(dataDir, "place"), `${fallback.base}\n`)
  return fallback
}

/** A cluster keeps the user it belongs to, so that one start as root does not take it away from that user. */
async function placeIn(base: string, user: Account | undefined): Promise<Place> {
  const cluster = join(base, "cluster")
  if (user === undefined) return { base, cluster, account: undefined }
  const owner = await stat(cluster).catch(() => undefined)
  if (owner === undefined || owner.uid === 0 || owner.uid === user.uid) return { base, cluster, account: user }
  return { base, cluster, account: { name: `number ${owner.uid}`, uid: owner.uid, gid: owner.gid } }
}

async function pointedFolder(dataDir: string, folder: string): Promise<string> {
  const found = await lstat(folder).catch(() => undefined)
  if (found !== undefined && isSafe(found)) return folder
  throw new EmbeddedError(
    `The database of ${dataDir} was placed in ${folder}, which is absent or not safely ours any more. ` +
      `Put it back, start as the user that made it, or remove ${join(dataDir, "place")} to begin with an empty database.`,
  )
}

/** Lets the server's user pass through a directory that is root's alone, without showing it to anyone else. */
async function letEnter(dataDir: string, account: Account): Promise<void> {
  const { uid, gid, mode } = await stat(dataDir)
  if (uid !== 0 || gid !== 0 || (mode & 0o001) !== 0) return
  await chown(dataDir, 0, account.gid).catch(() => undefined)
  await chmod(dataDir, (mode & 0o700) | 0o010)
}

/** Tried for real, as the user: a parent may be closed, a file system may know no owners. */
async function canWork(base: string, account: Account): Promise<boolean> {
  const probe = join(base, "probe")
  await rm(probe, { recursive: true, force: true })
  await mkdir(probe)
  try {
    await chown(probe, account.uid, account.gid)
    return (await run("/bin/sh", ["-c", 'cd "$0" && : > file', probe], account)).ok
  } catch {
    return false
  } finally {
    await rm(probe, { recursive: true, force: true })
  }
}

async function makeFallback(dataDir: string, account: Account): Promise<Place> {
  const name = `woonrust-${createHash("sha256").update(dataDir).digest("hex").slice(0, 12)}`
  for (const parent of FALLBACKS) {
    const base = await makeFolder(join(parent, name)).catch(() => undefined)
    if (base === undefined) continue
    await chmod(base, 0o711)
    if (await canWork(base, account).catch(() => false)) return { base, cluster: join(base, "cluster"), account }
  }
  throw outOfReach(dataDir, account)
}

/** Who removed the data directory wants to begin anew: a database left from before is neither used nor touched. */
async function makeFolder(path: string): Promise<string> {
  try {
    await mkdir(path)
    return path
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error
    const unused = isSafe(await lstat(path)) && !(await isThere(join(path, "cluster")))
    return unused ? path : mkdtemp(`${path}-`)
  }
}

function outOfReach(path: string, account: Account): EmbeddedError {
  return new EmbeddedError(
    `The database's server runs as user ${account.name}, who cannot reach ${path}. ` +
      "Choose a data directory whose parents that user may enter, or start the service as an ordinary user.",
  )
}
