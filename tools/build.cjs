// Builds dist/ (the service and the explorer) where it is not newer than what it is made from. `--force` builds in any case.
"use strict"
const { execFileSync } = require("node:child_process")
const { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } = require("node:fs")
const { join } = require("node:path")

const root = join(__dirname, "..")
const forced = process.argv.includes("--force")

const newest = (path) => {
  if (!existsSync(path)) return 0
  const facts = statSync(path)
  if (!facts.isDirectory()) return facts.mtimeMs
  return Math.max(facts.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}

/** Runs a compiler from node_modules, unless what it made last is newer than all its sources. */
function make(stamp, sources, script, args) {
  const mark = join(root, "dist", stamp)
  if (
    !forced &&
    existsSync(mark) &&
    statSync(mark).mtimeMs > Math.max(...sources.map((source) => newest(join(root, source))))
  )
    return
  execFileSync(process.execPath, [join(root, "node_modules", script), ...args], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
  })
  mkdirSync(join(root, "dist"), { recursive: true })
  writeFileSync(mark, "")
}

const common = ["package-lock.json", "tsconfig.json", "tsconfig.build.json"]
make(".service", ["src", "migrations", "ormconfig.ts", ...common], "typescript/bin/tsc", ["-p", "tsconfig.build.json"])
make(
  ".explorer",
  ["explorer", "graphql/operations", "graphql/samples", "vite.config.mjs", "package-lock.json"],
  "vite/bin/vite.js",
  ["build", "--logLevel", "error"],
)
