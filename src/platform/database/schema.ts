import { OperatorError } from "../operator-error"
import { stateOf } from "./failures"

/** A connection, or a pool of them. */
interface Asked {
  query(sql: string): Promise<{ rows: { names: string[] }[] }>
}

/** The tables are not those that this version works with. */
class SchemaError extends OperatorError {}

const migrate = "run `npm run woonrust -- migrate` of this version"

const noTables = `This database has no tables of this service yet: ${migrate} first.`

/** PostgreSQL knows no such function, or no such schema, or shows it to nobody. */
const unknownYet = ["42883", "3F000", "42501"]

/** @throws SchemaError where a migration ran that this version does not know */
export function refuseNewer(known: readonly string[], ran: readonly string[]): void {
  const foreign = ran.filter((name) => !known.includes(name))
  if (foreign.length)
    throw new SchemaError(
      `This database is newer than this version: ${foreign.length} of its migrations are not known here. Start the version that migrated it, or a later one.`,
    )
}

/** By the function that shows the names of the migrations to roles that may read nothing else of them. @throws SchemaError */
export async function refuseOtherSchema(database: Asked, known: readonly string[]): Promise<void> {
  const ran = await ranIn(database)
  if (!ran) throw new SchemaError(noTables)
  refuseNewer(known, ran)
  const missing = known.filter((name) => !ran.includes(name))
  if (missing.length)
    throw new SchemaError(`This database is older than this version: ${missing.length} migrations have not run; ${migrate}.`) // prettier-ignore
}

async function ranIn(database: Asked): Promise<readonly string[] | undefined> {
  try {
    return (await database.query("select migrations_that_ran() as names")).rows[0]?.names
  } catch (error) {
    if (unknownYet.includes(stateOf(error) ?? "")) return undefined
    throw error
  }
}
