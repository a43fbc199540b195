import { fork } from "node:child_process"
import { createWriteStream } from "node:fs"
import { mkdir, rm, stat, writeFile } from "node:fs/promises"
import { join, resolve } from "node:path"
import { once } from "node:events"
import type { Json } from "../../src/audit/sealing/canonical"
import type { LeafKind } from "../../src/audit/sealing/leaf-kinds"
import { leafOf, textOf } from "../../src/audit/sealing/leaves"
import { Frontier, leafHash } from "../../src/audit/sealing/merkle"
import { ensureKey, openSigner } from "../../src/audit/sealing/signer"
import { writeLeaf } from "../../src/audit/verifying/line"
import type { Args } from "../args"
import { canPin, peakMemory, pin } from "../cpu"
import { round } from "../report"
import { saidOf } from "./pattern"

const sizes = { quick: 100_000, full: 1_000_000 } as const
/** As the sealer keeps heads: one every ten minutes of a busy day. */
const headEvery = 10_000

const root = resolve(__dirname, "../../.data/bench")

/** How long it takes to verify a million events on one core, or a tenth of them for a look. The export is of our making, in the form and with the seal of a real one. */
export async function verifyTrail({ quick }: Args, say: (line: string) => void): Promise<object> {
  const events = quick ? sizes.quick : sizes.full
  const folder = join(root, "export")
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  try {
    const begun = performance.now()
    await writeExport(folder, events)
    const { size } = await stat(join(folder, "trail.jsonl"))
    say(`an export of ${round(size / 1e6)} MB, written in ${round((performance.now() - begun) / 1000)} s; verifying …`)
    const verdict = await verifyOnOneCore(folder)
    if (!verdict.ok || verdict.events !== events)
      throw new Error(`not verified: ${verdict.fault ?? "events are missing"}`)
    const { seconds, cpuSeconds, checkpoints, peakMb } = verdict
    return {
      events,
      bytes: size,
      checkpoints,
      seconds: round(seconds, 1),
      cpuSeconds: round(cpuSeconds, 1),
      pinned: canPin(),
      peakMb,
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function writeExport(folder: string, events: number): Promise<void> {
  await ensureKey("woonrust/bench", join(folder, "key.pem"))
  const signer = await openSigner("woonrust/bench", join(folder, "key.pem"))
  const [tree, notes] = [Frontier.empty(), [] as string[]]
  const file = createWriteStream(join(folder, "trail.jsonl"))
  const add = async (kind: LeafKind, said: Json): Promise<void> => {
    const leaf = leafOf(kind, said)
    const line = `${writeLeaf({ ...leaf, leaf: tree.size, sealed: textOf(kind, said) })}\n`
    tree.add(leafHash(kind, Buffer.from(leaf.commitment, "base64")))
    if (!file.write(line)) await once(file, "drain")
  }
  const from = Date.now() - events * 100
  await add("KEY", { key: signer.key, endorsement: null })
  for (let nth = 0; nth < events; nth++) {
    const at = new Date(from + nth * 100).toISOString()
    await add("EVENT", saidOf(nth, at))
    if (nth % headEvery === headEvery - 1)
      notes.push(signer.sign({ size: tree.size, root: tree.root(), epoch: 1, madeAt: at }))
  }
  file.end()
  await once(file, "finish")
  await writeFile(join(folder, "checkpoints.json"), JSON.stringify(notes))
  await writeFile(join(folder, "keys.txt"), `${signer.key}\n`)
  await writeFile(join(folder, "export.json"), JSON.stringify({ made: new Date().toISOString() }))
}

interface Told {
  readonly ok: boolean
  readonly events: number
  readonly checkpoints: number
  readonly fault?: string
  readonly seconds: number
  readonly cpuSeconds: number
}

async function verifyOnOneCore(folder: string): Promise<Told & { peakMb: number }> {
  const child = fork(resolve(root, "build/bench/verifying.js"), { stdio: ["ignore", "inherit", "inherit", "ipc"] })
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`the verifier ended with ${code} instead of a verdict`)
  })
  if (canPin()) pin([child.pid ?? 0], "0")
  child.send({ folder })
  const [told] = (await Promise.race([once(child, "message"), ended])) as [Told]
  const peakMb = round(peakMemory(child.pid ?? 0))
  ended.catch(() => undefined)
  return { ...told, peakMb }
}
