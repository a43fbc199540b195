/*
 * One realm for all spec files of a worker, in which packages are loaded once: they are 1700 files, and took a second of each of the
 * spec files. Our own modules are new for each file as ever, and so is whatever they, or jest, keep in the globals.
 */
"use strict"
const { readFileSync } = require("node:fs")
const { createRequire, isBuiltin } = require("node:module")
const { dirname, extname, sep } = require("node:path")
const { compileFunction, runInContext } = require("node:vm")
const { TestEnvironment } = require("jest-environment-node")

/**
 * Packages that keep our classes in modules of their own, and with them all of ours of that spec file: these are loaded anew. A worker
 * that keeps every service it ever ran grows to gigabytes, and takes longer to end than jest waits.
 */
const keeping = [`${sep}node_modules${sep}type-graphql${sep}`]

/** By this name the stand-ins of `package.cjs` find it. */
const name = Symbol.for("woonrust.packages")

/** What node's own loader does for a package, in a realm that is not node's own. */
class Packages {
  loaded = new Map()

  constructor(context) {
    this.context = context
    this.json = runInContext("JSON", context)
  }

  forget() {
    for (const file of this.loaded.keys()) if (keeping.some((place) => file.includes(place))) this.loaded.delete(file)
  }

  load(filename) {
    const before = this.loaded.get(filename)
    if (before) return before.exports
    const module = { id: filename, filename, exports: runInContext("({})", this.context), loaded: false, children: [] }
    this.loaded.set(filename, module)
    try {
      if (extname(filename) === ".json") module.exports = this.json.parse(readFileSync(filename, "utf8"))
      else this.run(module)
    } catch (error) {
      this.loaded.delete(filename)
      throw error
    }
    module.loaded = true
    return module.exports
  }

  run(module) {
    const { filename } = module
    const native = createRequire(filename)
    const require = (wanted) => {
      if (isBuiltin(wanted)) return native(wanted)
      const found = native.resolve(wanted)
      return [".node", ".mjs"].includes(extname(found)) ? native(found) : this.load(found)
    }
    module.require = Object.assign(require, { resolve: native.resolve, cache: native.cache, main: undefined })
    const parameters = ["exports", "require", "module", "__filename", "__dirname"]
    const source = readFileSync(filename, "utf8").replace(/^#!.*/, "")
    const wrapped = compileFunction(source, parameters, { filename, parsingContext: this.context })
    wrapped.call(module.exports, module.exports, require, module, filename, dirname(filename))
  }
}

let kept
module.exports = class extends TestEnvironment {
  constructor(...given) {
    if (kept) return kept
    super(...given)
    kept = this
    this.global[name] = new Packages(this.context)
    this.first = new Set(Reflect.ownKeys(this.global))
  }

  /** Of what jest does here, all that it need not do again; what came into the globals since then goes. */
  async teardown() {
    for (const key of Reflect.ownKeys(this.global)) if (!this.first.has(key)) delete this.global[key]
    // What was deleted jest keeps, to take it apart when the environment ends; this one does not end.
    this._globalProxy.leftovers = []
    this.global[name].forget()
  }
}
