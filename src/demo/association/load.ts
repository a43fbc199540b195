import pg from "pg"
import { type Progress, unwatched } from "../../platform/progress"
import { decideAccess } from "./access"
import { Association } from "./association"
import { loosen, tighten } from "./bulk"
import { copyInto } from "./copy"
import { largeTables, tables } from "./tables"

export interface DemoOptions {
  /** From 0, an association that has yet to begin, to 1,000,000. */
  readonly cases: number
  readonly seed?: number
  readonly now: Date
  readonly progress?: Progress
}

/** How many rows of each were loaded. */
export type DemoCounts = Record<keyof typeof tables, number>

/** From so many cases on it is quicker to make indexes and constraints after the rows than to keep them up to date. */
const MANY = 1_000

/**
 * Loads the demo association as the owner of the tables: whole, or not at all. Does nothing where there is an association already,
 * and then counts none. The same size, seed and moment make the same rows.
 */
export async function loadDemo(
  ownerUrl: string,
  { cases, seed = 1, now, progress = unwatched }: DemoOptions,
): Promise<DemoCounts> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: "woonrust demo" })
  // A lost connection rejects the statement at hand; that is enough.
  client.on("error", () => undefined)
  await client.connect()
  try {
    await client.query("begin")
    const counts = (await isEmpty(client)) ? await load(client, new Association(cases, seed, now), progress) : none()
    await client.query("commit")
    await tidy(client, counts)
    return counts
  } finally {
    // Ends what was not committed too.
    await client.end()
  }
}

const names = Object.keys(tables) as (keyof typeof tables)[]
const none = (): DemoCounts => Object.fromEntries(names.map((name) => [name, 0])) as DemoCounts

/** Whether nobody has begun. Whoever else is loading is waited for. */
async function isEmpty(client: pg.Client): Promise<boolean> {
  await client.query("lock table team in share row exclusive mode")
  const some = names.map((name) => `exists (select from ${tables[name].table})`).join(" or ")
  const { rows } = await client.query<{ some: boolean }>(`select ${some} as some`)
  return rows[0]?.some === false
}

async function load(client: pg.Client, association: Association, progress: Progress): Promise<DemoCounts> {
  const many = association.cases >= MANY
  const back = many ? await loosen(client) : []
  // The grants are loaded as the trigger would have made them, with the moments that they had.
  const followed = ["employee", "case_file", "case_grant", "party"]
  for (const table of followed) await client.query(`alter table ${table} disable trigger user`)
  const counts = none()
  for (const [nth, name] of names.entries()) {
    progress.at("tables of the demo", nth, names.length)
    const { rows, ...target } = tables[name]
    counts[name] = await copyInto(client, target, rows(association), many && name in largeTables)
  }
  for (const table of followed) await client.query(`alter table ${table} enable trigger user`)
  await tighten(client, back)
  await decideAccess(client)
  return counts
}

/** What was loaded, and nothing else: the statistics of the scopes must stay empty. */
async function tidy(client: pg.Client, counts: DemoCounts): Promise<void> {
  const filled = names.filter((name) => counts[name] > 0).map((name) => tables[name].table)
  if (filled.length) await client.query(`vacuum analyze ${filled.join()}`)
}
