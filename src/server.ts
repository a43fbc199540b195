import { join } from "node:path"
import type { Pool } from "pg"
import { migrations } from "../migrations"
import { addressesOf } from "./addresses"
import { listenerOf } from "./api/app"
import { Attempts } from "./api/attempts"
import { graphqlEndpoint, meansOf } from "./api/endpoint"
import { graphqlServer } from "./api/graphql"
import { type Role, servedBy } from "./permissions/actor"
import { Identity } from "./permissions/identity"
import { type TokenFacts, Tokens } from "./permissions/tokens"
import { clock } from "./platform/clock"
import { poolOf } from "./platform/database/data-source"
import { closeDatabases, openDatabases } from "./platform/database/open"
import { explained } from "./platform/database/explaining"
import { namesOf } from "./platform/database/prepare"
import type { ServingUrls } from "./platform/database/roles"
import { Endings } from "./platform/endings"
import type { ReviewSettings } from "./platform/review-settings"
import type { OpenAddress } from "./platform/http/address"
import { Port, type StopTimes } from "./platform/http/port"
import type { Log } from "./platform/log"
import { createMetrics } from "./platform/metrics"
import { type Door, Statements, installRecords } from "./records"
import { Exporting, exportEndpoint } from "./exports"
import { type SealingPlaces, checkPlaces, startSealing } from "./audit/sealing"
import { noteSettings } from "./noting"
import { startSchedule } from "./schedule"
import { buildStaffSchema, entities } from "./schema"

export interface ServerParts {
  host: string
  port: number
  urls: ServingUrls
  /** Connections for staff. */
  pool: number
  tokens: TokenFacts
  /** The demo's own addresses, where there is a demo. */
  demo?: readonly OpenAddress[]
  /** Where the key of the trail lies and its heads are kept; absent, nothing is sealed: for whoever drives the sealer otherwise. */
  sealing?: SealingPlaces
  /** From when on an access is to be judged; absent, nothing is looked through: for whoever drives that otherwise. */
  reviewing?: ReviewSettings
  /** How a stop goes; absent, at once, with ten seconds for what is in flight. */
  stopping?: StopTimes
  log: Log
}

export interface Running {
  readonly port: number
  /** Says that it is not ready, lets running requests end, then closes everything. */
  stop(): Promise<void>
}

/** The service, from its parts. Specs start the same. */
export async function startServer({
  host,
  port,
  urls,
  pool,
  tokens,
  demo,
  sealing,
  reviewing,
  stopping = { pause: 0, drain: 10 },
  log,
}: ServerParts): Promise<Running> {
  if (sealing) await checkPlaces(sealing)
  const databases = await openDatabases(urls, entities, namesOf(migrations), pool, log)
  const endings = new Endings()
  endings.add(() => closeDatabases(databases))
  try {
    const schema = buildStaffSchema()
    const statements = new Statements(installRecords(schema, databases.woonrust_staff))
    const staff = poolOf(databases.woonrust_staff)
    const identity = new Identity(new Tokens(tokens, () => clock.now()), staff)
    const door: Door = { statements, databases, log, refreshed: (asking) => identity.refreshed(asking) }
    const graphql = graphqlServer(schema, door, log)
    await graphql.start()
    endings.add(() => graphql.stop())
    const metrics = createMetrics()
    // Before anything is done or answered by them.
    await noteSettings(poolOf(databases.woonrust_keeper), { tokens, sealing, reviewing })
    // Before what writes events, so that it ends after it, with all of them.
    const sealed = sealing && (await startSealing(poolOf(databases.woonrust_keeper), sealing, log, metrics))
    endings.add(() => sealed?.stop())
    endings.add(await startSchedule(databases, log, reviewing))
    const officer = poolOf(databases.woonrust_officer)
    const poolFor = (role: Role): Pool => poolOf(databases[servedBy(role)])
    const exporting = new Exporting(officer, poolOf(databases.woonrust_keeper), log)
    endings.add(() => exporting.stop())
    let isStopping = false
    const ready = async (): Promise<boolean> => {
      if (isStopping) return false
      const answer = await staff.query("select 1").catch(() => undefined)
      return answer !== undefined
    }
    const addresses = addressesOf({
      graphql: graphqlEndpoint({ graphql, identity, attempts: new Attempts(door), log }),
      trailExports: exportEndpoint({ poolFor, identity, log, meansOf }),
      explorerDir: join(__dirname, "../explorer"),
      demo,
      ready,
      metrics,
    })
    const http = await Port.open(listenerOf(addresses), { host, port })
    endings.add(() => http.close(stopping))
    return {
      port: http.number,
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
