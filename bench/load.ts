import { Sockets } from "./load/sockets"
import { readSource, writeSource } from "./load/sources"
import type { LoadResult, ToLoad } from "./protocol"

let nextOf: ReturnType<typeof readSource> | undefined

/** The process that asks. It holds so many connections open, and each asks again as soon as it is answered. */
process.on("message", (message) => {
  const told = message as ToLoad
  if (told.is === "prepare") {
    nextOf = told.work.is === "reads" ? readSource(told.work.requests) : writeSource(told.work.targets)
    process.send?.("prepared")
    return
  }
  void run(told).then((result) => process.send?.(result))
})

process.once("disconnect", () => process.exit(1))

async function run({ port, connections, seconds }: Extract<ToLoad, { is: "run" }>): Promise<LoadResult> {
  if (!nextOf) throw new Error("nothing was prepared")
  const sockets = await Sockets.open(port, connections, nextOf)
  const started = performance.now()
  await sockets.ask(started + seconds * 1000)
  const took = (performance.now() - started) / 1000
  sockets.close()
  const latencies = Float64Array.from(sockets.latencies).sort()
  const quantile = (q: number): number =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * q))] ?? 0
  return {
    requests: latencies.length,
    seconds: took,
    errors: sockets.errors,
    firstError: sockets.firstError,
    p50: quantile(0.5),
    p99: quantile(0.99),
  }
}
