import "reflect-metadata"
import { createDemoIssuer } from "../src/demo/issuer"
import type { CapacityFacts } from "../src/platform/capacity/capacity"
import { clock } from "../src/platform/clock"
import { keepHeapSmall } from "../src/platform/heap"
import { createLog } from "../src/platform/log"
import { startServer } from "../src/server"
import type { StartServer, Started } from "./protocol"
import { sealingIn } from "./trail/sealing-here"
import { leaveOutTrail } from "./untraced"

/** Our side: the service as it stands, with real tokens. Only the issuer is the bench's own, because the tokens must come from somewhere. */
process.once("message", (message) => {
  void start(message as StartServer).then(
    (started) => process.send?.(started),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})

keepHeapSmall()

// Whoever started us is gone: nobody would end us.
process.once("disconnect", () => process.exit(1))

const endless = (pool: number): CapacityFacts => {
  const ration = { burst: Number.MAX_SAFE_INTEGER, perSecond: 1 }
  return { share: { places: pool, line: 1_000 }, documents: ration, answers: ration }
}

async function start(told: StartServer): Promise<Started> {
  const { url, officerUrl, keeperUrl, pool, limits, subjects, trail, sealing } = told
  if (!trail) leaveOutTrail()
  const issuer = await createDemoIssuer("woonrust", () => clock.now())
  const running = await startServer({
    host: "127.0.0.1",
    port: 0,
    urls: { staff: url, officer: officerUrl, keeper: keeperUrl },
    pool,
    ...(limits !== "usual" && { limits: endless(pool) }),
    tokens: issuer,
    ...(sealing !== undefined && { sealing: sealingIn(sealing) }),
    log: createLog("info"),
  })
  // A profile is written only by a process that ends by itself.
  process.once("SIGTERM", () => void running.stop().finally(() => process.exit(0)))
  const tokens = await Promise.all(subjects.map(async (subject) => [subject, await issuer.tokenFor(subject)] as const))
  return { port: running.port, tokens: Object.fromEntries(tokens) }
}
