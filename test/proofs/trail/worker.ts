import "reflect-metadata"
import { join } from "node:path"
import pg from "pg"
import { Anchoring } from "../../../src/audit/sealing/anchoring"
import { Anchors } from "../../../src/audit/sealing/anchors"
import { Sealer } from "../../../src/audit/sealing/sealer"
import { Random } from "../sight/random"
import { type WorkerTask, writeEvent } from "./writing"
import { signerAt } from "../../audit/signers"

/** A process that writes events from several connections and seals, until it is killed. What fails meanwhile fails. */
async function work({ staff, keeper, folder, origin, actor, cases, seed }: WorkerTask): Promise<void> {
  const writers = new pg.Pool({ connectionString: staff, max: 3 })
  const sealers = new pg.Pool({ connectionString: keeper, max: 2 })
  const anchors = new Anchors(join(folder, "heads"))
  const anchoring = new Anchoring(sealers, anchors)
  const sealer = new Sealer(sealers, await signerAt(origin, join(folder, "key.pem")), anchoring)
  const random = new Random(seed)
  const writing = async (): Promise<void> => {
    for (;;) await writeEvent(writers, actor, cases, random)
  }
  const sealing = async (): Promise<void> => {
    for (;;) {
      const note = (await sealer.round())?.note
      if (note !== undefined) await anchoring.keep(note)
      await new Promise((resolve) => setTimeout(resolve, 10 + random.below(60)))
    }
  }
  process.send?.("ready")
  await Promise.all([writing(), writing(), writing(), sealing()])
}

process.once("message", (task: WorkerTask) => {
  work(task).catch((error: unknown) => {
    console.error(error)
    process.exit(1)
  })
})
