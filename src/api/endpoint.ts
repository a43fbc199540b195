import { setTimeout as sleep } from "node:timers/promises"
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http"
import type { ApolloServer } from "@apollo/server"
import type { FormattedExecutionResult } from "graphql"
import type { Employee, Means } from "../permissions/actor"
import type { Identity } from "../permissions/identity"
import { type Release, untilClosed } from "../platform/capacity/shares"
import { Fault, type FaultCode, faultCodes } from "../platform/errors"
import { type Log, because, factsOf } from "../platform/log"
import { Unreadable, jsonBody } from "../platform/http/body"
import type { RequestMetrics } from "../platform/http/request-metrics"
import { securityHeaders } from "../platform/http/security"
import { traceOf, traceparentOf } from "../platform/http/trace"
import { type Attempts, type Course, courseOf } from "./attempts"
import type { Asked } from "./executor"
import type { Intake } from "./intake"
import { isPersistedAlone, reasonOf, requestOf } from "./request"

/** As a path, or in full, as a client may write it to a proxy. */
export const graphqlAddress = /^(https?:\/\/[^/]+)?\/graphql\/?(\?|$)/

/** The largest document with its variables, in bytes. */
const largestBody = 256 * 1024

const headers = [...Object.entries(securityHeaders), ["Cache-Control", "no-store"]].flat()

export interface EndpointParts {
  graphql: ApolloServer<Asked>
  intake: Intake
  /** Settles when it is somebody's turn. */
  turnOf: (actor: Employee) => Promise<Release>
  identity: Identity
  attempts: Attempts
  log: Log
  requests: RequestMetrics
}

const tooMany = 429
const turnedAwayMs = 1_000

interface Answer {
  status: number
  result: FormattedExecutionResult
}

/**
 * POST /graphql, straight on node's server: who asks is found out, Apollo runs the operation, and the answer is written in one piece.
 * (Why not behind Express: decision 0008.)
 */
export function graphqlEndpoint(parts: EndpointParts): RequestListener {
  const { identity, turnOf, attempts, log, requests } = parts
  return (request, response) => {
    const means = meansOf(request)
    const refused = (error: unknown) => refusalOf(error, (cause) => told(log, means, cause))
    let kind: Course["kind"] = "graphql"
    const answerOf = async (): Promise<Answer> => {
      const course = courseOf(await identity.identify(request.headers.authorization, means))
      const answer = await holding(turnOf, course, response, () => answered(parts, request, course)).catch(refused)
      kind = course.kind
      if (!course.traced) await attempts.close(course, answer.result)
      // Else whoever is turned away comes again at once, and turning her away is all that is done.
      if (answer.status === tooMany) await sleep(turnedAwayMs)
      return answer
    }
    answerOf()
      .catch(refused)
      .then((answer) => {
        requests.answered(response, { kind, codes: codesIn(answer) })
        write(request, response, means, answer)
      })
      .catch((error: unknown) => {
        unforeseen(log, means, error)
        response.destroy()
      })
  }
}

/**
 * Within a place of hers, which is taken until all is done that she asked and the answer is on its way: whoever reads slowly, or hangs up,
 * waits for herself. For whoever is gone before it is her turn nothing is done.
 */
async function holding<T>(
  turnOf: EndpointParts["turnOf"],
  { asking }: Course,
  response: ServerResponse,
  act: () => Promise<T>,
): Promise<T> {
  const leave = await turnOf(asking.actor)
  try {
    if (response.destroyed) throw new Fault("RATE_LIMITED", undefined, { retryAfter: 1 })
    return await act()
  } finally {
    untilClosed(response, leave)
  }
}

async function answered({ graphql, intake }: EndpointParts, request: IncomingMessage, course: Course): Promise<Answer> {
  const { actor, means } = course.asking
  course.asking = { actor, means: { ...means, lookReason: reasonOf(request) } }
  const sent = await jsonBody(request, largestBody)
  if (isPersistedAlone(sent)) return notSupported
  const asked = requestOf(sent)
  course.document = intake.admit(asked.query, actor.id)
  const { body, http } = await graphql.executeOperation(asked, { contextValue: { course } })
  if (body.kind !== "single") throw new Fault("BAD_REQUEST", "SCHEMA")
  return { status: http.status ?? 200, result: body.singleResult }
}

/** As that protocol has it, word for word. */
const notSupported: Answer = {
  status: 200,
  result: {
    errors: [{ message: "PersistedQueryNotSupported", extensions: { code: "PERSISTED_QUERY_NOT_SUPPORTED" } }],
  },
}

const codesIn = ({ result }: Answer): FaultCode[] =>
  (result.errors ?? []).map(({ extensions }) => faultCodes.find((code) => code === extensions?.["code"]) ?? "INTERNAL")

const unforeseen = (log: Log, { traceId }: Means, error: unknown): void =>
  log.error({ event: "request.failed", traceId, ...factsOf(error) }, "a request failed")

/** What is the database's doing is no failure of ours. */
function told(log: Log, means: Means, error: unknown): void {
  const { traceId } = means
  const { cause } = factsOf(error)
  const facts = { event: "request.unavailable", traceId, ...(cause && { cause }) }
  if (error instanceof Fault && error.code === "UNAVAILABLE")
    log.warn(facts, because("a request could not be answered", facts)) // prettier-ignore
  else unforeseen(log, means, error)
}

function refusalOf(error: unknown, log: (error: unknown) => void): Answer {
  const unreadable = error instanceof Unreadable ? error : undefined
  const fault = error instanceof Fault ? error : unreadable ? new Fault("BAD_REQUEST", "BODY") : new Fault("INTERNAL")
  if (fault.code === "INTERNAL" || fault.code === "UNAVAILABLE") log(error)
  return {
    status: unreadable?.status ?? fault.status,
    result: { errors: [fault.told] },
  }
}

function write(request: IncomingMessage, response: ServerResponse, means: Means, { status, result }: Answer): void {
  const text = `${JSON.stringify(result)}\n`
  const type = request.headers.accept?.includes("application/graphql-response+json")
    ? "application/graphql-response+json"
    : "application/json"
  response.writeHead(status, [
    ...headers,
    "Content-Type",
    `${type}; charset=utf-8`,
    "Content-Length",
    String(Buffer.byteLength(text)),
    "Traceparent",
    traceparentOf(means),
    ...retryAfterOf(result),
    ...(status === 401 ? ["WWW-Authenticate", "Bearer"] : []),
  ])
  response.end(text)
}

/** When to come again, where it is only too much now. */
function retryAfterOf({ errors }: FormattedExecutionResult): string[] {
  const seconds = errors?.[0]?.extensions?.["retryAfter"]
  return typeof seconds === "number" ? ["Retry-After", String(seconds)] : []
}

export function meansOf(request: IncomingMessage): Means {
  const { traceparent } = request.headers
  return {
    ...traceOf(typeof traceparent === "string" ? traceparent : undefined),
    address: request.socket.remoteAddress?.replace(/^::ffff:/, "").replace(/%.*$/, "") ?? null,
    ...{ tokenId: null, session: null },
    assurance: null,
    issuedAt: null,
    expiresAt: null,
    client: null,
    lookReason: null,
  }
}
