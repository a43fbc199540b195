import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { join, resolve } from "node:path"
import pg from "pg"
import type { Signer } from "../../../src/audit/sealing/signer"
import { openCase, scene } from "../../cases/support"
import { type Copy, Sealed, origin } from "../../audit/sealed"
import { House } from "../../support/house"
import { Random } from "../sight/random"
import { type WorkerTask, writeEvent } from "./writing"
import { signerAt } from "../../audit/signers"

/** A trail that went through much, and what is known of it besides. */
export interface Made {
  readonly house: House
  readonly sealed: Sealed
  readonly copy: Copy
  /** The leaves that the restore lost, as they were exported before it. */
  readonly lost: readonly string[]
  /** With the key that signs now. */
  readonly signer: Signer
  /** Heads that left the database. */
  readonly kept: readonly string[]
  readonly crashes: number
}

const workers = 2

/**
 * A trail made by several processes that write and seal at once and are killed, with a change of the key, events whose term is over,
 * and a restore from a backup.
 */
export async function makeTrail(seed: number, forMs: number): Promise<Made> {
  const random = new Random(seed)
  const house = await House.open()
  const sealed = await Sealed.of(house)
  const { consultant } = await scene(house)
  const cases = [(await openCase(consultant)).id, (await openCase(consultant)).id, (await openCase(consultant)).id]
  await sealed.expired(random.between(2, 5))
  await sealed.seal()
  const { staff, keeper } = house.database.urls
  const task = { staff, keeper, folder: sealed.folder, origin, actor: consultant.id, cases, seed }
  const crashes = await underFire(task, random, forMs)
  const pool = new pg.Pool({ connectionString: staff, max: 1 })
  pool.on("error", () => undefined) // a connection that ends with its database
  const more = async (): Promise<void> => {
    for (let left = random.between(3, 8); left > 0; left--) await writeEvent(pool, consultant.id, cases, random)
    await sealed.seal()
  }
  await more()
  const restore = await sealed.backup()
  await more()
  const lost = (await sealed.copy()).lines
  await restore()
  await more()
  await sealed.rotateKey()
  sealed.sealer = await sealed.another()
  await more()
  await sealed.sealer.prune(60)
  await more()
  await pool.end()
  const copy = await sealed.copy()
  const signer = await signerAt(origin, join(sealed.folder, "key.pem"))
  return { house, sealed, copy, lost, signer, kept: await sealed.anchors.all(), crashes }
}

/** Processes that are killed one after the other, and started again, until the time is over. */
async function underFire(task: WorkerTask, random: Random, forMs: number): Promise<number> {
  const until = performance.now() + forMs
  let crashes = 0
  const one = async (seed: number): Promise<void> => {
    do {
      const child = await started({ ...task, seed })
      const ended = once(child, "exit")
      await new Promise((done) => setTimeout(done, random.between(forMs / 10, forMs / 3)))
      if (child.exitCode !== null) throw new Error("a worker ended by itself")
      child.kill("SIGKILL")
      await ended
      crashes++
    } while (performance.now() < until)
  }
  await Promise.all(Array.from({ length: workers }, () => one(random.below(2 ** 31))))
  return crashes
}

async function started(task: WorkerTask): Promise<ChildProcess> {
  const child = fork(resolve(__dirname, "worker.ts"), [], {
    execArgv: ["-r", resolve(__dirname, "../../../tools/swc-register.cjs")],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  })
  child.send(task)
  const early = once(child, "exit").then(() => {
    throw new Error("a worker ended before it was ready")
  })
  await Promise.race([once(child, "message"), early])
  return child
}
