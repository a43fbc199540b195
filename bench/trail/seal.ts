import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { Anchoring } from "../../src/audit/sealing/anchoring"
import { Anchors } from "../../src/audit/sealing/anchors"
import { Sealer } from "../../src/audit/sealing/sealer"
import { openSigner } from "../../src/audit/sealing/signer"
import { postgresTimes, processTime, spentBetween } from "../cpu"
import { round } from "../report"
import type { Side } from "../servers"
import type { Stage } from "../stage"
import { emptyTrail, multiply } from "./backlog"
import { anchorsIn, keyFileIn, lagsNotedIn } from "./sealing-here"

/** Events of as many lists as single cases. */
const backlog = 50_000
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
  const events = await multiply(admin, backlog)
  stage.say(`sealing ${events} events …`)
  const folder = await mkdtemp(join(tmpdir(), "woonrust-bench-"))
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
  const sealer = new Sealer(keeper, await openSigner("woonrust/bench", keyFileIn(folder)), anchors)
  const anchoring = new Anchoring(keeper, anchors)
  const goRound = async (): Promise<number> => {
    const sealed = await sealer.round()
    if (sealed?.note !== undefined) await anchoring.keep(sealed.note)
    return sealed?.events ?? 0
  }
  try {
    // The first rounds are V8's to compile and PostgreSQL's to plan.
    for (let warm = 0; warm < 3; warm++) await goRound()
    const { pid } = database.server
    const [node, postgres, begun] = [processTime(process.pid), postgresTimes(pid), performance.now()]
    let events = 0
    for (let more = await goRound(); more > 0; more = await goRound()) events += more
    const seconds = (performance.now() - begun) / 1000
    const nodeUs = (processTime(process.pid) - node) / events
    const pgUs = spentBetween(postgres, postgresTimes(pid)) / events
    return {
      ...{ events, eventsPerSecond: round(events / seconds) },
      ...{ usAnEvent: round(nodeUs + pgUs, 1), nodeUs: round(nodeUs, 1), pgUs: round(pgUs, 1) },
    }
  } finally {
    await keeper.end()
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
