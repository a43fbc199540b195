import { createReadStream } from "node:fs"
import { appendFile, mkdir, readFile, stat, truncate, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { createInterface } from "node:readline"
import pg from "pg"
import { TrailReading } from "./reading"

/** What an export consists of, in its folder. */
const exportFiles = { trail: "trail.jsonl", checkpoints: "checkpoints.json", keys: "keys.txt" } as const

export interface Exported {
  readonly leaves: number
  readonly loose: number
}

/**
 * Writes the whole trail into a folder, as JSON lines with the signed heads and the keys beside them. What is there already is gone on
 * with, after its last whole line. On one snapshot; asked as the owner, whom no row rule binds.
 */
export async function exportTrail(ownerUrl: string, folder: string): Promise<Exported> {
  await mkdir(folder, { recursive: true })
  const trail = join(folder, exportFiles.trail)
  let leaves = await leavesIn(trail)
  const database = new pg.Client({ connectionString: ownerUrl })
  await database.connect()
  const reading = new TrailReading(database)
  try {
    await database.query("begin isolation level repeatable read read only")
    for await (const lines of reading.leaves(leaves)) {
      await appendFile(trail, `${lines.join("\n")}\n`)
      leaves += lines.length
    }
    const rest = await reading.loose()
    if (rest.length) await appendFile(trail, `${rest.join("\n")}\n`)
    await writeFile(join(folder, exportFiles.checkpoints), JSON.stringify(await reading.notes()))
    await writeFile(join(folder, exportFiles.keys), `${(await reading.keys()).join("\n")}\n`)
    return { leaves, loose: rest.length }
  } finally {
    await database.end()
  }
}

/**
 * How many whole leaves a file holds; what stands behind the last of them is cut off. A line is whole when its end was written: a piece
 * of one can end in a brace too.
 */
async function leavesIn(file: string): Promise<number> {
  let leaves = 0
  let bytes = 0
  try {
    const { size } = await stat(file)
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
      const end = bytes + Buffer.byteLength(line) + 1
      if (!line.startsWith(`{"leaf" : ${leaves},`) || end > size) break
      leaves++
      bytes = end
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return 0
    throw error
  }
  await truncate(file, bytes)
  return leaves
}

/** Opened when it is iterated: lines that came before would be lost. */
async function* linesOf(file: string): AsyncGenerator<string> {
  yield* createInterface({ input: createReadStream(file), crlfDelay: Infinity })
}

/** What was exported into a folder, as the verifier takes it. */
export async function readExport(
  folder: string,
): Promise<{ lines: AsyncIterable<string>; notes: string[]; keys: string[] }> {
  const notes = JSON.parse(await readFile(join(folder, exportFiles.checkpoints), "utf8")) as string[]
  const keys = (await readFile(join(folder, exportFiles.keys), "utf8")).split("\n").filter((key) => key !== "")
  return { lines: linesOf(join(folder, exportFiles.trail)), notes, keys }
}
