import { mkdir, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { Anchoring } from "../../src/audit/sealing/anchoring"
import { Anchors } from "../../src/audit/sealing/anchors"
import { type Sealed, Sealer, batchSize } from "../../src/audit/sealing/sealer"
import { ensureKey, openSigner } from "../../src/audit/sealing/signer"
import { postgresTimes, processTime, spentBetween } from "../cpu"
import { round } from "../report"
import type { Side } from "../servers"
import type { Stage } from "../stage"
import { emptyTrail, multiply } from "./backlog"
import { anchorsIn, keyFileIn, lagsNotedIn } from "./sealing-here"

/** Events of as many lists as single cases. */
const backlogs = { quick: 20_000, full: 50_000 } as const
const connections = 32

/** What sealing costs by event and how fast it goes, look-ups and anchoring included; and how late it is under load. */
export async function sealTrail(stage: Stage): Promise<object> {
  const { admin } = stage.database
  await emptyTrail(admin)
  const plain = await stage.start("ours")
  for (const bench of ["list", "detail"] as const) {
    await stage.load.prepare({ is: "reads", requests: (await mixed(stage, plain))[bench] })
    await stage.load.run(plain.port, connections, 2)
  }
  await plain.process.stop()
  const events = await multiply(admin, stage.args.quick ? backlogs.quick : backlogs.full)
  stage.say(`sealing ${events} events …`)
  const folder = await mkdtemp(join(tmpdir(), "woonrust-bench-"))
  await mkdir(anchorsIn(folder))
  try {
    const sealed = await sealAll(stage, folder)
    stage.say(JSON.stringify(sealed))
    return { ...stage.about(), ...sealed, lag: await lagUnderLoad(stage, folder) }
  } finally {
    await rm(folder, { recursive: true })
    await emptyTrail(admin)
  }
}

async function sealAll({ database }: Stage, folder: string) {
  const keeper = new pg.Pool({ connectionString: database.urls.keeper, max: 2 })
  const anchors = new Anchors(anchorsIn(folder))
  const anchoring = new Anchoring(keeper, anchors)
  await ensureKey("woonrust/bench", keyFileIn(folder))
  const sealer = new Sealer(keeper, await openSigner("woonrust/bench", keyFileIn(folder)), anchoring)
  const goRound = async (): Promise<Sealed | undefined> => {
    const sealed = await sealer.round()
    if (sealed?.note !== undefined) await anchoring.keep(sealed.note)
    return sealed
  }
  const bare = await Bare.open(database.admin)
  const sealing = new Spending(database.server.pid)
  const exploding = new Spending(database.server.pid)
  try {
    // The first rounds are V8's to compile and PostgreSQL's to plan.
    for (let warm = 0; warm < 3; warm++) await goRound()
    for (let full = true; full;) {
      const sealed = await sealing.of(goRound, (done) => done?.events ?? 0)
      full = sealed?.events === batchSize
      if (sealed && full) await exploding.of(() => bare.explode(sealed.size - batchSize), () => batchSize) // prettier-ignore
    }
    return { ...sealing.told(), bare: exploding.told() }
  } finally {
    await bare.close()
    await keeper.end()
  }
}

/**
 * What the machine of the moment takes for the least that there is to do: the same cases as sorted lines of a table with nothing but its
 * key. Beside this the price of sealing can be compared from one machine to another.
 */
class Bare {
  private constructor(private readonly admin: pg.Pool) {}

  static async open(admin: pg.Pool): Promise<Bare> {
    await admin.query(`drop table if exists bench_bare; create table bench_bare (case_id uuid, recorded_at timestamptz, event_id uuid,
      primary key (case_id, recorded_at, event_id))`)
    return new Bare(admin)
  }

  async explode(from: number): Promise<void> {
    await this.admin.query(
      `insert into bench_bare select distinct c, s.recorded_at, s.event_id from trail_leaf l
         join trail_sight s on s.event_id = l.event_id and s.recorded_at = l.recorded_at cross join unnest(s.case_ids) c
       where l.index >= $1 order by 1`,
      [from],
    )
  }

  async close(): Promise<void> {
    await this.admin.query("drop table bench_bare")
  }
}

/** CPU time by round, of this process and of PostgreSQL. */
class Spending {
  private readonly rounds: { events: number; seconds: number; nodeUs: number; pgUs: number }[] = []

  constructor(private readonly postmaster: number) {}

  async of<Done>(act: () => Promise<Done>, count: (done: Done) => number): Promise<Done> {
    const [node, postgres, begun] = [processTime(process.pid), postgresTimes(this.postmaster), performance.now()]
    const done = await act()
    const seconds = (performance.now() - begun) / 1000
    const nodeUs = processTime(process.pid) - node
    const pgUs = spentBetween(postgres, postgresTimes(this.postmaster))
    const events = count(done)
    if (events > 0) this.rounds.push({ events, seconds, nodeUs, pgUs })
    return done
  }

  /** Over all rounds, and of the rounds the spread. */
  told() {
    const sum = (of: (each: (typeof this.rounds)[number]) => number): number =>
      this.rounds.map(of).reduce((a, b) => a + b, 0)
    const events = sum((each) => each.events)
    const [nodeUs, pgUs] = [sum((each) => each.nodeUs) / events, sum((each) => each.pgUs) / events]
    const each = this.rounds.map((one) => (one.nodeUs + one.pgUs) / one.events).sort((one, other) => one - other)
    return {
      ...{ events, eventsPerSecond: round(events / sum(({ seconds }) => seconds)) },
      ...{ usAnEvent: round(nodeUs + pgUs, 1), nodeUs: round(nodeUs, 1), pgUs: round(pgUs, 1) },
      roundsUs: [each[0], each[Math.floor(each.length / 2)], each.at(-1)].map((us) => round(us ?? NaN, 1)),
    }
  }
}

/** As many lists as single cases, by as many connections as in the other benches, while the serving process seals too. */
async function lagUnderLoad(stage: Stage, folder: string) {
  const server = await stage.start("ours", { sealing: folder })
  const { list, detail } = await mixed(stage, server)
  await stage.load.prepare({
    is: "reads",
    requests: detail.flatMap((request, index) => [request, list[index % list.length] ?? request]),
  })
  const { rounds, seconds } = stage.args
  const { requests } = await stage.load.run(server.port, connections, 2 * rounds * seconds)
  // What was recorded last is sealed when the server ends.
  await server.process.stop()
  const lags = Float64Array.from(lagsNotedIn(folder)).sort()
  const at = (share: number): number => round(lags[Math.floor(share * (lags.length - 1))] ?? NaN, 2)
  if (lags.length < requests) throw new Error(`of ${requests} requests ${lags.length} events were sealed`)
  return {
    events: lags.length,
    eventsPerSecond: round(requests / (2 * rounds * seconds)),
    p50: at(0.5),
    p99: at(0.99),
    max: at(1),
  }
}

async function mixed(stage: Stage, side: Side) {
  const [list, detail] = [
    await stage.requests("list", stage.people, side),
    await stage.requests("detail", stage.people, side),
  ]
  return { list, detail }
}
