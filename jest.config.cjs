/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.spec.ts"],
  globalSetup: "<rootDir>/test/support/global-setup.ts",
  globalTeardown: "<rootDir>/test/support/global-teardown.ts",
  setupFiles: ["reflect-metadata"],
  transform: { "^.+\\.[cm]?[jt]s$": ["@swc/jest"] },
  // jose and lru-cache ship as ES modules only; everything else runs as it was installed.
  transformIgnorePatterns: ["/node_modules/(?!(jose)/)"],
  maxWorkers: 2,
  testTimeout: 30000,
}
