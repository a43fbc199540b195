import { rm } from "node:fs/promises"
import type { Embedded } from "../../src/platform/database/embedded"

export default async function teardown(): Promise<void> {
  const { embedded, dir } = (globalThis as unknown as { specServer: { embedded: Embedded; dir: string } }).specServer
  await embedded.stop()
  await rm(embedded.place, { recursive: true, force: true })
  await rm(dir, { recursive: true, force: true })
}
