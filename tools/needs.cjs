// Installs what a script needs besides npm's packages, where it is not there and can be installed: commands, each with the Debian package
// that has it. `node tools/needs.cjs gcc=gcc`
"use strict"
const { execFileSync } = require("node:child_process")

const has = (command) => {
  try {
    execFileSync("sh", ["-c", 'command -v "$0"', command], { stdio: "ignore" })
    return true
  } catch {
    return false
  }
}

const missing = process.argv.slice(2).flatMap((need) => {
  const [command, name] = need.split("=")
  return has(command) ? [] : [name]
})
if (missing.length) {
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" }
  try {
    execFileSync("apt-get", ["update", "-qq"], { stdio: "ignore", env: environment })
    execFileSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...missing], {
      stdio: "ignore",
      env: environment,
    })
    console.log(`installed: ${missing.join(", ")}`)
  } catch {
    // Whoever needs it says so: here it may be nobody.
    console.log(`not here, and not to be installed: ${missing.join(", ")}`)
  }
}
