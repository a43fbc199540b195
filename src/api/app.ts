import { expressMiddleware } from "@as-integrations/express5"
import type { ApolloServer } from "@apollo/server"
import express, { type ErrorRequestHandler, type Express, type Request } from "express"
import type { Means } from "../permissions/actor"
import type { Identity } from "../permissions/identity"
import { Fault } from "../platform/errors"
import { traceOf, traceparentOf } from "../platform/http/trace"
import { pages } from "../pages/pages"
import type { Asked } from "./executor"

export interface AppParts {
  graphql: ApolloServer<Asked>
  identity: Identity
  explorerDir: string
  /** The demo's own addresses; absent without the demo. */
  demo: express.Router | undefined
  /** Whether the database answers. */
  ready: () => Promise<boolean>
}

/** The addresses of the service. */
export function appOf({ graphql, identity, explorerDir, demo, ready }: AppParts): Express {
  const app = express()
  app.disable("x-powered-by")
  app.set("etag", false)
  app.set("query parser", "simple")
  app.get("/livez", (_, response) => void response.type("text").send("ok"))
  app.get("/readyz", async (_, response) => {
    const answers = await ready()
    response
      .status(answers ? 200 : 503)
      .type("text")
      .send(answers ? "ok" : "not ready")
  })
  app.use(pages({ explorerDir, demo: demo !== undefined }))
  if (demo) app.use("/demo", demo)
  app.post(
    "/graphql",
    express.json({ limit: "256kb" }),
    expressMiddleware(graphql, {
      context: async ({ req, res }) => {
        const means = meansOf(req)
        res.setHeader("traceparent", traceparentOf(means))
        res.setHeader("cache-control", "no-store")
        return { asking: await identity.identify(req.headers.authorization, means) }
      },
    }),
  )
  app.use(
    (_, response) =>
      void response
        .status(404)
        .json({ errors: [{ message: "There is nothing at this address.", extensions: { code: "BAD_REQUEST" } }] }),
  )
  app.use(lastResort)
  return app
}

function meansOf(request: Request): Means {
  return {
    ...traceOf(request.get("traceparent")),
    address: request.socket.remoteAddress?.replace(/^::ffff:/, "").replace(/%.*$/, "") ?? null,
    tokenId: null,
    client: null,
  }
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
  response.status(code).json({ errors: [{ message: fault.message, extensions: { code: fault.code } }] })
}
