import { randomBytes } from "node:crypto"
import pg from "pg"
import { withoutTemporary } from "../../src/platform/database/prepare"
import { type ServingUrls, servingUrls } from "../../src/platform/database/roles"

export interface Clone {
  readonly name: string
  readonly urls: ServingUrls
  readonly ownerUrl: string
  /** Statements as the superuser: to set a scene, or to look behind the row rules. */
  readonly admin: pg.Pool
  drop(): Promise<void>
}

const given = (name: string): string => {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is set by the global setup`)
  return value
}

const inDatabase = (url: string, name: string): string => {
  const at = new URL(url)
  at.pathname = `/${name}`
  return at.toString()
}

/** A fresh database, cloned from the migrated template. */
export async function cloneDatabase(): Promise<Clone> {
  const name = `spec_${randomBytes(6).toString("hex")}`
  const root = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: given("SPEC_ADMIN_URL") })
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }
  // By copying files: the other way writes each page into the log of changes as well, and takes twice as long for what is to be lost anyway.
  await root(`create database ${name} template template_spec strategy file_copy`)
  const admin = new pg.Pool({ connectionString: inDatabase(given("SPEC_ADMIN_URL"), name), max: 4 })
  admin.on("error", () => undefined)
  // What is granted on a database is not cloned with it.
  await admin.query(withoutTemporary)
  return {
    name,
    urls: servingUrls(inDatabase(given("SPEC_STAFF_URL"), name)),
    ownerUrl: inDatabase(given("SPEC_OWNER_URL"), name),
    admin,
    drop: async () => {
      await admin.end()
      await root(`drop database ${name} with (force)`)
    },
  }
}
