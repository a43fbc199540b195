import { chmod, readdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { ensureFolder } from "../../platform/folders"
import { exportFiles } from "./folder"

/**
 * Makes a folder for an export that nobody else reads, or makes one that is there such, with what an export left in it: what is in it
 * names cases and people's work.
 */
export async function ownFolder(folder: string): Promise<void> {
  if (await ensureFolder(folder, 0o700)) await chmod(folder, 0o700)
  const names: readonly string[] = Object.values(exportFiles)
  for (const name of await readdir(folder)) if (names.includes(name)) await chmod(join(folder, name), 0o600)
}

/** The mode of a file that is new is what the umask leaves of it. */
export async function writePrivate(file: string, text: string): Promise<void> {
  await writeFile(file, text, { mode: 0o600 })
  await chmod(file, 0o600)
}
