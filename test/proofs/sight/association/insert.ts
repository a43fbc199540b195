import type pg from "pg"

/** Adds rows to a table, all with the same columns; what else it has gets its default. What is there already stays. */
export async function insert(
  admin: pg.Pool,
  table: string,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first).join(", ")
  await admin.query(
    `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1::json) on conflict do nothing`,
    [JSON.stringify(rows)],
  )
}
