// Lets node run our TypeScript as it stands (development and tools only): node -r ./tools/swc-register.cjs src/main.ts
"use strict"
const { readFileSync } = require("node:fs")
const { transformSync } = require("@swc/core")

const options = JSON.parse(readFileSync(require.resolve("../.swcrc"), "utf8"))
delete options.$schema

require.extensions[".ts"] = (module, filename) => {
  const source = readFileSync(filename, "utf8")
  const { code } = transformSync(source, { ...options, filename, swcrc: false, configFile: false })
  module._compile(code, filename)
}
process.setSourceMapsEnabled(true)
