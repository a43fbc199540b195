import type { Stats } from "node:fs"
import { chown, lchown, lstat, open, readdir, rename, rm, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import type { Account } from "./account"

export async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}

/** What only root or we ourselves can have made and can change: all else in a folder open to everyone may be a trap. */
export function isSafe(found: Stats): boolean {
  const trusted = found.uid === 0 || found.uid === process.getuid?.()
  return trusted && !found.isSymbolicLink() && (found.mode & 0o022) === 0
}

/** Writes a small private file that is afterwards there as a whole or not at all, also when the power fails. */
export async function writeWhole(path: string, text: string, owner?: Account): Promise<void> {
  const draft = `${path}.new`
  await rm(draft, { force: true })
  await writeFile(draft, text, { flag: "wx", mode: 0o600, flush: true })
  if (owner !== undefined) await chown(draft, owner.uid, owner.gid)
  await moveInto(draft, path)
}

/** Renames, and has the new name on disk before going on. */
export async function moveInto(from: string, to: string): Promise<void> {
  await rename(from, to)
  const folder = await open(dirname(to))
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Makes the account the owner of a folder and all that it holds. */
export async function giveTo(account: Account, folder: string): Promise<void> {
  const held = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const entry of held) await lchown(join(entry.parentPath, entry.name), account.uid, account.gid)
  await chown(folder, account.uid, account.gid)
}
