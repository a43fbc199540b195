import { access, constants, mkdir, open, readFile, readdir, rename, stat, unlink } from "node:fs/promises"
import { basename, join } from "node:path"
import { clock } from "../../platform/clock"
import { OperatorError } from "../../platform/operator-error"
import { type Checkpoint, readCheckpoint } from "./checkpoint"
import { readNote } from "./note"

const headOf = (note: string): Checkpoint => readCheckpoint(readNote(note).text)

/** Heads are kept for good when so much time lies between them; the last one is kept in any case. */
const apartMs = 600_000

const newest = "last.note"
/** The right edge of the tree under the last head, so that its leaves need not be read again. It proves itself by the root. */
const edge = "last.edge"

/** The folder for the heads is not as it was left. */
export class AnchorsError extends OperatorError {}

/**
 * Where heads of the tree are kept outside the database: a folder, best one on another machine that only adds. Whoever holds it
 * can show that the trail was cut or rewritten since. The last head stands by itself, replaced as the tree grows; every ten minutes
 * one is kept for good, in a folder of its month. The folder itself is never made here: where a mount is missing, a new folder in
 * its place would read as a trail that has no heads yet.
 */
export class Anchors {
  private lastForGood: Checkpoint | undefined

  constructor(private readonly folder: string) {}

  /** @throws AnchorsError where there is no such folder */
  async check(): Promise<void> {
    const found = await ifThere(stat(this.folder))
    if (!found?.isDirectory())
      throw new AnchorsError("TRAIL_ANCHORS: there is no such folder. Make it, or mount what should be there.")
  }

  /** Whether heads can leave for it. @throws AnchorsError */
  async checkWritable(): Promise<void> {
    await this.check()
    await access(this.folder, constants.W_OK | constants.X_OK).catch((error: unknown) => {
      throw new AnchorsError("TRAIL_ANCHORS: the folder cannot be written by this user. Give it the right, or mount it so that it can.", 1, { cause: error }) // prettier-ignore
    })
  }

  /** The last one kept; undefined where there is none. @throws MalformedNote, AnchorsError */
  async last(): Promise<Checkpoint | undefined> {
    const note = await this.lastNote()
    return note === undefined ? undefined : headOf(note)
  }

  /** The edge that was kept with the last one; empty where there is none. */
  async lastEdge(): Promise<Buffer[]> {
    const text = await ifThere(readFile(join(this.folder, edge), "utf8"))
    return (text ?? "").split("\n").filter((line) => line !== "").map((line) => Buffer.from(line, "base64")) // prettier-ignore
  }

  /** All of them, the oldest first. @throws AnchorsError */
  async all(): Promise<string[]> {
    const names = await this.namesForGood()
    const last = await this.lastNote()
    const notes = await Promise.all(names.map((name) => readFile(join(this.folder, name), "utf8")))
    return last === undefined ? notes : [...notes, last]
  }

  /** The most leaves that any of them is over, of whatever epoch. */
  async largest(): Promise<number> {
    const last = await this.last()
    return (await this.namesForGood()).map(sizeIn).reduce((most, size) => Math.max(most, size), last?.size ?? 0)
  }

  /** The last one kept for good that is not over a leaf: the leaf was not sealed yet when it was made. */
  async before(leaf: number): Promise<Checkpoint | undefined> {
    const name = (await this.namesForGood()).findLast((each) => sizeIn(each) <= leaf)
    return name === undefined ? undefined : headOf(await readFile(join(this.folder, name), "utf8"))
  }

  /** Keeps one: whole and durable, or not at all. */
  async keep(note: string, hashes: readonly Buffer[]): Promise<void> {
    const head = headOf(note)
    const last = await this.lastNote()
    // Of an epoch that is over, the last one too: what came after it is lost, and somebody may hold heads up to it.
    if (last !== undefined && headOf(last).epoch !== head.epoch) await this.keepForGood(last)
    this.lastForGood ??= await this.readLastForGood()
    // Measured to both sides: one that is dated in the future must not stop those that come after it.
    const since = clock.now().getTime() - Date.parse(this.lastForGood?.madeAt ?? "")
    if (this.lastForGood?.epoch !== head.epoch || Math.abs(since) >= apartMs) {
      await this.keepForGood(note)
      this.lastForGood = { ...head, madeAt: clock.now().toISOString() }
    }
    await writeWhole(join(this.folder, edge), `${hashes.map((hash) => hash.toString("base64")).join("\n")}\n`)
    await writeWhole(join(this.folder, newest), note)
  }

  private async lastNote(): Promise<string | undefined> {
    const note = await ifThere(readFile(join(this.folder, newest), "utf8"))
    if (note === undefined) await this.check()
    return note
  }

  private async keepForGood(note: string): Promise<void> {
    const { epoch, size, madeAt } = headOf(note)
    const name = `${String(epoch).padStart(6, "0")}-${String(size).padStart(15, "0")}.note`
    const month = join(this.folder, madeAt.slice(0, 7))
    await mkdir(month).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error
    })
    await writeWhole(join(month, name), note)
  }

  private async readLastForGood(): Promise<Checkpoint | undefined> {
    const name = (await this.namesForGood()).at(-1)
    return name === undefined ? undefined : headOf(await readFile(join(this.folder, name), "utf8"))
  }

  /** By epoch and size, whatever month they are dated. */
  private async namesForGood(): Promise<string[]> {
    await this.check()
    const months = (await readdir(this.folder)).filter((name) => /^\d{4}-\d{2}$/.test(name))
    const names = await Promise.all(
      months.map(async (month) => (await readdir(join(this.folder, month))).map((name) => join(month, name))),
    )
    const notes = names.flat().filter((name) => /\d{6}-\d{15}\.note$/.test(name))
    return notes.sort((one, other) => (basename(one) < basename(other) ? -1 : 1))
  }
}

const sizeIn = (name: string): number => Number(basename(name, ".note").split("-")[1])

async function writeWhole(place: string, text: string): Promise<void> {
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
