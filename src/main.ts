import { join } from "node:path"
import type { JWTVerifyGetKey } from "jose"
import "reflect-metadata"
import { AnchorsError } from "./audit/sealing"
import { createDemoIssuer, demoAddresses } from "./demo"
import { IssuerKeys } from "./permissions/issuer-keys"
import { clock } from "./platform/clock"
import { type Config, ConfigError, readConfig } from "./platform/config"
import { keepHeapSmall } from "./platform/heap"
import { EmbeddedError } from "./platform/database/embedded"
import { RoleError } from "./platform/database/roles"
import { createLog, factsOf } from "./platform/log"
import { whenToldToStop } from "./platform/process"
import { startServer } from "./server"
import { headsBeside, openStore } from "./store"

/** The keys of the configured issuer. */
const keysOf = ({ OIDC_ISSUER: issuer = "", OIDC_KEYS_HOURS: hours }: Config): JWTVerifyGetKey =>
  new IssuerKeys(issuer, { keptMs: hours * 3_600_000 }).find

async function main(): Promise<void> {
  const started = performance.now()
  keepHeapSmall()
  const config = readConfig()
  const log = createLog(config.LOG_LEVEL)
  const store = await openStore(config, log)
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, HOST: host, PORT: port, DATABASE_POOL: pool } = config
  const demo = store.demo ? await createDemoIssuer(audience, () => clock.now()) : undefined
  const tokens = demo ?? { issuer: issuer ?? "", audience, keys: keysOf(config) }
  const server = await startServer({
    host,
    port,
    urls: store.urls,
    pool,
    tokens,
    origins: config.CORS_ORIGINS,
    introspection: config.INTROSPECTION === "on",
    ...(demo && { demo: demoAddresses(demo) }),
    sealing: {
      origin: config.TRAIL_ORIGIN,
      keyFile: config.TRAIL_KEY_FILE ?? join(config.DATA_DIR, "trail", "key.pem"),
      anchors: config.TRAIL_ANCHORS ?? headsBeside(config.DATA_DIR),
      termMonths: config.TRAIL_TERM_MONTHS,
    },
    reviewing: config,
    metricsAt: config.METRICS_PORT ? { host: config.METRICS_HOST, port: config.METRICS_PORT } : undefined,
    log,
  }).catch(async (error: unknown) => {
    await store.stop()
    throw error
  })
  log.info(
    { event: "ready", port: server.port, ms: Math.round(performance.now() - started) },
    `ready at http://${host}:${server.port}/`,
  )
  const signal = await whenToldToStop()
  log.info({ event: "stopping", signal }, "stopping")
  await server.stop()
  await store.stop()
  log.info({ event: "stopped" }, "stopped")
}

main().catch((error: unknown) => {
  const telling = [AnchorsError, ConfigError, EmbeddedError, RoleError]
  const told = telling.some((kind) => error instanceof kind) && error instanceof Error
  createLog("info").error(
    { event: "not-started", ...factsOf(error) },
    told ? error.message : "the service cannot start",
  )
  process.exitCode = 1
})
