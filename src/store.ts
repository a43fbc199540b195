import { join, resolve } from "node:path"
import { migrations } from "../migrations"
import { type SealingPlaces, ensureKey } from "./audit/sealing"
import { beginDemo } from "./demo"
import { clock } from "./platform/clock"
import type { Config } from "./platform/config"
import { startEmbedded } from "./platform/database/embedded"
import { prepareDatabase } from "./platform/database/prepare"
import { type ServingUrls, servingUrls } from "./platform/database/roles"
import { ensureFolder } from "./platform/folders"
import type { Log } from "./platform/log"
import { watched } from "./platform/progress"

/** Where the data lies: a PostgreSQL that is given, or the embedded one, prepared and with the demo where it is wanted. */
export interface Store {
  readonly urls: ServingUrls
  /** Whether the demo's actors are in it. */
  readonly demo: boolean
  stop(): Promise<void>
}

/** What seals the trail; where nothing else is said, which is for trying out only, it lies beside the data that it speaks of. */
export const sealingPlaces = (config: Config): SealingPlaces => ({
  origin: config.TRAIL_ORIGIN,
  keyFile: config.TRAIL_KEY_FILE ?? join(config.DATA_DIR, "trail", "key.pem"),
  anchors: config.TRAIL_ANCHORS ?? join(config.DATA_DIR, "trail", "heads"),
  termMonths: config.TRAIL_TERM_MONTHS,
})

export async function openStore(config: Config, log: Log): Promise<Store> {
  if (config.DATABASE_URL !== undefined) {
    const urls = servingUrls(config.DATABASE_URL, config.DATABASE_OFFICER_URL, config.DATABASE_KEEPER_URL)
    return { urls, demo: false, stop: () => Promise.resolve() }
  }
  const embedded = await startEmbedded({ dataDir: resolve(config.DATA_DIR) })
  log.info({ event: "database.started", place: embedded.place }, "the embedded database runs")
  try {
    await makePlaces(config)
    const demo = config.DEMO === "on"
    const urls = await watched(async (progress) => {
      const made = await prepareDatabase(embedded.url("postgres"), "woonrust", migrations, progress)
      const facts = { cases: config.DEMO_CASES, now: clock.now(), progress }
      if (demo) await beginDemo(made.ownerUrl, made.urls, facts)
      return made.urls
    })
    return { urls, demo, stop: () => embedded.stop() }
  } catch (error) {
    await embedded.stop()
    throw error
  }
}

/** Beside a PostgreSQL that is given, what is missing was lost or is not mounted: nothing is made in its place. */
async function makePlaces(config: Config): Promise<void> {
  const { origin, keyFile, anchors } = sealingPlaces(config)
  if (config.TRAIL_ANCHORS === undefined) await ensureFolder(anchors)
  await ensureKey(origin, keyFile)
}
