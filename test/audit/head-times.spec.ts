import { readCheckpoint } from "../../src/audit/sealing/checkpoint"
import { readNote } from "../../src/audit/sealing/note"
import { setClock } from "../../src/platform/clock"
import type { Colleague, House } from "../support/house"
import { Owner } from "./owner"
import { type Sealed, sealedScene } from "./sealed"

let house: House
let sealed: Sealed
let owner: Owner
let consultant: Colleague
beforeEach(async () => {
  ;({ house, sealed, consultant } = await sealedScene())
  owner = new Owner(house, sealed)
  await looked()
})
afterEach(async () => {
  await sealed.close()
  await house.close()
})

async function looked(): Promise<void> {
  await consultant.get("{ cases { nodes { id title } } }")
  await sealed.seal()
}

describe("the time of a head", () => {
  const madeAt = async (): Promise<number> => Date.parse((await sealed.anchors.last())?.madeAt ?? "")
  const ahead = (seconds: number): void => setClock({ now: () => new Date(Date.now() + seconds * 1000) })

  it("is the node's own, and none is before the head before", async () => {
    ahead(30)
    await looked()
    const first = await madeAt()
    expect(first - Date.now()).toBeGreaterThan(25_000)
    setClock()
    await looked()
    expect(await madeAt()).toBe(first)
  })

  it.each([120, -120])("is not signed where the clocks of node and database differ by %d seconds", async (seconds) => {
    await consultant.get("{ cases { nodes { id title } } }")
    ahead(seconds)
    await expect(sealed.sealer.round()).rejects.toThrow("the clocks of the node and of the database differ")
    setClock()
    expect(await sealed.seal()).toBe(1)
  })

  it("is told of where it lies in the future, and the next head is dated by the clock again", async () => {
    const tree = await owner.frontierOver(await owner.size())
    const note = await owner.signed(tree, 1, new Date(Date.now() + 5 * 31_536_000_000))
    await sealed.anchors.keep(note, tree.hashes)
    await house.rows("update trail_tree set note = $1", [note])
    expect((await sealed.sealer.round())?.notices).toEqual([{ what: "head-ahead" }])
    await looked()
    expect(Math.abs((await madeAt()) - Date.now())).toBeLessThan(30_000)
    expect(readCheckpoint(readNote((await sealed.anchors.all()).at(-1) ?? "").text).size).toBe(await owner.size())
  })
})
