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
}

/**
 * Verifies what was exported into a folder, with what is known from elsewhere.
 * @throws MalformedExport, MalformedNote
 */
export async function verifyFolder(folder: string, { heads, reached = [], ...known }: Besides = {}): Promise<Verdict> {
  const { lines, notes, keys, made }: ExportedFolder = await readExport(folder)
  const outside = heads === undefined ? [] : await headsIn(heads)
  const named = await Promise.all(reached.map(headIn))
  return await verify({ ...known, lines, notes, made, keysBeside: keys, outside, reached: named })
}
