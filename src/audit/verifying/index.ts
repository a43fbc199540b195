import { Anchors } from "../sealing/anchors"
import { readExport } from "./export"
import { MalformedExport } from "./line"
import { type Verdict, verify } from "./verify"

export { MalformedNote } from "../sealing/note"
export { exportTrail } from "./export"
export { MalformedExport } from "./line"

/**
 * Verifies what was exported into a folder, with the heads that were kept elsewhere and the keys that are known from elsewhere.
 * @throws MalformedExport, MalformedNote
 */
export async function verifyFolder(
  folder: string,
  heads: string | undefined,
  trusted: readonly string[] | undefined,
): Promise<Verdict> {
  const { lines, notes } = await readExport(folder).catch((error: unknown) => {
    throw new MalformedExport(`${folder} holds no export: ${error instanceof Error ? error.name : "unreadable"}`)
  })
  const kept = heads === undefined ? [] : await new Anchors(heads).all()
  return await verify({ lines, notes: [...notes, ...kept], ...(trusted && { trusted }) })
}
