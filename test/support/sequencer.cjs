/*
 * The longest first: what begins last is what the other worker waits for. On a clean clone jest knows of no durations yet, and goes by
 * the size of the files, which says nothing of a spec that asks thousands of questions in a loop.
 */
"use strict"
const { default: Sequencer } = require("@jest/test-sequencer")

const longest = [
  ...[
    "audit/cut-off",
    "life/life",
    "audit/fail-closed",
    "proofs/sight",
    "proofs/crash",
    "proofs/silence",
    "platform/embedded",
  ],
  ...[
    "permissions/matrix",
    "audit/settings",
    "audit/operator-looks",
    "demo/association",
    "audit/sealing",
    "proofs/trail",
  ],
  ...["audit/sealing-by-hand", "access/parallel", "exports/exporting", "permissions/walls", "api/fuzz"],
]

const placeOf = ({ path }) => {
  const at = longest.findIndex((name) => new RegExp(`${name}(\\.long)?\\.spec\\.ts$`).test(path))
  return at < 0 ? longest.length : at
}

module.exports = class extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => placeOf(one) - placeOf(other))
  }
}
