import type pg from "pg"
import type { ActivityName, TrailActionName } from "./activities"
import { activityOf, lineInsert } from "./line"

/** What an operator's command did or looked at. */
export interface Operation {
  readonly command: string
  readonly activity: ActivityName
  readonly actions: readonly TrailActionName[]
  readonly types: readonly string[]
  readonly cases?: readonly string[]
  readonly employees?: readonly string[]
}

const header = "select record_operation($1, $2::text[]) as id"
const lines = (activity: ActivityName): string =>
  lineInsert(
    {
      event: "$1::uuid",
      position: "a.nth - 1",
      field: "$2::text",
      action: "a.action",
      ...activityOf(activity),
      cases: "$5::uuid[]",
      parties: "'{}'",
      persons: "'{}'",
      types: "$4::text[]",
      categories: "'{}'",
      employees: "$6::uuid[]",
    },
    "unnest($3::text[]) with ordinality a (action, nth)",
  )

/**
 * Writes the event of a command, with a line for each of its actions, into the transaction that the caller has begun. The header comes
 * first and by itself: it makes the months of the trail that are missing, which cannot be while a statement writes into them.
 * @param database as the owner
 */
export async function recordOperation(database: pg.ClientBase, operation: Operation): Promise<void> {
  const { command, activity, actions, types, cases = [], employees = [] } = operation
  const { rows } = await database.query<{ id: string }>(header, [command, actions])
  await database.query(lines(activity), [rows[0]?.id, command, actions, types, cases, employees])
}
