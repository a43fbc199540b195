import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import type pg from "pg"
import { from } from "pg-copy-streams"

type Value = string | number | boolean | null
export type Rows = Iterable<readonly Value[]>

const CHUNK = 1 << 16
const special = /[\\\t\n\r]/
const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" }

function line(values: readonly Value[]): string {
  let text = ""
  for (const value of values) {
    if (text !== "") text += "\t"
    if (value === null) text += "\\N"
    else if (typeof value === "string" && special.test(value))
      text += value.replace(/[\\\t\n\r]/g, (it) => escapes[it] ?? it)
    else text += String(value)
  }
  return text + "\n"
}

function* chunks(rows: Rows): Generator<Buffer> {
  let text = ""
  for (const row of rows) {
    text += line(row)
    if (text.length < CHUNK) continue
    yield Buffer.from(text)
    text = ""
  }
  if (text !== "") yield Buffer.from(text)
}

/** Where rows go: a table and its columns, in the order of the values. */
export interface Target {
  readonly table: string
  readonly columns: string
}

/**
 * Streams rows into a table, made while PostgreSQL takes them in and no faster. `frozen` spares the table a later rewrite by vacuum;
 * it may only be asked for what this transaction emptied. Answers how many there were.
 */
export async function copyInto(
  client: pg.Client,
  { table, columns }: Target,
  rows: Rows,
  frozen: boolean,
): Promise<number> {
  const stream = client.query(from(`copy ${table} (${columns}) from stdin${frozen ? " with (freeze)" : ""}`))
  await pipeline(Readable.from(chunks(rows), { highWaterMark: 4 }), stream)
  return stream.rowCount
}
