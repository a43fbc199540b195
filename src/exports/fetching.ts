import type { IncomingMessage, RequestListener, ServerResponse } from "node:http"
import type pg from "pg"
import type { Asking, Employee, Means, Role } from "../permissions/actor"
import type { Identity } from "../permissions/identity"
import { type Intent, openingOf } from "../permissions/request"
import { type Release, untilClosed } from "../platform/capacity/shares"
import { ActorChanged, codeOf, failureOf } from "../platform/database/failures"
import { type Part, nameOf } from "../platform/database/statements"
import { Transaction } from "../platform/database/transaction"
import { Fault } from "../platform/errors"
import { securityHeaders } from "../platform/http/security"
import { type Log, factsOf } from "../platform/log"
import { type Processing, isUuid } from "../records"
import { tell, tellsAs } from "./chunk"
import { keyFitting, opened } from "./envelope"
import type { ExportFormat } from "./export.codes"
import { namedIn, writings } from "./exporting"

/** So many chunks are read at once, behind one line of the trail. */
const together = 16

export const exportAddress = /^\/trail-exports\/([^/?]*)$/

/** What the trail says of each lot that leaves. */
export const downloading = { action: "trail.downloaded", activity: tellsAs } as const satisfies Processing

interface Lot {
  readonly format: ExportFormat
  readonly chunks: number
  readonly publicKey: string
  /** Of all its chunks, those that exist for her. */
  readonly hers: number
  readonly lot: readonly { bytes: string; case_ids: string[]; party_ids: string[]; person_ids: string[] }[]
}

const text = `select json_build_object('format', j.format, 'chunks', j.chunks, 'publicKey', encode(j.public_key, 'base64'),
    'hers', (select count(*) from export_chunk c where c.job_id = j.id),
    'lot', coalesce((select json_agg(json_build_object('bytes', encode(c.bytes, 'base64'), 'case_ids', c.case_ids,
        'party_ids', c.party_ids, 'person_ids', c.person_ids) order by c.position)
      from export_chunk c where c.job_id = j.id and c.position >= $2::int and c.position < $2::int + ${together}), '[]'))
  from export_job j where j.id = $1::uuid and j.state = 'READY'`
const reading = (id: string, from: number): Part => ({ name: nameOf(text), text, values: [id, String(from)] })

export interface FetchingParts {
  /** The connections that serve somebody of this role. */
  readonly poolFor: (role: Role) => pg.Pool
  /** Settles when it is somebody's turn. */
  readonly turnOf: (actor: Employee) => Promise<Release>
  readonly identity: Identity
  readonly log: Log
  readonly meansOf: (request: IncomingMessage) => Means
}

/**
 * GET /trail-exports/<id>: whoever asked for an export fetches it, with her token and the key that she was given. Each lot is read as a
 * request of hers, in the trail before it leaves. What a conflict of interest keeps from her since is in it: then it is not there.
 */
export function exportEndpoint(parts: FetchingParts): RequestListener {
  return (request, response) => {
    fetched(parts, request, response).catch((error: unknown) => {
      const failure = failureOf(error)
      const fault = failure instanceof Fault ? failure : new Fault("INTERNAL")
      if (fault.code === "INTERNAL") parts.log.error({ event: "request.failed", ...factsOf(error) }, "a request failed")
      // What has begun can only break off: an end would look like the end.
      if (response.headersSent) response.destroy()
      else refuse(response, fault)
    })
  }
}

async function fetched(parts: FetchingParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const asking = await parts.identity.identify(request.headers.authorization, parts.meansOf(request))
  const leave = await parts.turnOf(asking.actor)
  try {
    if (!response.destroyed) await sent(parts, asking, request, response)
  } finally {
    untilClosed(response, leave)
  }
}

/** Within a place of hers, which is taken until all is done that she asked. */
async function sent(
  parts: FetchingParts,
  asking: Asking,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const id = (exportAddress.exec(request.url ?? "")?.[1] ?? "").toLowerCase()
  const given = request.headers["x-export-key"]
  let from = 0
  let chunks = 1
  while (from < chunks) {
    const lot = await lotOf(parts, asking, id, from, typeof given === "string" ? given : "").catch(
      async (error: unknown) => await failed(parts, asking, error),
    )
    if (!response.headersSent) begin(response, id, lot.format)
    for (const plain of lot.plain) if (!response.write(plain)) await drained(response)
    chunks = lot.chunks
    from += together
  }
  response.end()
}

