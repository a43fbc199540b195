import { createHash } from "node:crypto"
import { readFile, readdir } from "node:fs/promises"
import { join, resolve } from "node:path"
import pg from "pg"
import { migrations } from "../migrations"
import { loadDemo } from "../src/demo/association"
import { type Embedded, startEmbedded } from "../src/platform/database/embedded"
import { type Prepared, prepareDatabase } from "../src/platform/database/prepare"
import { type Scale, scales } from "./args"

const name = "woonrust"

/** A server that is given the memory a real one has; durability stays on, as in production. */
const settings = {
  shared_buffers: "2GB",
  effective_cache_size: "8GB",
  maintenance_work_mem: "512MB",
  max_wal_size: "8GB",
  max_connections: "80",
  fsync: "on",
  synchronous_commit: "on",
}

export interface BenchDatabase extends Prepared {
  readonly server: Embedded
  /** Statements as the superuser, behind the row rules: to choose the work and to look at what was written. */
  readonly admin: pg.Pool
  close(): Promise<void>
}

/** The database of a scale, kept from run to run; built anew when its tables would look otherwise now. */
export async function openDatabase(scale: Scale, say: (line: string) => void): Promise<BenchDatabase> {
  const server = await startEmbedded({ dataDir: resolve(__dirname, "../.data/bench", scale), settings })
  try {
    const fingerprint = await fingerprintOf(scale)
    const known = await inAdmin(server, async (admin) => {
      const { rows } = await admin.query<{ mark: string | null }>(
        "select shobj_description(oid, 'pg_database') mark from pg_database where datname = $1",
        [name],
      )
      if (rows[0] && rows[0].mark !== fingerprint) await admin.query(`drop database ${name} with (force)`)
      return rows[0]?.mark === fingerprint
    })
    const prepared = await prepareDatabase(server.url("postgres"), name, migrations)
    if (!known) await build(server, prepared, scale, fingerprint, say)
    const admin = new pg.Pool({ connectionString: server.url(name), max: 2 })
    // The server is stopped before its clients are asked.
    admin.on("error", () => undefined)
    const close = async (): Promise<void> => {
      await admin.end()
      await server.stop()
    }
    return { ...prepared, server, admin, close }
  } catch (error) {
    await server.stop()
    throw error
  }
}

async function build(
  server: Embedded,
  { ownerUrl }: Prepared,
  scale: Scale,
  fingerprint: string,
  say: (line: string) => void,
): Promise<void> {
  const started = performance.now()
  say(`building ${scales[scale]} cases …`)
  await loadDemo(ownerUrl, { cases: scales[scale], now: new Date() })
  const admin = new pg.Client({ connectionString: server.url(name) })
  await admin.connect()
  await admin.query("checkpoint")
  // Said last: a build that was cut short is begun anew.
  await admin.query(`comment on database ${name} is ${admin.escapeLiteral(fingerprint)}`)
  await admin.end()
  say(`built in ${((performance.now() - started) / 1000).toFixed(0)} s`)
}

async function inAdmin<T>(server: Embedded, act: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: server.url("postgres") })
  await admin.connect()
  return await act(admin).finally(() => admin.end())
}

/** What the tables look like: the migrations, word for word. */
async function fingerprintOf(scale: Scale): Promise<string> {
  const folder = resolve(__dirname, "../migrations")
  const hash = createHash("sha256").update(`the demo, ${scale}`)
  for (const file of (await readdir(folder)).sort()) hash.update(await readFile(join(folder, file)))
  return hash.digest("hex")
}
