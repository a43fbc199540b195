import { join } from "node:path"
import { startSealing } from "../../src/audit/sealing"
import { createMetrics } from "../../src/platform/metrics"
import { ThrottledLog } from "../../src/platform/throttled-log"
import { until } from "../records/support"
import type { Colleague, House } from "../support/house"
import { type Sealed, origin, sealedScene } from "./sealed"

let house: House
let sealed: Sealed
let consultant: Colleague
beforeEach(async () => {
  ;({ house, sealed, consultant } = await sealedScene())
  await looked()
})
afterEach(async () => {
  await sealed.close()
  await house.close()
})

async function looked(times = 1): Promise<void> {
  for (let time = 0; time < times; time++) {
    await consultant.get("{ cases { nodes { id title } } }")
    await sealed.seal()
  }
}

const sizeNow = async (): Promise<number> =>
  Number((await house.rows<{ size: string }>("select size from trail_tree"))[0]?.size)

const told = async (): Promise<Record<string, unknown>[]> =>
  (await house.rows<{ content: Record<string, unknown> }>(
    "select content - 'root' as content from trail_leaf where kind = 'RESTORED' order by index",
  )).map(({ content }) => content) // prettier-ignore

describe("a restore from a backup", () => {
  it("can be made again from the same backup: what was lost is told once more, in an epoch of its own", async () => {
    const from = await sizeNow()
    const backup = await sealed.backup()
    await looked(5)
    const largest = await sizeNow()
    await backup()
    await looked(2)
    const size = await sizeNow()
    await backup()
    await looked()
    expect(await told()).toEqual([{ epoch: 3, after: 1, from, until: largest, size }])
    expect(await sealed.verdict()).toMatchObject({ ok: true, fault: undefined })
  })

  it("can be made from a backup that is larger than any head outside: nothing but the other epoch was lost", async () => {
    const smaller = await sealed.backup()
    await looked(5)
    // Sealed, and its head not kept outside.
    await consultant.get("{ cases { nodes { id title } } }")
    while (!(await sealed.sealer.round())?.events);
    const from = await sizeNow()
    const larger = await sealed.backup()
    await smaller()
    await looked()
    const size = await sizeNow()
    await larger()
    await looked()
    expect(await told()).toEqual([{ epoch: 3, after: 1, from, until: from, size }])
    expect((await sealed.anchors.last())?.epoch).toBe(3)
  })

  it("is told to the operators, and the privacy officer finds its epoch in the heads", async () => {
    const backup = await sealed.backup()
    await looked(3)
    await backup()
    const [lines, metrics] = [[] as { event?: string; count?: number }[], createMetrics()]
    const log = { info: () => undefined, warn: () => undefined, error: (facts: object) => void lines.push(facts) }
    const places = { origin, keyFile: join(sealed.folder, "key.pem"), anchors: join(sealed.folder, "heads"), termMonths: 60 } // prettier-ignore
    const sealing = await startSealing(sealed.keeper, places, new ThrottledLog(log), metrics)
    await until(house, "exists (select from trail_leaf where kind = 'RESTORED')")
    while (!/^woonrust_trail_epoch 2$/m.test(await metrics.metrics())) await new Promise((seen) => setTimeout(seen, 50))
    await sealing.stop()
    expect(lines).toEqual([{ event: "trail.restored", count: 3 }])
    expect(await metrics.metrics()).toMatch(/^woonrust_trail_faults_total\{what="restored"\} 1$/m)
    const { trailHeads } = await (await house.officer()).get("{ trailHeads(first: 1) { nodes { note } } }")
    expect(trailHeads.nodes[0].note).toContain("\nepoch 2\n")
  })
})
