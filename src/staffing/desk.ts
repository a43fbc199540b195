import type pg from "pg"
import { recordOperation } from "../audit"
import { managedBy } from "./account"
import { inParts } from "./parts"

interface Question {
  /** Said before the reference of each case, and before their number. */
  readonly each: string
  readonly all: string
  readonly sql: string
}

/** What is left on somebody's desk, by what is to be done with it. */
const questions: readonly Question[] = [
  { each: "to hand over", all: "cases to hand over", sql: managedBy("$1::uuid") },
  {
    each: "open task in",
    all: "open tasks",
    sql: `select c.id, c.reference, c.opened_at from task t join case_file c on c.id = t.case_id
      where t.assignee_id = $1::uuid and t.completed_at is null`,
  },
  {
    each: "deputy of",
    all: "cases that name her as deputy",
    sql: `select c.id, c.reference, c.opened_at from case_restriction r join case_file c on c.id = r.case_id and c.closed_at is null
      where r.deputy_id = $1::uuid and r.valid_until is null`,
  },
]

interface Found {
  readonly id: string
  readonly reference: string
}

/** By the references of the cases, as those who handle them know them. Which ones stands in the trail before it is told. */
export async function deskOf(database: pg.Client, command: string, employee: string): Promise<string[]> {
  const cases = new Set<string>()
  const [lines, totals]: [string[], string[]] = [[], []]
  for (const { each, all, sql } of questions) {
    const { rows } = await database.query<Found>(`${sql} order by opened_at, id`, [employee])
    for (const { id } of rows) cases.add(id)
    lines.push(...rows.map(({ reference }) => `${each} ${reference}`))
    if (rows.length) totals.push(`${all}: ${rows.length}`)
  }
  await traced(database, command, [...cases])
  return [...lines, totals.length ? totals.join(", ") : "nothing remains to be handed over"]
}

async function traced(database: pg.Client, command: string, all: readonly string[]): Promise<void> {
  for (const cases of inParts(all))
    await recordOperation(database, {
      ...{
        command,
        activity: "access-control",
        actions: ["case.listed"],
        types: ["Case", "Restriction", "Task"],
        cases,
      },
    })
}
