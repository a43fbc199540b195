import type { RequestListener } from "node:http"
import express, { type ErrorRequestHandler, type Express } from "express"
import { Fault } from "../platform/errors"
import { securityHeaders } from "../platform/http/security"
import type { Metrics } from "../platform/metrics"
import { pages } from "../pages/pages"

export interface AppParts {
  graphql: RequestListener
  /** Where exports of the trail are fetched. */
  exports: { address: RegExp; listener: RequestListener }
  explorerDir: string
  /** The demo's own addresses; absent without the demo. */
  demo: express.Router | undefined
  metrics: Metrics
  /** Whether the database answers. */
  ready: () => Promise<boolean>
}

/** As a path, or in full, as a client may write it to a proxy. */
const graphqlAddress = /^(https?:\/\/[^/]+)?\/graphql\/?(\?|$)/

/** The addresses of the service. The one that almost all requests go to is answered by itself; Express serves the others. */
export function addressesOf(parts: AppParts): RequestListener {
  const app = appOf(parts) as RequestListener
  const { address, listener } = parts.exports
  return (request, response) => {
    const url = request.url ?? ""
    const fetching = request.method === "GET" && address.test(url)
    const answer = request.method === "POST" && graphqlAddress.test(url) ? parts.graphql : fetching ? listener : app
    answer(request, response)
  }
}

const nothingHere = { message: "There is nothing at this address.", extensions: { code: "BAD_REQUEST" } }

/** The others. None of them serves case data, nor reaches a row. */
export function appOf({ explorerDir, demo, ready, metrics }: AppParts): Express {
  const app = express()
  app.disable("x-powered-by")
  app.set("etag", false)
  app.set("query parser", "simple")
  app.use((_, response, next) => {
    response.set(securityHeaders)
    next()
  })
  app.get("/livez", (_, response) => void response.type("text").send("ok"))
  app.get("/readyz", async (_, response) => {
    const answers = await ready()
    response
      .status(answers ? 200 : 503)
      .type("text")
      .send(answers ? "ok" : "not ready")
  })
  app.get("/metrics", async (_, response) => void response.type(metrics.contentType).send(await metrics.metrics()))
  app.all(
    "/graphql",
    (_, response) =>
      void response
        .set("allow", "POST")
        .status(405)
        .json({ errors: [nothingHere] }),
  )
  app.use(pages({ explorerDir, demo: demo !== undefined }))
  if (demo) app.use("/demo", demo)
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
