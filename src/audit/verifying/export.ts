import { appendFile, rm, truncate } from "node:fs/promises"
import { join } from "node:path"
import { connected } from "../../platform/database/client"
import { type Progress, unwatched } from "../../platform/progress"
import { type Operation, recordOperation } from "../operation"
import { MalformedExport } from "./fault"
import { exportFiles } from "./folder"
import { isWhole, linesOf } from "./lines"
import { type LookupFindings, lookupFindings } from "./lookups"
import { ownFolder, writePrivate } from "./private"
import { TrailReading } from "./reading"

export interface Exported {
  readonly leaves: number
  readonly loose: number
  /** When it was made: what was committed before is in it. */
  readonly made: string
  readonly lookups: LookupFindings
}

const exporting: Operation = {
  command: "trail export",
  activity: "trail-review",
  actions: ["trail.exported"],
  types: ["TrailEvent", "TrailHead", "TrailSight"],
}

/** That the trail is taken out, from its beginning or gone on with, stands in it before anything is read: by a transaction of its own. */
async function record(ownerUrl: string): Promise<void> {
  await connected(ownerUrl, async (database) => {
    await database.query("begin")
    await recordOperation(database, exporting)
    await database.query("commit")
  })
}

/**
 * Writes the whole trail into a folder, as JSON lines with the signed heads and the keys beside them. What is there already is gone on
 * with, after its last whole line. On one snapshot; asked as the owner, whom no row rule binds. The event of an export is later than
 * what it shows, and so stands in the next one.
 * @throws MalformedExport where the folder holds leaves that are not in the database
 * @throws pg.DatabaseError where its event cannot be written; then nothing was read
 */
export async function exportTrail(ownerUrl: string, folder: string, progress = unwatched): Promise<Exported> {
  return await connected(ownerUrl, async (database) => {
    await ownFolder(folder)
    await database.query("begin isolation level repeatable read read only")
    const reading = new TrailReading(database)
    const made = await reading.moment()
    await record(ownerUrl)
    const { leaves, loose } = await writeTrail(reading, folder, progress)
    await writePrivate(join(folder, exportFiles.checkpoints), JSON.stringify(await reading.notes()))
    await writePrivate(join(folder, exportFiles.keys), `${(await reading.keys()).join("\n")}\n`)
    const lookups = await lookupFindings(database)
    await writePrivate(join(folder, exportFiles.about), `${JSON.stringify({ made })}\n`)
    return { leaves, loose, made, lookups }
  })
}

async function writeTrail(
  reading: TrailReading,
  folder: string,
  progress: Progress,
): Promise<{ leaves: number; loose: number }> {
  const trail = join(folder, exportFiles.trail)
  const held = await heldIn(trail)
  if (held.leaves > 0 && (await reading.commitment(held.leaves - 1)) !== held.commitment)
    throw new MalformedExport(
      `leaf ${held.leaves - 1} in the folder is not the one in the database: it is of another trail, or a restore from a backup lost it. Export into another folder`,
    )
  await rm(join(folder, exportFiles.about), { force: true })
  // Events that went meanwhile go from the folder too.
  const goesOn = held.leaves > 0 && !(await reading.isPrunedSince(held.leaves))
  if (held.bytes === undefined) await writePrivate(trail, "")
  else await truncate(trail, goesOn ? held.bytes : 0)
  let leaves = goesOn ? held.leaves : 0
  for await (const lines of reading.leaves(leaves)) {
    await appendFile(trail, `${lines.join("\n")}\n`)
    leaves += lines.length
    progress.at("leaves exported", leaves)
  }
  const loose = await reading.loose()
  if (loose.length) await appendFile(trail, `${loose.join("\n")}\n`)
  return { leaves, loose: loose.length }
}

interface Held {
  readonly leaves: number
  /** Up to the end of the last whole leaf; undefined where there is no file. */
  readonly bytes: number | undefined
  /** Of the last leaf. */
  readonly commitment: string | undefined
}

/** How many whole leaves a file holds. */
async function heldIn(file: string): Promise<Held> {
  let [leaves, bytes] = [0, 0]
  let commitment: string | undefined
  try {
    for await (const line of linesOf(file)) {
      const [, found] = /^\{"leaf":\d+,"commitment":"([^"]+)",/.exec(line.toString("latin1", 0, 100)) ?? []
      if (!isWhole(line) || found === undefined || !line.toString("latin1", 0, 30).startsWith(`{"leaf":${leaves},`))
        break
      leaves++
      bytes += line.length
      commitment = found
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error
    return { leaves: 0, bytes: undefined, commitment: undefined }
  }
  return { leaves, bytes, commitment }
}
