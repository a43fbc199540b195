import { rm } from "node:fs/promises"
import { join, resolve } from "node:path"
import pg from "pg"
import { migrations } from "../../migrations"
import { demoActors, loadDemo } from "../../src/demo/association"
import { type Embedded, startEmbedded } from "../../src/platform/database/embedded"
import { type Prepared, prepareDatabase } from "../../src/platform/database/prepare"
import type { Args } from "../args"
import { canPin } from "../cpu"
import { figuresOf, quotient, spreadOf, table } from "../report"
import { measure } from "../rounds"
import { Load, type Side, startSide } from "../servers"
import { fillTrail } from "./lines"
import { asks, requestOf } from "./questions"

const efforts = { quick: { few: 20_000, many: 400_000 }, full: { few: 200_000, many: 20_000_000 } } as const
type Size = "few" | "many"
type Sizes = Readonly<Record<Size, number>>

const folder = resolve(__dirname, "../../.data/bench/lines")

/** As a real one, but built without a log of what goes into new tables: that would be as much again. */
const settings = {
  ...{ shared_buffers: "2GB", effective_cache_size: "8GB", maintenance_work_mem: "256MB", max_wal_size: "4GB" },
  ...{ max_connections: "80", wal_level: "minimal", max_wal_senders: "0", autovacuum: "off", fsync: "on" },
}

/** The first page of the trail, as the privacy officer asks for it: PostgreSQL's time with 20 million lines against 200,000; less for a look. */
export async function askTrail(args: Args, say: (line: string) => void): Promise<object> {
  const sizes = args.quick ? efforts.quick : efforts.full
  await rm(folder, { recursive: true, force: true })
  const server = await startEmbedded({ dataDir: join(folder, "server"), settings })
  const load = new Load()
  const sides: Side[] = []
  try {
    await built(server, "few", sizes, say)
    const many = await built(server, "many", sizes, say)
    // Making a database gives the roles new passwords: those of the last count for both.
    sides.push(await sideOf("many", many.urls), await sideOf("few", inDatabase("few", many.urls)))
    return { lines: sizes, ...(await compared({ server, load, sizes, args, say }, sides as [Side, Side])) }
  } finally {
    await Promise.all([load.stop(), ...sides.map(({ process }) => process.stop())])
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function built(server: Embedded, size: Size, sizes: Sizes, say: (line: string) => void): Promise<Prepared> {
  say(`building ${sizes[size]} lines …`)
  const prepared = await prepareDatabase(server.url("postgres"), size, migrations)
  await loadDemo(prepared.ownerUrl, { cases: 1_000, now: new Date() })
  // As the superuser in the owner's name: the owner makes no temporary tables.
  const owner = new pg.Client({ connectionString: server.url(size) })
  await owner.connect()
  try {
    await fillTrail(owner, sizes[size], say)
  } finally {
    await owner.end()
  }
  return prepared
}

function inDatabase(size: Size, urls: Prepared["urls"]): Prepared["urls"] {
  const moved = (url: string): string => {
    const at = new URL(url)
    at.pathname = `/${size}`
    return at.toString()
  }
  return { staff: moved(urls.staff), officer: moved(urls.officer), keeper: moved(urls.keeper) }
}

const officer = demoActors.find(({ role }) => role === "PRIVACY_OFFICER")

async function sideOf(
  size: Size,
  { staff: url, officer: officerUrl, keeper: keeperUrl }: Prepared["urls"],
): Promise<Side> {
  const subjects = [officer?.subject ?? ""]
  return await startSide("ours", size, { url, officerUrl, keeperUrl, pool: 8, trail: true, subjects }, [])
}

interface Scene {
  readonly server: Embedded
  readonly load: Load
  readonly sizes: Sizes
  readonly args: Args
  readonly say: (line: string) => void
}

async function compared({ server, load, sizes, args: { rounds, seconds }, say }: Scene, [many, few]: [Side, Side]) {
  const figures: Record<string, object> = {}
  const token = ({ tokens }: Side): string => tokens[officer?.subject ?? ""] ?? ""
  for (const ask of asks) {
    const asked = (side: Side, lines: number): Side => {
      const requests = ask.requests(lines, (filter) => requestOf(token(side), filter))
      return { ...side, turn: () => load.prepare({ is: "reads", requests }) }
    }
    const sides: [Side, Side] = [asked(many, sizes.many), asked(few, sizes.few)]
    const prepare = (): Promise<void> => sealedUntilNow(server)
    const pair = await measure({
      sides,
      load,
      postmaster: server.pid,
      rounds,
      seconds,
      pinned: canPin(),
      prepare,
    })
    say(table(ask.name, pair))
    const [ofMany, ofFew] = pair.map((side) => ({ pgUs: figuresOf(side).pgUs, pgSpread: spreadOf(side, "pgUs") }))
    figures[ask.name] = { ...quotient(pair, "pgUs"), many: ofMany, few: ofFew }
  }
  return figures
}

/** Asking leaves lines too. With a sealer they are looked up after a second; here each stretch begins without. */
async function sealedUntilNow(server: Embedded): Promise<void> {
  for (const size of ["few", "many"] satisfies Size[]) {
    const admin = new pg.Client({ connectionString: server.url(size) })
    await admin.connect()
    await admin.query("update trail_tree set sealed_xact = pg_snapshot_xmin(pg_current_snapshot())")
    await admin.end()
  }
}
