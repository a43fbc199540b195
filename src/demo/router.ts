import express, { type Router } from "express"
import { demoActors } from "./association"
import type { DemoIssuer } from "./issuer"

/** Whom one can be in the demo, and a token to be it. Mounted only with the embedded database, on this machine. */
export function demoRouter(issuer: DemoIssuer): Router {
  const router = express.Router()
  router.get("/actors", (_, response) => {
    response.json(demoActors.map(({ subject: _subject, ...shown }) => shown))
  })
  router.post("/token", express.json({ limit: "1kb" }), async (request, response) => {
    const { actor } = (request.body ?? {}) as { actor?: unknown }
    const chosen = demoActors.find(({ id }) => id === actor)
    if (!chosen) return void response.status(404).json({ errors: [{ message: "There is no such demo actor." }] })
    response.json({ token: await issuer.tokenFor(chosen.subject) })
  })
  return router
}
