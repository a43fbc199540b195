/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: "<rootDir>/test/support/environment.cjs",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.spec.ts"],
  // What takes long has a run of its own: jest.long.config.cjs.
  testPathIgnorePatterns: ["/node_modules/", "\\.long\\.spec\\.ts$"],
  globalSetup: "<rootDir>/test/support/global-setup.ts",
  globalTeardown: "<rootDir>/test/support/global-teardown.ts",
  setupFiles: ["reflect-metadata"],
  transform: {
    "/node_modules/(?!(jose|@?jest|expect|@swc)[/-])": "<rootDir>/test/support/package.cjs",
    "^.+\\.[cm]?[jt]s$": ["@swc/jest"],
  },
  // jose and lru-cache ship as ES modules only; everything else runs as it was installed.
  transformIgnorePatterns: ["/node_modules/(@?jest|expect|@swc)[/-]"],
  testSequencer: "<rootDir>/test/support/sequencer.cjs",
  maxWorkers: 2,
  // Half a second, which jest gives a worker to end, is little on a slow machine.
  workerGracefulExitTimeout: 10000,
  testTimeout: 30000,
}
