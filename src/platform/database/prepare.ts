import { randomBytes } from "node:crypto"
import pg from "pg"
import type { DataSourceFacts } from "./data-source"
import { dataSourceOf } from "./data-source"
import { RoleError, type ServingUrls, ensureRoles, ownerRole, servingRoles, servingUrls, urlAs } from "./roles"

/** Brings the tables to the newest form. The number of migrations that ran. */
export async function migrate(
  ownerUrl: string,
  migrations: NonNullable<DataSourceFacts["migrations"]>,
): Promise<number> {
  const dataSource = await dataSourceOf({ url: ownerUrl, migrations, size: 1 }).initialize()
  try {
    const [found] = await dataSource.query<{ server_encoding: string }[]>("show server_encoding")
    if (found?.server_encoding !== "UTF8") throw new RoleError("The database must be made with encoding UTF8.")
    const ran = (await dataSource.runMigrations()).length
    await dataSource.query(withoutTemporary)
    if (ran) await dataSource.query("select record_operation('migrate', '{database.migrated}')")
    return ran
  } finally {
    await dataSource.destroy()
  }
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
 */
export async function prepareDatabase(
  adminUrl: string,
  name: string,
  migrations: NonNullable<DataSourceFacts["migrations"]>,
): Promise<Prepared> {
  const password = randomBytes(18).toString("base64url")
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  try {
    await ensureRoles(admin, Object.fromEntries([ownerRole, ...servingRoles].map((role) => [role, password])))
    const { rowCount } = await admin.query("select from pg_database where datname = $1", [name])
    if (!rowCount) await admin.query(`create database ${admin.escapeIdentifier(name)} owner ${ownerRole}`)
  } finally {
    await admin.end()
  }
  const at = new URL(adminUrl)
  at.pathname = `/${name}`
  const ownerUrl = urlAs(at.toString(), ownerRole, password)
  await migrate(ownerUrl, migrations)
  return { ownerUrl, urls: servingUrls(urlAs(ownerUrl, servingRoles[0])) }
}
