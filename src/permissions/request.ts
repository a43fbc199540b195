import type pg from "pg"
import { type Part, nameOf } from "../platform/database/statements"
import type { Asking, Means } from "./actor"

/** What a request is about to do, for the header of its trail. */
export interface Intent {
  readonly actions: readonly string[]
  readonly outcome: "DONE" | "REFUSED" | "DENIED" | "FAILED"
  readonly reason: string | null
  readonly operationName: string | null
  readonly documentHash: string | null
}

const part = (text: string): Pick<Part, "name" | "text"> => ({ name: nameOf(text), text })
const open = part(
  `select open_request($1::uuid, $2::text, $3::timestamptz, $4::text[], $5::text, $6::text, $7::text, $8::text, $9::text, $10::text, $11::text, $12::inet, $13::text, $14::text)`,
)
const denial = part(`select record_denial($1::uuid, $2::text, $3::text, $4::inet, $5::text, $6::text, $7::text)`)

/** The first statement of every transaction: the header of the trail, and with it the right to see anything at all. */
export function openingOf({ actor, means }: Asking, intent: Intent): Part {
  const { tokenId, issuedAt, lookReason, client, address, traceId, spanId } = means
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
    ],
  }
}

/** The trail of an attempt that led to no actor: a transaction of its own. */
export async function recordDenial(pool: pg.Pool, actorId: string | null, reason: string, means: Means): Promise<void> {
  await pool.query({
    ...denial,
    values: [actorId, reason, means.client, means.address, means.traceId, means.spanId, means.tokenId],
  })
}
