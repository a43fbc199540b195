import { existsSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"

/** As package.json says, which lies above the sources and above what is built from them. */
export function version(): string {
  let folder = __dirname
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder)
  const { version: said } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string }
  return said
}
