import "reflect-metadata"
import { benchActorsIn } from "./actors"
import { compareActors } from "./access"
import { type Args, everyBench, readArgs } from "./args"
import { build } from "./build"
import { compareReads, compareWrites } from "./compare"
import { type BenchDatabase, openDatabase } from "./database"
import { measureNeighbour } from "./neighbour"
import { priceOfRule } from "./rule"
import { Stage } from "./stage"
import { isApart, measureApart, measureTrail, slowDown } from "./trail"
import { choosePeople } from "./work"

const benches = {
  list: compareReads,
  detail: compareReads,
  write: compareWrites,
  trail: measureTrail,
  access: compareActors,
  rule: priceOfRule,
  neighbour: measureNeighbour,
}

const say = (line: string): void => console.log(line)

/** What stands on the last line. */
async function main(): Promise<void> {
  const args = readArgs(process.argv.slice(2))
  say(JSON.stringify(args ? await outcomeOf(args) : { benches: everyBench }))
}

async function outcomeOf(args: Args): Promise<object> {
  const { bench, part } = args
  build()
  if (bench !== "trail") return await onStage(args)
  if (isApart(part)) return { bench, part, ...(await measureApart(part, args, say)) }
  const notRun = part === "disk" ? slowDown() : undefined
  return notRun === undefined ? await onStage(args) : { bench, part, notRun }
}

async function onStage(args: Args): Promise<object> {
  const database = await openDatabase(args.scale, say)
  try {
    await settle(database)
    const people = args.bench === "access" ? await benchActorsIn(database) : await choosePeople(database.admin)
    const stage = new Stage(args, database, people, say)
    // A signal ends what we started first, so that the bench fails and the rest is put away as after any failure.
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stage.stop())
    return await benches[args.bench](stage).finally(() => stage.stop())
  } finally {
    await database.close()
  }
}

/** So that each run begins alike: no scopes of the run before, and no checkpoint soon. */
async function settle({ admin }: BenchDatabase): Promise<void> {
  await admin.query("truncate scope")
  await admin.query("checkpoint")
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
