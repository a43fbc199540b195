import { join } from "node:path"

/** How the proof runs: on the product as it is, or on one that is broken on purpose. */
export interface Broken {
  /** Settings of its database. */
  readonly settings?: Record<string, string>
  /** Modules that are loaded into the service before its own. */
  readonly preloaded?: readonly string[]
}

/**
 * Killing PostgreSQL loses only what it has not handed to the operating system yet. Without waiting for the disk at a commit, that is what
 * the writer of the log has not come to; here it is told to take its time.
 */
const asynchronous = {
  ...{ synchronous_commit: "off", wal_writer_delay: "10s", wal_writer_flush_after: "1GB", wal_buffers: "64MB" },
}

const teeth = {
  "asynchronous-commit": { settings: asynchronous },
  "late-trail": { preloaded: [join(__dirname, "../../../tools/swc-register.cjs"), join(__dirname, "late-trail.ts")] },
} as const satisfies Record<string, Broken>

/** @throws Error for a name that there is not */
export function brokenBy(name: string | undefined): Broken {
  if (name === undefined) return {}
  const broken = (teeth as Record<string, Broken>)[name]
  if (!broken) throw new Error(`--with is one of: ${Object.keys(teeth).join(", ")}`)
  return broken
}
