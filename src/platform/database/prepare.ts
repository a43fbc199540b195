import { randomBytes } from "node:crypto"
import type { DataSource } from "typeorm"
import { type Progress, unwatched } from "../progress"
import { connected } from "./client"
import { dataSourceOf } from "./data-source"
import { withoutLargeObjects } from "./large-objects"
import { RoleError, type ServingUrls, ensureRoles, ownerRole, servingRoles, servingUrls, urlAs } from "./roles"
import { refuseNewer } from "./schema"

/** Oldest first. */
export type Migrations = readonly (new () => object)[]

/**
 * Brings the tables to the newest form. The number of migrations that ran.
 * @throws RoleError for a database of another encoding
 * @throws SchemaError for one that is newer than this version
 */
export async function migrate(ownerUrl: string, migrations: Migrations, progress = unwatched): Promise<number> {
  let done = 0
  const migrated = (): void => progress.at("migrations", ++done)
  const dataSource = await dataSourceOf({ url: ownerUrl, migrations: [...migrations], size: 1, migrated }).initialize()
  try {
    const [found] = await dataSource.query<{ server_encoding: string }[]>("show server_encoding")
    if (found?.server_encoding !== "UTF8") throw new RoleError("The database must be made with encoding UTF8.")
    refuseNewer(namesOf(migrations), await ranBefore(dataSource))
    const ran = (await dataSource.runMigrations()).length
    await dataSource.query(withoutTemporary)
    if (ran) await dataSource.query("select record_operation('migrate', '{database.migrated}')")
    return ran
  } finally {
    await dataSource.destroy()
  }
}

export const namesOf = (migrations: Migrations): string[] => migrations.map(({ name }) => name)

async function ranBefore(dataSource: DataSource): Promise<string[]> {
  const [table] = await dataSource.query<{ there: boolean }[]>("select to_regclass('migrations') is not null as there")
  if (!table?.there) return []
  return (await dataSource.query<{ name: string }[]>("select name from migrations")).map(({ name }) => name)
}

/** A temporary table stands before ours of the same name: what is written into it, as a line of the trail, is written nowhere. */
export const withoutTemporary = `do $$ begin
  execute format('revoke temporary on database %I from public', current_database());
end $$`

export interface Prepared {
  urls: ServingUrls
  ownerUrl: string
}

/**
 * Makes a database with its owner, its serving roles and its tables, or brings an existing one up to date.
 * The passwords are new each time: whoever prepares a database is the only one to serve it (embedded database and specs).
 * @param adminUrl the superuser, in the database `postgres`
 */
export async function prepareDatabase(
  adminUrl: string,
  name: string,
  migrations: Migrations,
  progress: Progress = unwatched,
): Promise<Prepared> {
  const password = randomBytes(18).toString("base64url")
  await connected(adminUrl, async (admin) => {
    await ensureRoles(admin, Object.fromEntries([ownerRole, ...servingRoles].map((role) => [role, password])))
    const { rowCount } = await admin.query("select from pg_database where datname = $1", [name])
    if (!rowCount) await admin.query(`create database ${admin.escapeIdentifier(name)} owner ${ownerRole}`)
    // Nobody but the superuser has business in the others.
    for (const other of ["postgres", "template1"])
      await admin.query(`revoke connect, temporary on database ${other} from public`)
  })
  const at = new URL(adminUrl)
  at.pathname = `/${name}`
  await connected(at.toString(), (admin) => admin.query(withoutLargeObjects))
  const ownerUrl = urlAs(at.toString(), ownerRole, password)
  await migrate(ownerUrl, migrations, progress)
  return { ownerUrl, urls: servingUrls(urlAs(ownerUrl, servingRoles[0])) }
}