/** What is served next, when its line in the trail is committed. @throws Fault where there is nothing for her */
async function lotOf({ poolFor }: FetchingParts, asking: Asking, id: string, from: number, given: string) {
  const pool = poolFor(asking.actor.role)
  if (asking.actor.role !== "PRIVACY_OFFICER" || !isUuid(id)) throw await absent(pool, asking)
  const { transaction, rows } = await Transaction.open(pool, [opening(asking, "DONE"), reading(id, from)], false).catch(changed) // prettier-ignore
  try {
    const found = rows[1]?.[0]?.[0]
    const lot = found === undefined || found === null ? undefined : (JSON.parse(found) as Lot)
    const key = lot && keyFitting(Buffer.from(lot.publicKey, "base64"), given)
    if (!lot || !key || lot.hers !== lot.chunks) {
      await transaction.abort()
      throw await absent(pool, asking)
    }
    const plain = lot.lot.map(({ bytes }, nth) => opened(key, id, from + nth, Buffer.from(bytes, "base64")))
    await transaction.finish([tell("trail-exports", downloading.action, namedIn(lot.lot))])
    return { format: lot.format, chunks: lot.chunks, plain }
  } finally {
    await transaction.abort()
  }
}

/** Absent, gone, another's, without its key, kept from her since: all the same, and in the trail. */
async function absent(pool: pg.Pool, asking: Asking): Promise<Fault> {
  await Transaction.once(pool, [opening(asking, "DENIED", "ABSENT")]).catch(changed)
  return new Fault("BAD_REQUEST", "EXPORT")
}

/** What was neither served nor denied failed: that it was tried stands in the trail, if that can be written. */
async function failed({ poolFor, log }: FetchingParts, asking: Asking, error: unknown): Promise<never> {
  const failure = failureOf(error)
  const reason = codeOf(failure)
  if (reason === "BAD_REQUEST" || reason === "UNAUTHENTICATED") throw failure
  await Transaction.once(poolFor(asking.actor.role), [opening(asking, "FAILED", reason)]).catch((cause: unknown) => {
    const { traceId } = asking.means
    log.warn({ event: "trail.failure-not-written", traceId, ...factsOf(cause) }, "a failure left no trail")
  })
  throw error
}

const opening = (asking: Asking, outcome: Intent["outcome"], reason: string | null = null): Part =>
  openingOf(asking, {
    ...{ actions: [downloading.action], outcome, reason },
    ...{ operationName: null, documentHash: null },
  })

function changed(error: unknown): never {
  throw failureOf(error) instanceof ActorChanged ? new Fault("UNAUTHENTICATED") : error
}

function begin(response: ServerResponse, id: string, format: ExportFormat): void {
  const { type, extension } = writings[format]
  response.writeHead(200, {
    ...securityHeaders,
    "Cache-Control": "no-store",
    "Content-Type": type,
    "Content-Disposition": `attachment; filename="trail-${id}.${extension}"`,
  })
}

function refuse(response: ServerResponse, fault: Fault): void {
  const status = fault.detail === "EXPORT" ? 404 : fault.status
  response.writeHead(status, { ...securityHeaders, "Cache-Control": "no-store", "Content-Type": "application/json; charset=utf-8", ...(status === 401 && { "WWW-Authenticate": "Bearer" }) }) // prettier-ignore
  response.end(JSON.stringify({ errors: [fault.told] }))
}

/** @throws Fault UNAVAILABLE where nobody reads any more, which may have been so before it was asked */
const drained = (response: ServerResponse): Promise<void> =>
  new Promise((resolve, reject) => {
    const gone = (): void => reject(new Fault("UNAVAILABLE"))
    if (response.destroyed) gone()
    response.once("drain", resolve)
    response.once("close", gone)
  })
