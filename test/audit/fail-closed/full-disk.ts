import { existsSync } from "node:fs"
import { lchown, stat, symlink, unlink, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import type { House } from "../../support/house"

/** The device that has no room, ever. Where a system has none the other fault of that name stands in. */
const device = "/dev/full"
export const hasFullDevice = existsSync(device)

/**
 * The month's file of a table of the trail lies where there is no room: PostgreSQL itself finds that it cannot write. The file is an
 * empty one that nobody has opened yet, and another takes its place afterwards.
 */
export const fullDisk = (table: string) => async (house: House) => {
  const part = `${table}_${new Date().toISOString().slice(0, 7).replace("-", "")}`
  const path = await emptied(house, part)
  const { uid, gid } = await stat(dirname(path))
  await unlink(path)
  await symlink(device, path)
  return async () => {
    await unlink(path)
    await writeFile(path, "", { mode: 0o600 })
    await lchown(path, uid, gid)
    await emptied(house, part)
  }
}

async function emptied(house: House, part: string): Promise<string> {
  await house.rows(`truncate ${part}`)
  const [row] = await house.rows<{ path: string }>(
    `select current_setting('data_directory') || '/' || pg_relation_filepath('${part}') as path`,
  )
  return join(row?.path ?? "")
}
