import type { ServerResponse } from "node:http"
import { Counter, Gauge, Histogram } from "prom-client"
import { type FaultCode, faultCodes } from "../errors"
import type { Metrics } from "../metrics"

/** Where a request arrives. */
const addressKinds = ["graphql", "export", "page"] as const
export type AddressKind = (typeof addressKinds)[number]

/** What it turns out to be: a GraphQL request, once its document was read, is a query or a mutation. */
const requestKinds = [...addressKinds, "query", "mutation"] as const
type RequestKind = (typeof requestKinds)[number]

const outcomes = ["OK", ...faultCodes, "ABORTED"] as const

/** What an endpoint knows of an answer of its own. */
interface Answered {
  readonly kind: RequestKind
  readonly codes: readonly FaultCode[]
}

/** Requests in figures. Each label is of a closed list: no client chooses one, and none is of a person, a case or an operation. */
export class RequestMetrics {
  private readonly answers = new WeakMap<ServerResponse, Answered>()
  private readonly inFlight: Gauge<"address">
  private readonly duration: Histogram<"kind" | "code">
  private readonly errors: Counter<"code">

  constructor(metrics: Metrics) {
    const registers = [metrics]
    this.inFlight = new Gauge({ name: "woonrust_requests_in_flight", help: "Requests that wait for their answer", labelNames: ["address"], registers }) // prettier-ignore
    this.duration = new Histogram({
      name: "woonrust_request_duration_seconds",
      help: "From when a request arrived until its answer was sent, by what it was and how it ended",
      labelNames: ["kind", "code"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
      registers,
    })
    this.errors = new Counter({ name: "woonrust_errors_total", help: "Errors in answers of POST /graphql", labelNames: ["code"], registers }) // prettier-ignore
    for (const address of addressKinds) this.inFlight.set({ address }, 0)
    for (const kind of requestKinds) for (const code of outcomes) this.duration.zero({ kind, code })
    for (const code of faultCodes) this.errors.inc({ code }, 0)
  }

  /** Counts a request until its answer is sent, or nobody waits for it any more. */
  begin(address: AddressKind, response: ServerResponse): void {
    const began = performance.now()
    this.inFlight.inc({ address })
    response.once("close", () => {
      this.inFlight.dec({ address })
      const { kind, codes } = this.answers.get(response) ?? { kind: address, codes: codesOf(response.statusCode) }
      const code = response.writableFinished ? (codes[0] ?? "OK") : "ABORTED"
      this.duration.observe({ kind, code }, (performance.now() - began) / 1000)
    })
  }

  /** Of a GraphQL answer the status alone does not tell. */
  answered(response: ServerResponse, answered: Answered): void {
    this.answers.set(response, answered)
    for (const code of answered.codes) this.errors.inc({ code })
  }
}

function codesOf(status: number): FaultCode[] {
  if (status < 400) return []
  const named: Readonly<Record<number, FaultCode>> = { 401: "UNAUTHENTICATED", 429: "RATE_LIMITED", 503: "UNAVAILABLE" }
  return [named[status] ?? (status < 500 ? "BAD_REQUEST" : "INTERNAL")]
}
