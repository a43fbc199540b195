import { mkdir, open, readFile, readdir, rename, unlink } from "node:fs/promises"
import { dirname, join } from "node:path"
import { type Checkpoint, readCheckpoint } from "./checkpoint"
import { readNote } from "./note"

const headOf = (note: string): Checkpoint => readCheckpoint(readNote(note).text)

/** Heads are kept for good when so much time lies between them; the last one is kept in any case. */
const apartMs = 600_000

const newest = "last.note"
/** The right edge of the tree under the last head, so that its leaves need not be read again. It proves itself by the root. */
const edge = "last.edge"

/**
 * Where heads of the tree are kept outside the database: a folder, best one on another machine that only adds. Whoever holds it
 * can show that the trail was cut or rewritten since. The last head stands by itself, replaced as the tree grows; every ten minutes
 * one is kept for good, in a folder of its month.
 */
export class Anchors {
  private lastForGood: Checkpoint | undefined

  constructor(private readonly folder: string) {}

  /** The last one kept; undefined where there is none. @throws MalformedNote */
  async last(): Promise<Checkpoint | undefined> {
    const note = await ifThere(readFile(join(this.folder, newest), "utf8"))
    return note === undefined ? undefined : headOf(note)
  }

  /** The edge that was kept with the last one; empty where there is none. */
  async lastEdge(): Promise<Buffer[]> {
    const text = await ifThere(readFile(join(this.folder, edge), "utf8"))
    return (text ?? "").split("\n").filter((line) => line !== "").map((line) => Buffer.from(line, "base64")) // prettier-ignore
  }

  /** All of them, the oldest first. */
  async all(): Promise<string[]> {
    const names = await this.namesForGood()
    const last = await ifThere(readFile(join(this.folder, newest), "utf8"))
    const notes = await Promise.all(names.map((name) => readFile(join(this.folder, name), "utf8")))
    return last === undefined ? notes : [...notes, last]
  }

  /** Keeps one: whole and durable, or not at all. */
  async keep(note: string, hashes: readonly Buffer[]): Promise<void> {
    const head = headOf(note)
    this.lastForGood ??= await this.readLastForGood()
    const due =
      this.lastForGood?.epoch !== head.epoch || Date.parse(head.madeAt) - Date.parse(this.lastForGood.madeAt) >= apartMs
    if (due) {
      const name = `${String(head.epoch).padStart(6, "0")}-${String(head.size).padStart(15, "0")}.note`
      await writeWhole(join(this.folder, head.madeAt.slice(0, 7), name), note)
      this.lastForGood = head
    }
    await writeWhole(join(this.folder, edge), `${hashes.map((hash) => hash.toString("base64")).join("\n")}\n`)
    await writeWhole(join(this.folder, newest), note)
  }

  private async readLastForGood(): Promise<Checkpoint | undefined> {
    const name = (await this.namesForGood()).at(-1)
    return name === undefined ? undefined : headOf(await readFile(join(this.folder, name), "utf8"))
  }

  private async namesForGood(): Promise<string[]> {
    const months = ((await ifThere(readdir(this.folder))) ?? []).filter((name) => /^\d{4}-\d{2}$/.test(name)).sort()
    const names = await Promise.all(
      months.map(async (month) => (await readdir(join(this.folder, month))).map((name) => join(month, name)).sort()),
    )
    return names.flat().filter((name) => /\d{6}-\d{15}\.note$/.test(name))
  }
}

async function writeWhole(place: string, text: string): Promise<void> {
  await mkdir(dirname(place), { recursive: true })
  const draft = `${place}.${process.pid}.draft`
  const file = await open(draft, "w", 0o644)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, place).catch(async (error: unknown) => {
    await unlink(draft)
    throw error
  })
}

async function ifThere<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined
    throw error
  }
}
