import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { exportTrail, verifyFolder } from "../../src/audit/verifying"
import { scene } from "../cases/support"
import { type Colleague, House } from "../support/house"
import { Sealed } from "./sealed"

let house: House
let sealed: Sealed
let consultant: Colleague
beforeAll(async () => {
  house = await House.open()
  sealed = await Sealed.of(house)
  consultant = (await scene(house)).consultant
  await grow()
})
afterAll(async () => {
  await sealed.close()
  await house.close()
})

async function grow(): Promise<void> {
  await consultant.get("{ cases { nodes { id title parties { id } } } }")
  await sealed.seal()
}

const place = (): Promise<string> => mkdtemp(join(sealed.folder, "folder-"))
async function exported(): Promise<string> {
  // Those that were made before are events too.
  await sealed.seal()
  const to = await place()
  await exportTrail(house.database.ownerUrl, to)
  return to
}
const heads = (): string => join(sealed.folder, "heads")
const lastHead = (): Promise<string> => readFile(join(heads(), "last.note"), "utf8")

describe("the folder of heads", () => {
  it("is read whole, whatever the files are called and wherever in it they lie", async () => {
    const to = await exported()
    const folder = await place()
    await mkdir(join(folder, "2026-11", "mine"), { recursive: true })
    const head = await lastHead()
    await writeFile(join(folder, "2026-11", "mine", "head.note"), head)
    expect(await verifyFolder(to, { heads: folder })).toMatchObject({ ok: true, outside: 1, newer: 0 })
    // As it was saved by hand.
    await writeFile(join(folder, "saved.note"), head.replaceAll("\n", "\r\n").trimEnd())
    expect(await verifyFolder(to, { heads: folder })).toMatchObject({ ok: true, outside: 2, newer: 0 })
  })

  it("holds a head that finds the tail that was cut, though it lies there by itself", async () => {
    const to = await exported()
    const folder = await place()
    await writeFile(join(folder, "head.note"), await lastHead())
    await cutLast(to)
    const { made } = JSON.parse(await readFile(join(to, "export.json"), "utf8")) as { made: string }
    const later = new Date(Date.parse(made) + 600_000).toISOString()
    await writeFile(join(to, "export.json"), JSON.stringify({ made: later }))
    expect((await verifyFolder(to, { heads: folder })).fault).toMatch(/^the tail is cut/)
    await writeFile(join(to, "export.json"), JSON.stringify({ made }))
    expect((await verifyFolder(to, { reached: [join(folder, "head.note")] })).fault).toMatch(/^the tail is cut/)
  })

  it("is not there, or holds no head, or one that is none: nothing is said of the trail", async () => {
    const to = await exported()
    const folder = await place()
    await expect(verifyFolder(to, { heads: join(folder, "mistyped") })).rejects.toThrow("is not there")
    await expect(verifyFolder(to, { heads: folder })).rejects.toThrow("holds none")
    await writeFile(join(folder, "head.note"), "no head\n")
    await expect(verifyFolder(to, { heads: folder })).rejects.toThrow(/head\.note is no signed head/)
  })
})

/** The last leaf goes from an export, and with it the heads that the export holds of it. */
async function cutLast(folder: string): Promise<void> {
  const trail = join(folder, "trail.jsonl")
  const lines = (await readFile(trail, "utf8")).trimEnd().split("\n").slice(0, -1)
  const notes = JSON.parse(await readFile(join(folder, "checkpoints.json"), "utf8")) as string[]
  await writeFile(trail, `${lines.join("\n")}\n`)
  const left = notes.filter((note) => Number(note.split("\n")[1]) <= lines.length)
  await writeFile(join(folder, "checkpoints.json"), JSON.stringify(left))
}

describe("an export that was made while the service runs", () => {
  it("verifies with the heads that came after it, and they are told as newer", async () => {
    const to = await exported()
    await grow()
    expect(await verifyFolder(to, { heads: heads() })).toMatchObject({ ok: true, newer: 1 })
  })
})

describe("a folder that is no export", () => {
  it.each<[string, (folder: string) => Promise<unknown>, string]>([
    ["without its lines", (folder) => rm(join(folder, "trail.jsonl")), "trail.jsonl is not there"],
    ["with a folder for its lines", (folder) => swap(folder, "trail.jsonl"), "trail.jsonl is not there"],
    ["with no heads", (folder) => rm(join(folder, "checkpoints.json")), "checkpoints.json is not there"],
    ["with heads that are no list", (folder) => put(folder, "checkpoints.json", "{}"), "no list of signed heads"],
    ["with heads that are null", (folder) => put(folder, "checkpoints.json", "null"), "no list of signed heads"],
    ["with a number for a head", (folder) => put(folder, "checkpoints.json", "[1]"), "no list of signed heads"],
    ["with a head that is none", (folder) => put(folder, "checkpoints.json", '["x"]'), "head 1 of checkpoints.json"],
    ["with half a list", (folder) => put(folder, "checkpoints.json", "["), "checkpoints.json is not whole"],
    ["without its keys", (folder) => rm(join(folder, "keys.txt")), "keys.txt is not there"],
    ["that was broken off", (folder) => rm(join(folder, "export.json")), "export.json is not there"],
    ["that does not say when it was made", (folder) => put(folder, "export.json", "{}"), "does not say when"],
    ["whose last line was cut", (folder) => shorten(folder, 1), "has no end"],
  ])("%s is told of by name", async (_what, spoil, said) => {
    const to = await exported()
    await spoil(to)
    await expect(verifyFolder(to)).rejects.toThrow(said)
  })

  const put = (folder: string, name: string, text: string): Promise<void> => writeFile(join(folder, name), text)
  const swap = async (folder: string, name: string): Promise<void> => {
    await rm(join(folder, name))
    await mkdir(join(folder, name))
  }
  const shorten = async (folder: string, bytes: number): Promise<void> => {
    const text = await readFile(join(folder, "trail.jsonl"))
    await writeFile(join(folder, "trail.jsonl"), text.subarray(0, -bytes))
  }

  it("has keys beside it that are those of the leaves", async () => {
    const to = await exported()
    await put(to, "keys.txt", "woonrust/other+00000000+AQ==\n")
    expect((await verifyFolder(to)).fault).toMatch(/^the keys beside the leaves/)
  })

  it("is not believed with a key that is none", async () => {
    await expect(verifyFolder(await exported(), { trusted: ["nonsense"] })).rejects.toThrow("not a key")
  })
})
