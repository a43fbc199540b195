import { chmod, copyFile, lstat, mkdir, mkdtemp, readdir } from "node:fs/promises"
import { constants } from "node:fs"
import { basename, dirname, join, relative } from "node:path"
import { isSafe } from "./files"

/*
 * Copies of PostgreSQL's programs for a user that cannot enter the place where npm put them. The folder they go to is
 * open to everyone, so each copy gets a name nobody can foresee, and is trusted again only when it is ours and whole.
 */

interface Entry {
  readonly path: string
  readonly isFolder: boolean
}

/** A copy of this folder from an earlier start, if there is one to trust. */
export async function findCopy(folder: string, prefix: string): Promise<string | undefined> {
  const names = await readdir(dirname(prefix)).catch(() => [])
  for (const name of names.filter((each) => each.startsWith(basename(prefix)))) {
    const root = join(dirname(prefix), name)
    if (await isWhole(folder, root)) return join(root, "native")
  }
  return undefined
}

export async function makeCopy(folder: string, prefix: string): Promise<string> {
  const root = await mkdtemp(prefix)
  const copy = join(root, "native")
  await mkdir(copy)
  for (const { path, isFolder } of await entries(folder)) {
    const [from, to] = [join(folder, path), join(copy, path)]
    await (isFolder ? mkdir(to) : copyFile(from, to, constants.COPYFILE_FICLONE))
    const executable = isFolder || ((await lstat(from)).mode & 0o100) !== 0
    await chmod(to, executable ? 0o755 : 0o644)
  }
  await chmod(copy, 0o755)
  await chmod(root, 0o755)
  return copy
}

async function isWhole(folder: string, root: string): Promise<boolean> {
  const copy = join(root, "native")
  const whole = async ({ path, isFolder }: Entry): Promise<boolean> => {
    const [original, copied] = [await lstat(join(folder, path)), await lstat(join(copy, path))]
    if (!isSafe(copied) || copied.isDirectory() !== isFolder) return false
    return isFolder || copied.size === original.size
  }
  try {
    // The outermost first: below a folder that others can change no answer holds.
    if (!isSafe(await lstat(root)) || !isSafe(await lstat(copy))) return false
    return (await Promise.all((await entries(folder)).map(whole))).every(Boolean)
  } catch {
    return false
  }
}

/** Folders come before what they hold. Links are left out: they are made where they are needed. */
async function entries(folder: string): Promise<Entry[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found
    .filter((entry) => entry.isFile() || entry.isDirectory())
    .map((entry) => ({
      path: relative(folder, join(entry.parentPath, entry.name)),
      isFolder: entry.isDirectory(),
    }))
    .sort((a, b) => a.path.length - b.path.length)
}
