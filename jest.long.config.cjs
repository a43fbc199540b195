// The specs that take long, by the end of their names: faults and crashes, real services, the proofs themselves. `npm run test:long`
"use strict"

/** @type {import('jest').Config} */
module.exports = {
  ...require("./jest.config.cjs"),
  testMatch: ["**/*.long.spec.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
}
