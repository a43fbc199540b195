/*
 * What is loaded in the place of a package's file: the one that all spec files of a worker share. Where there is no such realm, before
 * the first spec and after the last one, it is the file itself.
 */
"use strict"
const { createHash } = require("node:crypto")
const { readFileSync } = require("node:fs")

const self = readFileSync(__filename)

module.exports = {
  process: (_source, path) => {
    const file = JSON.stringify(path)
    return {
      code: `const packages = globalThis[Symbol.for("woonrust.packages")]
if (packages) module.exports = packages.load(${file})
else module._compile(require("node:fs").readFileSync(${file}, "utf8"), ${file})`,
    }
  },
  getCacheKey: (_source, path) => createHash("sha256").update(self).update(path).digest("hex"),
}
