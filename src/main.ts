import type { JWTVerifyGetKey } from "jose"
import "reflect-metadata"
import { createDemoIssuer, demoAddresses } from "./demo"
import { IssuerKeys } from "./permissions/issuer-keys"
import { clock } from "./platform/clock"
import { type Config, readConfig, readDotEnv } from "./platform/config"
import { explain } from "./platform/explaining"
import { keepHeapSmall } from "./platform/heap"
import { type Address, refuseTakenPort } from "./platform/http/listening"
import type { StopTimes } from "./platform/http/port"
import { type Log, createLog, factsOf } from "./platform/log"
import { OperatorError } from "./platform/operator-error"
import { ThrottledLog } from "./platform/throttled-log"
import { endWith, whenToldToStop } from "./platform/process"
import { startServer } from "./server"
import { openStore, sealingPlaces } from "./store"

/** The keys of the configured issuer. That it is away is told before anybody is kept out for it. */
function keysOf({ OIDC_ISSUER: issuer = "", OIDC_KEYS_HOURS: hours }: Config, plain: Log): JWTVerifyGetKey {
  const [log, event] = [new ThrottledLog(plain), "issuer.away"]
  const hears = (reached: boolean): void => {
    if (reached) log.over({ event }, "the issuer of the tokens gives its keys again")
    else log.warn({ event }, "the issuer of the tokens cannot be reached, or gives no keys: see OIDC_ISSUER, and the way there") // prettier-ignore
  }
  return new IssuerKeys(issuer, { keptMs: hours * 3_600_000, hears }).find
}

const metricsAt = ({ METRICS_HOST: host, METRICS_PORT: port }: Config): Address | undefined =>
  port ? { host, port, settings: { host: "METRICS_HOST", port: "METRICS_PORT" } } : undefined

interface Service {
  readonly port: number
  stop(): Promise<void>
}

async function start(config: Config, log: Log, stopping: StopTimes): Promise<Service> {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, HOST: host, PORT: port, DATABASE_POOL: pool } = config
  const figures = metricsAt(config)
  await refuseTakenPort({ host, port })
  if (figures) await refuseTakenPort(figures)
  const store = await openStore(config, log)
  const demo = store.demo ? await createDemoIssuer(audience, () => clock.now()) : undefined
  const tokens = demo ?? { issuer: issuer ?? "", audience, keys: keysOf(config, log) }
  const server = await startServer({
    ...{ host, port, urls: store.urls, pool, tokens, stopping },
    origins: config.CORS_ORIGINS,
    introspection: config.INTROSPECTION === "on",
    ...(demo && { demo: demoAddresses(demo) }),
    sealing: sealingPlaces(config),
    reviewing: config,
    metricsAt: figures,
    log,
  }).catch(async (error: unknown) => {
    await store.stop()
    throw error
  })
  return { port: server.port, stop: () => server.stop().then(() => store.stop()) }
}

/** Beyond what a stop may take by its settings: for jobs that run, and the last round of the sealer. In milliseconds. */
const closingMs = 30_000

async function main(): Promise<void> {
  const started = performance.now()
  keepHeapSmall()
  readDotEnv()
  const config = readConfig()
  const log = createLog(config.LOG_LEVEL)
  const pause = config.STOP_PAUSE_SECONDS ?? (config.DATABASE_URL === undefined ? 0 : 5)
  const stopping = { pause, drain: config.STOP_DRAIN_SECONDS }
  const service = await start(config, log, stopping)
  const ms = Math.round(performance.now() - started)
  // Before it says that it is ready: who hears that may tell it to stop at once.
  const told = whenToldToStop()
  log.info({ event: "ready", port: service.port, ms }, `ready at http://${config.HOST}:${service.port}/`)
  const signal = await told
  log.info({ event: "stopping", signal }, "stopping")
  endWith(1, (stopping.pause + stopping.drain) * 1000 + closingMs)
  await service.stop()
  log.info({ event: "stopped" }, "stopped")
  endWith(0)
}

main().catch((error: unknown) => {
  const sentence = explain(error)?.sentence ?? "The service ends, for a reason that was not foreseen."
  const cause = error instanceof OperatorError ? (error.cause ?? error) : error
  createLog("info").error({ event: "failed", ...factsOf(cause) }, sentence)
  endWith(1)
})
