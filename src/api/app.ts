import type { RequestListener } from "node:http"
import express, { type ErrorRequestHandler, type Express } from "express"
import { Fault } from "../platform/errors"
import type { OpenAddress } from "../platform/http/address"
import type { AddressKind, RequestMetrics } from "../platform/http/request-metrics"
import { securityHeaders } from "../platform/http/security"
import type { Processing } from "../records"

/** An address by which data leaves, with the processing activity that the trail says of it. */
interface ServedAddress {
  readonly method: "GET" | "POST"
  readonly address: RegExp
  readonly processing: Processing | "of each root field"
  readonly kind: AddressKind
  readonly listener: RequestListener
}

/** All that the service answers at. */
export interface Addresses {
  readonly served: readonly ServedAddress[]
  readonly open: readonly OpenAddress[]
}

/** By which data leaves is answered by itself; Express serves the others. */
export function listenerOf({ served, open }: Addresses, requests?: RequestMetrics): RequestListener {
  const app = appOf(open) as RequestListener
  return (request, response) => {
    const { method, url = "" } = request
    const found = served.find((each) => each.method === method && each.address.test(url))
    requests?.begin(found?.kind ?? "page", response)
    const answer = found?.listener ?? app
    answer(request, response)
  }
}

const nothingHere = { message: "There is nothing at this address.", extensions: { code: "BAD_REQUEST" } }

/** The others. None of them serves case data, nor reaches a row. */
export function appOf(open: readonly OpenAddress[]): Express {
  const app = express()
  app.disable("x-powered-by")
  app.set("etag", false)
  app.set("query parser", "simple")
  app.use((_, response, next) => {
    response.set(securityHeaders)
    next()
  })
  for (const { method, path, handlers } of open) app[method](path, ...handlers)
  app.use((_, response) => void response.status(404).json({ errors: [nothingHere] }))
  app.use(lastResort)
  return app
}

/** What Express would answer with a stack trace: bad JSON, a body too large, anything unforeseen. */
const lastResort: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  const status: unknown = (error as { status?: unknown }).status
  const fault =
    error instanceof Fault
      ? error
      : typeof status === "number" && status < 500
        ? new Fault("BAD_REQUEST", "BODY")
        : new Fault("INTERNAL")
  const code = status === 413 ? 413 : fault.status
  response.status(code).json({ errors: [fault.told] })
}
