import "reflect-metadata"
import { benchActorsIn } from "./actors"
import { compareActors } from "./access"
import { readArgs } from "./args"
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

async function main(): Promise<void> {
  const args = readArgs(process.argv.slice(2))
  const say = (line: string): void => console.log(line)
  build()
  if (args.bench === "trail" && isApart(args.part)) {
    say(JSON.stringify({ bench: args.bench, part: args.part, ...(await measureApart(args.part, say)) }))
    return
  }
  if (args.bench === "trail" && args.part === "disk") slowDown()
  const database = await openDatabase(args.scale, say)
  try {
    await settle(database)
    const people = args.bench === "access" ? await benchActorsIn(database) : await choosePeople(database.admin)
    const stage = new Stage(args, database, people, say)
    // A signal ends what we started first, so that the bench fails and the rest is put away as after any failure.
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stage.stop())
    try {
      const outcome = await benches[args.bench](stage)
      say(JSON.stringify(outcome))
    } finally {
      await stage.stop()
    }
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
