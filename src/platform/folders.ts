import { mkdir, stat } from "node:fs/promises"
import { dirname, resolve } from "node:path"

/**
 * Makes a folder, and those above it that are missing. (Node's own way goes round for ever where a file system says of a folder that cannot
 * be made that there is none above it, as /proc does.)
 * @returns whether it was not there before
 */
export async function ensureFolder(path: string, mode = 0o777): Promise<boolean> {
  const folder = resolve(path)
  try {
    return await made(folder, mode)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT" || dirname(folder) === folder) throw error
    await ensureFolder(dirname(folder), mode)
    return await made(folder, mode)
  }
}

async function made(folder: string, mode: number): Promise<boolean> {
  try {
    await mkdir(folder, { mode })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST" || !(await stat(folder)).isDirectory()) throw error
    return false
  }
}
