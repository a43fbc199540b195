import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import type { RequestListener } from "node:http"
import type { Pool } from "pg"
import { addressesOf, operatorAddressesOf } from "./addresses"
import { listenerOf } from "./api/app"
import { Attempts } from "./api/attempts"
import { graphqlEndpoint, meansOf } from "./api/endpoint"
import { graphqlServer } from "./api/graphql"
import { Intake } from "./api/intake"
import { type Employee, type Role, servedBy } from "./permissions/actor"
import { Identity } from "./permissions/identity"
import { type TokenFacts, Tokens } from "./permissions/tokens"
import { Capacity, type CapacityFacts, usualCapacity } from "./platform/capacity/capacity"
import type { Release } from "./platform/capacity/shares"
import { databaseClock } from "./platform/database/clock"
import { poolOf } from "./platform/database/data-source"
import { measurePools } from "./platform/database/pool-metrics"
import { watchDatabase } from "./platform/database/watch"
import { closeDatabases, openDatabases } from "./platform/database/open"
import type { ServingUrls } from "./platform/database/roles"
import type { ReviewSettings } from "./platform/review-settings"
import type { OpenAddress } from "./platform/http/address"
import { answeringOrigins } from "./platform/http/origins"
import type { Log } from "./platform/log"
import { RequestMetrics } from "./platform/http/request-metrics"
import { type Metrics, createMetrics, measureProcess } from "./platform/metrics"
import { ThrottledLog } from "./platform/throttled-log"
import type { Watching } from "./platform/watching"
import { type Door, Statements, installRecords } from "./records"
import { Exporting, exportEndpoint } from "./exports"
import { type SealingPlaces, checkPlaces, startSealing } from "./audit/sealing"
import { noteSettings } from "./noting"
import { whyNotReady } from "./readiness"
import { Schedule } from "./platform/jobs"
import { Reviewing, watchReviews } from "./reviews"
import { recurring } from "./schedule"
import { buildStaffSchema, entities } from "./schema"

export interface ServerParts {
  host: string
  port: number
  urls: ServingUrls
  /** Connections for staff. */
  pool: number
  /** What one actor may take; absent, what is usual. */
  limits?: CapacityFacts
  /** Of which pages elsewhere may call it. */
  origins?: readonly string[]
  /** Whether the schema may be asked about itself; it may, unless it is said otherwise. */
  introspection?: boolean
  tokens: TokenFacts
  /** The demo's own addresses, where there is a demo. */
  demo?: readonly OpenAddress[]
  /** Where the key of the trail lies and its heads are kept; absent, nothing is sealed: for whoever drives the sealer otherwise. */
  sealing?: SealingPlaces
  /** From when on an access is to be judged; absent, nothing is looked through: for whoever drives that otherwise. */
  reviewing?: ReviewSettings
  /** Where figures of the service are shown to who operates it; absent, nowhere. */
  metricsAt?: { readonly host: string; readonly port: number } | undefined
  log: Log
}

export interface Running {
  readonly port: number
  /** That of the figures, where they are shown. */
  readonly metricsPort: number | undefined
  /** Lets running requests end, then closes everything. */
  stop(): Promise<void>
}

/** The service, from its parts. Specs start the same. */
export async function startServer({
  host,
  port,
  urls,
  pool,
  limits = usualCapacity,
  origins = [],
  introspection = true,
  tokens,
  demo,
  sealing,
  reviewing,
  metricsAt,
  log: plainLog,
}: ServerParts): Promise<Running> {
  if (sealing) await checkPlaces(sealing)
  const log = new ThrottledLog(plainLog)
  const databases = await openDatabases(urls, entities, pool, log)
  let shown: Server | undefined
  let databaseWatch: Watching | undefined
  try {
    const schema = buildStaffSchema()
    const capacity = new Capacity(limits)
    const statements = new Statements(installRecords(schema, databases.woonrust_staff), (actorId, fields) =>
      capacity.chargeCompiling(actorId, fields),
    )
    const [staff, keeper] = [poolOf(databases.woonrust_staff), poolOf(databases.woonrust_keeper)]
    const metrics = createMetrics()
    measurePools(databases, metrics)
    shown = metricsAt && (await showMetrics(metrics, metricsAt))
    databaseWatch = await watchDatabase({ pool: keeper, log, metrics })
    const identity = new Identity(new Tokens(tokens, () => databaseClock.now()), staff)
    const door: Door = { statements, databases, log, capacity, refreshed: (asking) => identity.refreshed(asking) }
    const intake = new Intake({ schema, capacity, introspection })
    const graphql = graphqlServer(schema, intake, door, log)
    await graphql.start()
    // Before anything is done or answered by them.
    await noteSettings(keeper, { tokens, sealing, reviewing })
    const acts = [...recurring, ...(reviewing ? [new Reviewing(reviewing)] : [])]
    const schedule = new Schedule({ pool: keeper, acts, log, metrics })
    await schedule.start()
    const reviewWatch = reviewing && watchReviews({ pool: keeper, log, metrics, restMinutes: reviewing.REVIEW_REST_MINUTES }) // prettier-ignore
    const sealed = sealing && (await startSealing(keeper, sealing, log, metrics))
    const officer = poolOf(databases.woonrust_officer)
    const poolFor = (role: Role): Pool => poolOf(databases[servedBy(role)])
    const turnOf = ({ id, role }: Employee): Promise<Release> => capacity.enter(id, poolFor(role).options.max)
    const exporting = new Exporting(officer, keeper, log)
    let stopping = false
    const requests = new RequestMetrics(metrics)
    const addresses = addressesOf({
      graphql: graphqlEndpoint({ graphql, intake, turnOf, identity, attempts: new Attempts(door), log, requests }),
      trailExports: exportEndpoint({ poolFor, turnOf, identity, log, meansOf }),
      explorerDir: join(__dirname, "../explorer"),
      demo,
      notReady: () => whyNotReady(staff, stopping),
    })
    const http = await listen(answeringOrigins(origins, listenerOf(addresses, requests)), host, port)
    return {
      port: portOf(http),
      metricsPort: shown && portOf(shown),
      stop: async () => {
        stopping = true
        await closed(http)
        await schedule.stop()
        await reviewWatch?.stop()
        await exporting.stop()
        await sealed?.stop()
        await graphql.stop()
        await databaseWatch?.stop()
        shown?.close()
        shown?.closeAllConnections()
        log.end()
        await closeDatabases(databases)
      },
    }
  } catch (error) {
    await databaseWatch?.stop()
    shown?.close()
    shown?.closeAllConnections()
    await closeDatabases(databases)
    throw error
  }
}

const portOf = (http: Server): number => (http.address() as AddressInfo).port

function showMetrics(
  metrics: Metrics,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Server> {
  measureProcess(metrics)
  return listen(listenerOf(operatorAddressesOf(metrics)), host, port)
}

function listen(app: RequestListener, host: string, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const http = createServer(app)
    http.once("error", reject)
    http.listen(port, host, () => resolve(http))
  })
}

function closed(http: Server): Promise<void> {
  return new Promise((resolve) => {
    http.close(() => resolve())
    http.closeIdleConnections()
    setTimeout(() => http.closeAllConnections(), 10_000).unref()
  })
}
