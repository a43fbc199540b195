import { createHash } from "node:crypto"
import { Fault } from "../platform/errors"

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

/** @throws Fault BAD_REQUEST for anything that this list did not give out */
export function readCursor(order: string, cursor: string): unknown[] {
  const text = Buffer.from(cursor.slice(8), "base64url").toString()
  if (cursor.slice(0, 8) !== checksum(order, text)) throw new Fault("BAD_REQUEST", "CURSOR")
  return JSON.parse(text) as unknown[]
}
