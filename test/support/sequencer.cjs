/*
 * The longest first: what begins last is what the other worker waits for. On a clean clone jest knows of no durations yet, and goes by
 * the size of the files, which says nothing of a spec that asks thousands of questions in a loop.
 */
"use strict"
const { default: Sequencer } = require("@jest/test-sequencer")

const longest = [
  "audit/cut-off",
  "audit/fail-closed",
  "proofs/sight",
  "proofs/crash",
  "proofs/silence",
  "life/life",
  "permissions/matrix",
  "audit/takeover",
  "permissions/walls",
  "access/parallel",
  "api/outage",
  "audit/sealing",
  "api/fuzz",
  "demo/association",
]

const placeOf = ({ path }) => {
  const at = longest.findIndex((name) => path.endsWith(`${name}.spec.ts`))
  return at < 0 ? longest.length : at
}

module.exports = class extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => placeOf(one) - placeOf(other))
  }
}
