import { DataSource, type DataSourceOptions, type Logger, type MixedList } from "typeorm"
import type pg from "pg"
import type { Log } from "../log"
import { PreparingClient } from "./statements"

/** TypeORM's own logging prints the values of failing statements; what fails is told by whoever catches it, without them. */
const quiet: Logger = {
  logQuery: () => undefined,
  logQueryError: () => undefined,
  logQuerySlow: () => undefined,
  logSchemaBuild: () => undefined,
  logMigration: () => undefined,
  log: () => undefined,
}

/** TypeORM says so of each, and in no other way. */
const hearing = (migrated: () => void) => (message: string) => {
  if (message.endsWith("has been executed successfully.")) migrated()
}

type Classes = MixedList<new (...args: never[]) => object>

export interface DataSourceFacts {
  url: string
  entities?: Classes
  migrations?: Classes
  /** Most connections of the pool. */
  size?: number
  log?: Log
  /** After so long without an answer a query is given up, in milliseconds. Migrations may take as long as they need. */
  patience?: number
  /** Hears of each migration that ran. */
  migrated?: () => void
}

/** The one way to a database: the service's pools, the migrations and TypeORM's command line all start here. */
export function dataSourceOf({
  url,
  entities = [],
  migrations = [],
  size = 2,
  log,
  patience,
  migrated,
}: DataSourceFacts): DataSource {
  const options: DataSourceOptions = {
    type: "postgres",
    url,
    entities: entities as Function[], // eslint-disable-line @typescript-eslint/no-unsafe-function-type -- TypeORM's own type
    migrations: migrations as Function[], // eslint-disable-line @typescript-eslint/no-unsafe-function-type -- TypeORM's own type
    migrationsTransactionMode: "each",
    installExtensions: false,
    logger: migrated ? { ...quiet, logSchemaBuild: hearing(migrated) } : quiet,
    poolSize: size,
    connectTimeoutMS: 5000,
    applicationName: "woonrust",
    poolErrorHandler: () => log?.warn({ event: "database.connection-lost" }, "a connection to the database was lost"),
    extra: {
      Client: PreparingClient,
      allowExitOnIdle: true,
      keepAlive: true,
      ...(patience && { query_timeout: patience }),
    },
  }
  return new DataSource(options)
}

/** The pool under a data source: reads take their connections from it, so that a role of the database has one pool and no more. */
export function poolOf(dataSource: DataSource): pg.Pool {
  return (dataSource.driver as unknown as { master: pg.Pool }).master
}
