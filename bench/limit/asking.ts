import type pg from "pg"
import { sendGroup } from "../../src/platform/database/group"
import { type Part, nameOf } from "../../src/platform/database/statements"
import { hashOf } from "../documents"

export interface Actor {
  readonly id: string
  readonly role: string
}

export interface Operation {
  readonly document: string
  readonly action: string
  /** Without it the header goes to a function that exists only while the price of the trail is measured. */
  readonly trail: boolean
}

export const openWithoutTrail = "bench_open_without_trail"

export const prepared = (text: string): Pick<Part, "name" | "text"> => ({ name: nameOf(text), text })

const open = (verb: string) =>
  prepared(
    `select ${verb}($1::uuid, $2::text, $3::timestamptz, $4::text[], $5::text, $6::text, $7::text, $8::text, $9::text, $10::text, $11::text, $12::inet, $13::text, $14::text, $15::text)`,
  )

/** The header of the trail, with as many values as ours; those that come from a token or a trace are constants here. */
export function opening({ document, action, trail }: Operation): (actor: Actor) => Part {
  const statement = open(trail ? "open_request" : openWithoutTrail)
  const rest = [
    "DONE",
    null,
    null,
    // None of these documents is shipped with the service: the trail does not name them.
    null,
    hashOf(document),
    "11111111-1111-4111-8111-111111111111",
    "woonrust-demo",
    "127.0.0.1",
  ]
  const trace = ["0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", "acr=0"]
  return ({ id, role }) => ({
    ...statement,
    values: [id, role, "2026-11-22T12:00:00.000Z", `{${action}}`, ...rest, ...trace],
  })
}

/** One round trip: the header and one statement, whose only value is the whole text of the answer. */
export function read(operation: Operation, text: string, variable: string) {
  const header = opening(operation)
  const statement = prepared(text)
  return async (client: pg.ClientBase, actor: Actor, variables: Record<string, unknown>): Promise<string> => {
    const rows = await sendGroup(client, [header(actor), { ...statement, values: [variables[variable] as string] }])
    return rows[1]?.[0]?.[0] ?? ""
  }
}
