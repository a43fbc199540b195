// Every bench and every proof once, at its smallest size: whether they still work, not how fast anything is. What there is to run is
// what `--list` names, so that nothing new is forgotten.
"use strict"
const { spawnSync } = require("node:child_process")
const { join } = require("node:path")

const root = join(__dirname, "..")
const scripts = { bench: "bench/main.ts", prove: "test/proofs/main.ts" }
/** A bench that hangs must fail here; a machine that is slow must not. */
const longest = 15 * 60_000

/** Runs it to its end; what stands on its last line, and what is wrong with that. */
function run(kind, args) {
  const node = ["-r", join(__dirname, "swc-register.cjs"), join(root, scripts[kind]), ...args]
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, node, {
    cwd: root,
    encoding: "utf8",
    timeout: longest,
  })
  const answer = readLast(stdout)
  const ended = signal === null ? `ended with ${status}` : `was ended by ${signal}`
  const fault = status !== 0 ? ended : answer === undefined ? "has no JSON on its last line" : undefined
  return { answer, fault, said: `${stdout}\n${stderr}` }
}

function readLast(output) {
  try {
    const answer = JSON.parse(output.trimEnd().split("\n").at(-1))
    return typeof answer === "object" && answer !== null ? answer : undefined
  } catch {
    return undefined
  }
}

function listed(kind, key) {
  const { answer, fault, said } = run(kind, ["--list"])
  const names = answer?.[key]
  if (fault !== undefined || !Array.isArray(names) || !names.length)
    throw new Error(`${kind} --list ${fault ?? "names none"}\n${said}`)
  return names
}

/** A poor ratio is no fault: nobody looks at it. */
const smallest = ["--quick", "--rounds", "1", "--seconds", "0.5"]
const runs = [
  ...listed("bench", "benches").map((name) => ({ kind: "bench", name, args: [...name.split(" "), ...smallest] })),
  // On a slow machine a proof takes longer to reach what it has to, and is given the time.
  ...listed("prove", "proofs").map((name) => ({ kind: "prove", name, args: [name, "--quick", "--patience", "400"] })),
]

let failed = 0
for (const { kind, name, args } of runs) {
  const started = performance.now()
  const { answer, fault, said } = run(kind, args)
  const wrong = fault ?? (kind === "prove" && answer.holds !== true ? "does not hold" : undefined)
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  console.log(
    `${wrong === undefined ? "ok  " : "FAIL"} ${kind} ${name} ${seconds} s${answer?.notRun ? `: not run, ${answer.notRun}` : ""}`,
  )
  if (wrong === undefined) continue
  failed++
  console.log(`${kind} ${name} ${wrong}:\n${said.trim().slice(-4000)}`)
}
console.log(`smoke: ${runs.length - failed} of ${runs.length}`)
process.exit(failed ? 1 : 0)
