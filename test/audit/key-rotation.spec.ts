import { copyFile, utimes, writeFile } from "node:fs/promises"
import { join } from "node:path"
import type { Colleague, House } from "../support/house"
import { type Sealed, sealedScene } from "./sealed"

let house: House
let sealed: Sealed
let consultant: Colleague
beforeEach(async () => {
  ;({ house, sealed, consultant } = await sealedScene())
})
afterEach(async () => {
  await sealed.close()
  await house.close()
})

async function looked(): Promise<number> {
  await consultant.get("{ cases { nodes { id title } } }")
  return await sealed.seal()
}

const keyFile = (): string => join(sealed.folder, "key.pem")
const keys = async (): Promise<string[]> =>
  (await house.rows<{ key: string }>("select content ->> 'key' as key from trail_leaf where kind = 'KEY' order by index")).map(({ key }) => key) // prettier-ignore

describe("the key of the trail", () => {
  it("can be rotated several times before a node starts again: each key stands in the tree, signed for by the one before", async () => {
    await looked()
    const [first] = await keys()
    const [second, third] = [await sealed.rotateKey(), await sealed.rotateKey()]
    sealed.sealer = await sealed.another()
    expect(await looked()).toBe(1)
    expect(await keys()).toEqual([first, second, third])
    expect(await sealed.verdict({ trusted: [first ?? ""] })).toMatchObject({ ok: true, fault: undefined })
  })

  it("follows the one in a backup, however often it was rotated since", async () => {
    await looked()
    const backup = await sealed.backup()
    await sealed.rotateKey()
    sealed.sealer = await sealed.another()
    await looked()
    await sealed.rotateKey()
    await backup()
    sealed.sealer = await sealed.another()
    expect(await looked()).toBe(1)
    expect(await keys()).toHaveLength(3)
  })

  it("is rotated after a rotation that was broken off, whatever that left behind", async () => {
    await looked()
    await copyFile(keyFile(), `${keyFile()}.kept`)
    await sealed.rotateKey()
    // Broken off between the endorsement and the key that it names, with a draft left over.
    await copyFile(`${keyFile()}.kept`, keyFile())
    await writeFile(`${keyFile()}.next`, "a part of a key")
    await utimes(`${keyFile()}.next`, new Date(0), new Date(0))
    const next = await sealed.rotateKey()
    sealed.sealer = await sealed.another()
    expect(await looked()).toBe(1)
    expect((await keys()).at(-1)).toBe(next)
    expect(await sealed.verdict()).toMatchObject({ ok: true, fault: undefined })
  })

  it("is not rotated by two at once", async () => {
    await looked()
    await writeFile(`${keyFile()}.next`, "the draft of another")
    await expect(sealed.rotateKey()).rejects.toThrow("Another rotation of this key is under way")
  })
})
