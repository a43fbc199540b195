import type { DataSource } from "typeorm"
import type { Log } from "../log"
import { type DataSourceFacts, dataSourceOf, poolOf } from "./data-source"
import { reaching } from "./explaining"
import { type ServingRole, type ServingUrls, refuseMightyRole } from "./roles"
import { refuseOtherSchema } from "./schema"
import { refuseOpenWalls } from "./walls"

/** The sealer and a job may each work for long: what watches them must not wait for them. */
const keepers = 4

/** A server that fell silent says nothing, not even that a statement took too long (15 s). */
const patience = 20_000

const settingOf: Readonly<Record<ServingRole, string>> = {
  woonrust_staff: "DATABASE_URL",
  woonrust_officer: "DATABASE_URL or DATABASE_OFFICER_URL",
  woonrust_keeper: "DATABASE_URL or DATABASE_KEEPER_URL",
}

export type Databases = Readonly<Record<ServingRole, DataSource>>

/**
 * Connects as each serving role, with a pool of its own.
 * @param migrations the names of those that this version knows
 * @throws RoleError for a role that the row rules do not bind, or where they have a hole
 * @throws SchemaError for tables of another version
 * @throws OperatorError for whatever else keeps us from the database, and an operator can mend
 */
export async function openDatabases(
  urls: ServingUrls,
  entities: NonNullable<DataSourceFacts["entities"]>,
  migrations: readonly string[],
  size: number,
  log: Log,
): Promise<Databases> {
  const opened: DataSource[] = []
  const open = (role: ServingRole, url: string, most: number): Promise<DataSource> =>
    reaching({ url, setting: settingOf[role] }, () => opening(role, url, most))
  const opening = async (role: ServingRole, url: string, most: number): Promise<DataSource> => {
    const dataSource = await dataSourceOf({ url, entities, size: most, log, patience }).initialize()
    opened.push(dataSource)
    await refuseOtherSchema(poolOf(dataSource), migrations)
    await refuseMightyRole(poolOf(dataSource), role)
    await refuseOpenWalls(poolOf(dataSource), role)
    return dataSource
  }
  try {
    return {
      woonrust_staff: await open("woonrust_staff", urls.staff, size),
      woonrust_officer: await open("woonrust_officer", urls.officer, 2),
      woonrust_keeper: await open("woonrust_keeper", urls.keeper, keepers),
    }
  } catch (error) {
    await Promise.all(opened.map((dataSource) => dataSource.destroy()))
    throw error
  }
}

export async function closeDatabases(databases: Databases): Promise<void> {
  await Promise.all(Object.values(databases).map((dataSource) => dataSource.destroy()))
}
