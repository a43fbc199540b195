import { mkdtemp, readdir, rename, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Anchors } from "../../src/audit/sealing/anchors"
import { clock, setClock } from "../../src/platform/clock"
import { signerAt } from "./signers"

let folder: string
let heads: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "woonrust-anchors-"))
  heads = await mkdtemp(join(folder, "heads-"))
})
afterEach(async () => {
  setClock()
  await rm(folder, { recursive: true })
})

const root = Buffer.alloc(32)
const at = (moment: string): void => setClock({ now: () => new Date(moment) })

/** Keeps a head over so many leaves, made now. */
async function keep(anchors: Anchors, size: number, epoch = 1): Promise<void> {
  const signer = await signerAt("woonrust/spec", join(folder, "key.pem"))
  await anchors.keep(signer.sign({ size, root, epoch, madeAt: clock.now().toISOString() }), [])
}

const forGood = async (): Promise<number[]> =>
  (await readdir(heads, { recursive: true }))
    .flatMap((name) => /-0*(\d+)\.note$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((one, other) => one - other)

describe("the folder outside", () => {
  it("keeps a head for good every ten minutes, and replaces the last one meanwhile", async () => {
    const anchors = new Anchors(heads)
    for (const [nth, minute] of ["00", "05", "10", "19", "20"].entries()) {
      at(`2026-11-23T09:${minute}:00Z`)
      await keep(anchors, nth + 1)
    }
    expect(await forGood()).toEqual([1, 3, 5])
    expect((await anchors.last())?.size).toBe(5)
  })

  it("goes on keeping heads for good after one that was dated in the future, also when it is opened anew", async () => {
    at("2026-11-23T09:00:00Z")
    await keep(new Anchors(heads), 1)
    at("2031-01-01T00:00:00Z")
    await keep(new Anchors(heads), 2)
    const anchors = new Anchors(heads)
    for (const size of [3, 4, 5]) {
      at(`2026-11-23T1${size}:00:00Z`)
      await keep(size === 5 ? new Anchors(heads) : anchors, size)
    }
    expect(await forGood()).toEqual([1, 2, 3, 4, 5])
    at("2026-11-23T15:01:00Z")
    await keep(new Anchors(heads), 6)
    expect(await forGood()).toEqual([1, 2, 3, 4, 5])
  })

  it("keeps the last head of an epoch that is over: somebody may hold heads up to it", async () => {
    const anchors = new Anchors(heads)
    for (const size of [1, 20]) await keep(anchors, size)
    await keep(anchors, 14, 2)
    expect(await forGood()).toEqual([1, 14, 20])
    expect(await anchors.largest()).toBe(20)
  })

  it("is not made where it is missing, and a missing one does not read as one without heads", async () => {
    const anchors = new Anchors(heads)
    await keep(anchors, 1)
    await rename(heads, `${heads}-elsewhere`)
    await expect(anchors.last()).rejects.toThrow("TRAIL_ANCHORS: there is no such folder")
    await expect(anchors.all()).rejects.toThrow("TRAIL_ANCHORS: there is no such folder")
    await expect(keep(anchors, 2)).rejects.toThrow("TRAIL_ANCHORS: there is no such folder")
    await expect(readdir(heads)).rejects.toThrow("ENOENT")
  })
})
