// What a developer runs before a commit: every rule is an error or it is no rule. Says what each step took.
"use strict"
const { spawnSync } = require("node:child_process")
const { join } = require("node:path")

const bin = (script) => [join(__dirname, "../node_modules", script)]
const swc = ["-r", join(__dirname, "swc-register.cjs")]

const steps = {
  format: [...bin("prettier/bin/prettier.cjs"), "--check", "--log-level", "warn", "."],
  lint: [...bin("eslint/bin/eslint.js"), ".", "--max-warnings", "0"],
  types: [...bin("typescript/bin/tsc"), "-p", "tsconfig.json"],
  structure: [
    ...bin("dependency-cruiser/bin/dependency-cruise.mjs"),
    "src",
    "migrations",
    "ormconfig.ts",
    "--config",
    ".dependency-cruiser.cjs",
  ],
  unused: bin("knip/bin/knip.js"),
  schema: [...swc, join(__dirname, "emit.ts"), "--check"],
  build: [join(__dirname, "build.cjs")],
  specs: bin("jest/bin/jest.js"),
}

for (const [name, args] of Object.entries(steps)) {
  const started = performance.now()
  const { status } = spawnSync(process.execPath, args, { cwd: join(__dirname, ".."), stdio: "inherit" })
  console.log(`${status === 0 ? "ok  " : "FAIL"} ${name} ${((performance.now() - started) / 1000).toFixed(1)} s`)
  if (status !== 0) process.exit(1)
}
