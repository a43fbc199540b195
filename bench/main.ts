import "reflect-metadata"
import { readArgs } from "./args"
import { Bench } from "./bench"
import { build } from "./build"
import { openDatabase } from "./database"

async function main(): Promise<void> {
  const args = readArgs(process.argv.slice(2))
  const say = (line: string): void => console.log(line)
  build()
  const database = await openDatabase(args.scale, say)
  const bench = new Bench(args, database, say)
  const stop = async (): Promise<void> => {
    await bench.stop()
    await database.close()
  }
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void stop().finally(() => process.exit(130)))
  try {
    const outcome = await bench.run()
    say(JSON.stringify(outcome))
  } finally {
    await stop()
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
