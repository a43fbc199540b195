import { spawnSync } from "node:child_process"
import { resolve } from "node:path"

/** Compiles the service as for production, and our own processes with it: what is measured runs as plain JavaScript. */
export function build(): void {
  const root = resolve(__dirname, "..")
  const compiler = resolve(root, "node_modules/typescript/bin/tsc")
  const { status } = spawnSync(process.execPath, [compiler, "-p", resolve(__dirname, "tsconfig.build.json")], {
    cwd: root,
    stdio: "inherit",
  })
  if (status !== 0) throw new Error("what is to be measured does not compile")
}
