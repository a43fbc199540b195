import { createHash } from "node:crypto"
import { Fault } from "../platform/errors"
import { textOf } from "./binds"

/**
 * A cursor holds the values a row is ordered by, and a checksum over them and the name of its ordering. It gives no right: the row
 * rule decides again at each page. The checksum tells a cursor of this list from a damaged one or one of another list.
 */
const checksum = (order: string, values: string): string =>
  createHash("sha256").update(`${order}\n${values}`).digest("base64url").slice(0, 8)

export function writeCursor(order: string, values: readonly unknown[]): string {
  const text = JSON.stringify(values)
  return checksum(order, text) + Buffer.from(text).toString("base64url")
}

/**
 * The values of a cursor, as texts for the columns of its ordering.
 * @throws Fault BAD_REQUEST for anything that this list did not give out
 */
export function readCursor(order: string, types: readonly string[], cursor: string): string[] {
  const values = parsed(Buffer.from(cursor.slice(8), "base64url").toString())
  const texts = types.map((type, index) => valueText(type, values[index]))
  if (values.length !== types.length || writeCursor(order, values) !== cursor) throw new Fault("BAD_REQUEST", "CURSOR")
  return texts
}

function parsed(text: string): unknown[] {
  try {
    const values: unknown = JSON.parse(text)
    if (Array.isArray(values)) return values
  } catch {
    // no JSON at all: as any other cursor that is none
  }
  throw new Fault("BAD_REQUEST", "CURSOR")
}

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$/

/** Of the form that PostgreSQL writes, and a moment that there was: not 30 February, not the year 0. */
function isMoment(text: string): boolean {
  const parsed = moment.test(text) ? new Date(text) : undefined
  if (!parsed || Number.isNaN(parsed.getTime()) || parsed.getUTCFullYear() < 1) return false
  return parsed.toISOString().slice(0, 19) === text.slice(0, 19)
}

function valueText(type: string, value: unknown): string {
  const fits = type === "timestamptz" ? typeof value === "string" && isMoment(value) : typeof value === "string"
  const text = fits ? textOf(type, value) : null
  if (text === null) throw new Fault("BAD_REQUEST", "CURSOR")
  return text
}
