import { existsSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"

/** The version of the package that this file belongs to, built or not. */
export const version: string = versionAbove(__dirname)

function versionAbove(folder: string): string {
  const file = join(folder, "package.json")
  if (!existsSync(file)) return versionAbove(dirname(folder))
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version
}
