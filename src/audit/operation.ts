import { escapeLiteral } from "pg"
import type { ActivityName } from "./activities"
import { activityOf, lineInsert } from "./line"

/** What an operator's command did or looked at; the lists as SQL, of nothing where they are absent. */
export interface Operation {
  readonly command: string
  readonly activity: ActivityName
  readonly types: string
  readonly cases?: string
  readonly employees?: string
}

/** The statement that writes the event of a command, with a line for each of its actions ($1). Run as the owner. */
export function operationInsert({ command, activity, types, cases = "'{}'", employees = "'{}'" }: Operation): string {
  const named = escapeLiteral(command)
  return lineInsert(
    {
      event: "e.id",
      position: "a.nth - 1",
      field: named,
      action: "a.action",
      ...activityOf(activity),
      ...{ cases, employees, types },
      parties: "'{}'",
      persons: "'{}'",
      categories: "'{}'",
    },
    `(select record_operation(${named}, $1::text[]) as id) e, unnest($1::text[]) with ordinality a (action, nth)`,
  )
}
