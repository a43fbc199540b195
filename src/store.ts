import { mkdir } from "node:fs/promises"
import { join, resolve } from "node:path"
import { migrations } from "../migrations"
import { loadDemo } from "./demo"
import { clock } from "./platform/clock"
import type { Config } from "./platform/config"
import { startEmbedded } from "./platform/database/embedded"
import { prepareDatabase } from "./platform/database/prepare"
import { type ServingUrls, servingUrls } from "./platform/database/roles"
import type { Log } from "./platform/log"

/** Where the data lies: a PostgreSQL that is given, or the embedded one, prepared and with the demo where it is wanted. */
export interface Store {
  readonly urls: ServingUrls
  /** Whether the demo's actors are in it. */
  readonly demo: boolean
  stop(): Promise<void>
}

/** Where the heads of the trail are kept when nothing else is said, which is for trying out only: beside the data that they speak of. */
export const headsBeside = (dataDir: string): string => join(dataDir, "trail", "heads")

export async function openStore(config: Config, log: Log): Promise<Store> {
  if (config.DATABASE_URL !== undefined) {
    const urls = servingUrls(config.DATABASE_URL, config.DATABASE_OFFICER_URL, config.DATABASE_KEEPER_URL)
    return { urls, demo: false, stop: () => Promise.resolve() }
  }
  const embedded = await startEmbedded({ dataDir: resolve(config.DATA_DIR) })
  log.info({ event: "database.started", place: embedded.place }, "the embedded database runs")
  try {
    if (config.TRAIL_ANCHORS === undefined) await mkdir(headsBeside(config.DATA_DIR), { recursive: true })
    const { urls, ownerUrl } = await prepareDatabase(embedded.url("postgres"), "woonrust", migrations)
    const demo = config.DEMO === "on"
    if (demo) await loadDemo(ownerUrl, { cases: config.DEMO_CASES, now: clock.now() })
    return { urls, demo, stop: () => embedded.stop() }
  } catch (error) {
    await embedded.stop()
    throw error
  }
}
