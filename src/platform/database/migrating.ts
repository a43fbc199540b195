import type pg from "pg"
import { OperatorError } from "../operator-error"
import { type Progress, unwatched } from "../progress"
import { connected } from "./client"
import { stateOf } from "./failures"
import { largeObjectsFor, withoutLargeObjects } from "./large-objects"
import { type Migrations, migrate } from "./prepare"
import { type ServingUrls, ensureRoles, passwordsOf, servingRoles } from "./roles"
import { signsIn } from "./signing-in"

export interface Migrated {
  /** How many migrations ran. */
  readonly ran: number
  /** What a superuser should run once, because the owner may not. */
  readonly advised: readonly string[]
}

/** So long a migration waits for another one, in milliseconds. */
const patienceMs = 60_000

/**
 * Makes or updates the serving roles and the tables of a database that is given.
 * @throws OperatorError where another migration does not end
 */
export async function bringUpToDate(
  ownerUrl: string,
  urls: ServingUrls,
  migrations: Migrations,
  { waitMs = patienceMs, progress = unwatched }: { waitMs?: number | undefined; progress?: Progress } = {},
): Promise<Migrated> {
  const passwords = passwordsOf(urls)
  const [staff, officer, keeper] = servingRoles
  const urlOf = new Map<string, string>([[staff, urls.staff], [officer, urls.officer], [keeper, urls.keeper]]) // prettier-ignore
  return await connected(ownerUrl, async (owner) => {
    await waitForOthers(owner, waitMs)
    await ensureRoles(owner, passwords, (role) => signsIn(urlOf.get(role) ?? ""))
    const ran = await migrate(ownerUrl, migrations, progress)
    return { ran, advised: await withdrawn(owner) }
  })
}

/** One at a time: held until the connection ends. */
async function waitForOthers(owner: pg.Client, waitMs: number): Promise<void> {
  try {
    await owner.query(`set lock_timeout = ${waitMs}`)
    await owner.query("select pg_advisory_lock(hashtextextended('woonrust migrate', 0))")
    await owner.query("reset lock_timeout")
  } catch (error) {
    if (stateOf(error) !== "55P03") throw error
    throw new OperatorError("Another migrate is at work on this database and does not end: see what it waits for, and run this one again.") // prettier-ignore
  }
}

/** What a serving role does not need, and only a superuser takes away. */
async function withdrawn(owner: pg.Client): Promise<string[]> {
  const { rows } = await owner.query<{ open: boolean; mighty: boolean }>(largeObjectsFor(servingRoles[0]))
  if (!rows[0]?.open) return []
  if (!rows[0].mighty) return [`Once, as a superuser of this database: ${withoutLargeObjects}`]
  await owner.query(withoutLargeObjects)
  return []
}
