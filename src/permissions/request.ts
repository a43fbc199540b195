import type pg from "pg"
import type { Rows } from "../platform/database/group"
import { type Part, nameOf } from "../platform/database/statements"
import type { Asking, Means, Role } from "./actor"

/** What a request is about to do, for the header of its trail. */
export interface Intent {
  readonly actions: readonly string[]
  readonly outcome: "DONE" | "REFUSED" | "DENIED" | "FAILED"
  readonly reason: string | null
  readonly operationName: string | null
  readonly documentHash: string | null
}

const part = (text: string): Pick<Part, "name" | "text"> => ({ name: nameOf(text), text })
/** Answers when the transaction began by the database's clock, in milliseconds: the moment of all that it writes. */
const open = part(
  `select open_request($1::uuid, $2::text, $3::timestamptz, $4::text[], $5::text, $6::text, $7::text, $8::text, $9::text, $10::text, $11::text, $12::inet, $13::text, $14::text, $15::text), floor(extract(epoch from now()) * 1000)`,
)
const admission = `select id, role, refused from admit($1::text, $2::timestamptz, $3::timestamptz, $4::text, $5::text, $6::text, $7::text, $8::inet, $9::text, $10::text, $11::boolean)`
const denial = "select record_denial($1::text, $2::inet, $3::text, $4::text)"

/** The first statement of every transaction: the header of the trail, and with it the right to see anything at all. */
export function openingOf({ actor, means }: Asking, intent: Intent): Part {
  const { tokenId, issuedAt, lookReason, client, address, traceId, spanId, assurance } = means
  const { outcome, reason, operationName, documentHash } = intent
  const actions = `{${[...new Set(intent.actions)].join(",")}}`
  return {
    ...open,
    values: [
      actor.id,
      actor.role,
      issuedAt?.toISOString() ?? null,
      actions,
      outcome,
      reason,
      lookReason,
      operationName,
      documentHash,
      tokenId,
      client,
      address,
      traceId,
      spanId,
      assurance,
    ],
  }
}

/** The moment that the opening answered. */
export const momentOf = (opened: Rows | undefined): Date => new Date(Number(opened?.[0]?.[1]))

/** Who a verified token speaks for, or why she is turned away. */
export type Admission =
  | { readonly id: string; readonly role: Role; readonly refused: null }
  | { readonly refused: "UNKNOWN_EMPLOYEE" | "DISABLED_EMPLOYEE" | "SESSION_ENDED" }

/**
 * Finds the employee behind a token. The first use of the token leaves its event, and so does whoever is turned away, unless her
 * attempts are no longer written down.
 */
export async function admit(pool: pg.Pool, subject: string, means: Means, silent: boolean): Promise<Admission> {
  const { issuedAt, expiresAt, session, tokenId, assurance, client, address, traceId, spanId } = means
  const values = [subject, issuedAt, expiresAt, session, tokenId, assurance, client, address, traceId, spanId, silent]
  const { rows } = await pool.query<Admission>(admission, values)
  return rows[0] ?? { refused: "UNKNOWN_EMPLOYEE" }
}

/** The trail of an attempt without a valid token: a transaction of its own. */
export async function recordDenial(pool: pg.Pool, reason: string, means: Means): Promise<void> {
  await pool.query(denial, [reason, means.address, means.traceId, means.spanId])
}
