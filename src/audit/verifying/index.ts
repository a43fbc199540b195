import { type Progress, unwatched } from "../../platform/progress"
import { type ExportedFolder, headIn, headsIn, readExport } from "./folder"
import { type Evidence, type Verdict, verify } from "./verify"

export { MalformedNote } from "../sealing/note"
export { exportTrail } from "./export"
export { MalformedExport } from "./fault"
export { lookupFindings } from "./lookups"
export { type Told, tellExported, tellLookups, tellVerdict } from "./telling"

/** What else is known of a trail than its export. */
export interface Besides extends Pick<Evidence, "trusted" | "termMonths" | "atLeast"> {
  /** A folder of heads that were kept elsewhere. */
  readonly heads?: string | undefined
  /** Files, each with a head that the export has to reach. */
  readonly reached?: readonly string[] | undefined
  readonly progress?: Progress
}

/**
 * Verifies what was exported into a folder, with what is known from elsewhere.
 * @throws MalformedExport, MalformedNote
 */
export async function verifyFolder(
  folder: string,
  { heads, reached = [], progress = unwatched, ...known }: Besides = {},
): Promise<Verdict> {
  const { lines, notes, keys, made }: ExportedFolder = await readExport(folder)
  const outside = heads === undefined ? [] : await headsIn(heads)
  const named = await Promise.all(reached.map(headIn))
  return await verify({
    ...known,
    lines: told(lines, progress),
    notes,
    made,
    keysBeside: keys,
    outside,
    reached: named,
  })
}

/** The same lines; how many were taken is told. */
async function* told(lines: AsyncIterable<Buffer>, progress: Progress): AsyncGenerator<Buffer> {
  let taken = 0
  for await (const line of lines) {
    progress.at("lines verified", ++taken)
    yield line
  }
}
