import { rm } from "node:fs/promises"
import { join } from "node:path"
import pg from "pg"
import { type Embedded, startEmbedded } from "../../src/platform/database/embedded"
import { scratch } from "../support/scratch"

/** A PostgreSQL that is given: of its own, with an owner who is no superuser and makes the roles. */
export class Postgres {
  private constructor(
    readonly folder: string,
    readonly server: Embedded,
  ) {}

  static async start(settings: Record<string, string> = {}): Promise<Postgres> {
    const folder = await scratch("life")
    const server = await startEmbedded({ dataDir: join(folder, "pg"), volatile: true, settings })
    const given = new Postgres(folder, server)
    await given.admin("create role association login createrole password 'owner-secret'")
    return given
  }

  /** As the superuser, in the database `postgres` unless another is named. */
  async admin<Row extends pg.QueryResultRow>(sql: string, database = "postgres"): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.server.url(database) })
    await client.connect()
    return await client.query<Row>(sql).then(
      ({ rows }) => client.end().then(() => rows),
      (error: unknown) => client.end().then(() => Promise.reject(error as Error)),
    )
  }

  async database(name: string): Promise<void> {
    await this.admin(`create database ${name} owner association`)
  }

  url(role: string, password: string, database: string): string {
    return `postgres://${role}:${encodeURIComponent(password)}@127.0.0.1:${this.server.port}/${database}`
  }

  owner(database: string): string {
    return this.url("association", "owner-secret", database)
  }

  staff(database: string, password = "staff-secret"): string {
    return this.url("woonrust_staff", password, database)
  }

  async stop(): Promise<void> {
    await this.server.stop()
    await rm(this.folder, { recursive: true, force: true })
  }
}
