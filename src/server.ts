import { join } from "node:path"
import type { Pool } from "pg"
import { migrations } from "../migrations"
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
import { explained } from "./platform/database/explaining"
import { namesOf } from "./platform/database/prepare"
import type { ServingUrls } from "./platform/database/roles"
import { Endings } from "./platform/endings"
import type { ReviewSettings } from "./platform/review-settings"
import type { OpenAddress } from "./platform/http/address"
import type { Address } from "./platform/http/listening"
import { answeringOrigins } from "./platform/http/origins"
import { Port, type StopTimes } from "./platform/http/port"
import type { Log } from "./platform/log"
import { RequestMetrics } from "./platform/http/request-metrics"
import { type Metrics, createMetrics, measureProcess } from "./platform/metrics"
import { ThrottledLog } from "./platform/throttled-log"
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
  metricsAt?: Address | undefined
  /** How a stop goes; absent, at once, with ten seconds for what is in flight. */
  stopping?: StopTimes
  log: Log
}

export interface Running {
  readonly port: number
  /** That of the figures, where they are shown. */
  readonly metricsPort: number | undefined
  /** Says that it is not ready, lets running requests end, then closes everything. */
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
  stopping = { pause: 0, drain: 10 },
  log: plainLog,
}: ServerParts): Promise<Running> {
  if (sealing) await checkPlaces(sealing)
  const log = new ThrottledLog(plainLog)
  const databases = await openDatabases(urls, entities, namesOf(migrations), pool, log)
  // What began last ends first.
  const endings = new Endings()
  endings.add(() => closeDatabases(databases))
  endings.add(() => log.end())
  try {
    const [staff, keeper] = [poolOf(databases.woonrust_staff), poolOf(databases.woonrust_keeper)]
    const metrics = createMetrics()
    measurePools(databases, metrics)
    const shown = metricsAt && (await showMetrics(metrics, metricsAt))
    endings.add(() => shown?.close({ pause: 0, drain: 0 }))
    const databaseWatch = await watchDatabase({ pool: keeper, log, metrics })
    endings.add(() => databaseWatch.stop())
    const schema = buildStaffSchema()
    const capacity = new Capacity(limits)
    const statements = new Statements(installRecords(schema, databases.woonrust_staff), (actorId, fields) =>
      capacity.chargeCompiling(actorId, fields),
    )
    const identity = new Identity(new Tokens(tokens, () => databaseClock.now()), staff)
    const door: Door = { statements, databases, log, capacity, refreshed: (asking) => identity.refreshed(asking) }
    const intake = new Intake({ schema, capacity, introspection })
    const graphql = graphqlServer(schema, intake, door, log)
    await graphql.start()
    endings.add(() => graphql.stop())
    // Before anything is done or answered by them.
    await noteSettings(keeper, { tokens, sealing, reviewing })
    // Before what writes events, so that it ends after it, with all of them.
    const sealed = sealing && (await startSealing(keeper, sealing, log, metrics))
    endings.add(() => sealed?.stop())
    const acts = [...recurring, ...(reviewing ? [new Reviewing(reviewing)] : [])]
    const schedule = new Schedule({ pool: keeper, acts, log, metrics })
    endings.add(() => schedule.stop())
    await schedule.start()
    const reviewWatch = reviewing && watchReviews({ pool: keeper, log, metrics, restMinutes: reviewing.REVIEW_REST_MINUTES }) // prettier-ignore
    endings.add(() => reviewWatch?.stop())
    const exporting = new Exporting(poolOf(databases.woonrust_officer), keeper, log)
    endings.add(() => exporting.stop())
    const poolFor = (role: Role): Pool => poolOf(databases[servedBy(role)])
    const turnOf = ({ id, role }: Employee): Promise<Release> => capacity.enter(id, poolFor(role).options.max)
    const requests = new RequestMetrics(metrics)
    let isStopping = false
    const addresses = addressesOf({
      graphql: graphqlEndpoint({ graphql, intake, turnOf, identity, attempts: new Attempts(door), log, requests }),
      trailExports: exportEndpoint({ poolFor, turnOf, identity, log, meansOf }),
      explorerDir: join(__dirname, "../explorer"),
      demo,
      notReady: () => whyNotReady(staff, isStopping),
    })
    const http = await Port.open(answeringOrigins(origins, listenerOf(addresses, requests)), { host, port })
    endings.add(() => http.close(stopping))
    return {
      port: http.number,
      metricsPort: shown?.number,
      stop: () => {
        isStopping = true
        return endings.run()
      },
    }
  } catch (error) {
    await endings.run()
    throw explained(error, { url: urls.staff, setting: "DATABASE_URL" })
  }
}

function showMetrics(metrics: Metrics, at: Address): Promise<Port> {
  measureProcess(metrics)
  return Port.open(listenerOf(operatorAddressesOf(metrics)), at)
}
