import { readFile, readdir, stat } from "node:fs/promises"
import { join } from "node:path"
import { fileSentence } from "../../platform/file-faults"
import { MalformedNote, readNote } from "../sealing/note"
import { readCheckpoint } from "../sealing/checkpoint"
import { MalformedExport } from "./fault"
import { linesOf } from "./lines"

/** What an export consists of, in its folder. The last one is written last: without it the export is not whole. */
export const exportFiles = {
  trail: "trail.jsonl",
  checkpoints: "checkpoints.json",
  keys: "keys.txt",
  about: "export.json",
} as const

export interface ExportedFolder {
  readonly lines: AsyncIterable<Buffer>
  readonly notes: readonly string[]
  readonly keys: readonly string[]
  /** When it was made, as it says. */
  readonly made: string
}

/** What was exported into a folder, as the verifier takes it. @throws MalformedExport naming the file */
export async function readExport(folder: string): Promise<ExportedFolder> {
  const about = await readJson(join(folder, exportFiles.about))
  const made = (about as { made?: unknown } | null)?.made
  if (typeof made !== "string" || Number.isNaN(Date.parse(made)))
    throw new MalformedExport(`${exportFiles.about} does not say when the export was made`)
  const notes = await readJson(join(folder, exportFiles.checkpoints))
  if (!Array.isArray(notes) || !notes.every((note) => typeof note === "string"))
    throw new MalformedExport(`${exportFiles.checkpoints} is no list of signed heads`)
  notes.forEach((note, nth) => checkNote(note, `head ${nth + 1} of ${exportFiles.checkpoints}`))
  const keys = (await readText(join(folder, exportFiles.keys))).split("\n").filter((key) => key !== "")
  const trail = join(folder, exportFiles.trail)
  const found = await stat(trail).catch(() => undefined)
  if (!found?.isFile()) throw new MalformedExport(`${exportFiles.trail} is not there`)
  return { lines: linesOf(trail), notes, keys, made }
}

/**
 * The heads that were kept in a folder, whatever they are called and in whatever folder of it: each in a file that ends in .note.
 * @throws MalformedExport where there is none, or one that cannot be read
 */
export async function headsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true }).catch((error: unknown) => {
    throw new MalformedExport(fileSentence(error) ?? "The folder of heads cannot be read.")
  })
  const notes = names.filter((name) => name.endsWith(".note")).sort()
  if (!notes.length) throw new MalformedExport("the folder of heads holds none: no file in it ends in .note")
  const heads: string[] = []
  // One after the other: there are fifty thousand in a year.
  for (const name of notes) heads.push(await headIn(join(folder, name)))
  return heads
}

/** A head in a file, however its lines were broken when somebody saved it: what is signed is not changed by that. */
export async function headIn(file: string): Promise<string> {
  const text = `${(await readText(file)).replaceAll("\r\n", "\n").trimEnd()}\n`
  checkNote(text, file)
  return text
}

function checkNote(text: string, where: string): void {
  try {
    readCheckpoint(readNote(text).text)
  } catch (error) {
    if (!(error instanceof MalformedNote)) throw error
    throw new MalformedExport(`${where} is no signed head: ${error.message}`)
  }
}

async function readJson(file: string): Promise<unknown> {
  const text = await readText(file)
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new MalformedExport(`${file} is not whole`)
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8")
  } catch (error) {
    throw new MalformedExport(fileSentence(error) ?? `${file} cannot be read.`)
  }
}
