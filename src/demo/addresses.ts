import express from "express"
import type { OpenAddress } from "../platform/http/address"
import { demoActors } from "./association"
import type { DemoIssuer } from "./issuer"

/** Whom one can be in the demo, and a token to be it. There only with the embedded database, on this machine. */
export const demoAddresses = (issuer: DemoIssuer): OpenAddress[] => [
  {
    ...{ method: "get", path: "/demo/actors", nothing: "whom one can be, from a constant: all are invented" },
    handlers: [(_, response) => void response.json(demoActors.map(({ subject: _subject, ...shown }) => shown))],
  },
  {
    ...{ method: "post", path: "/demo/token", nothing: "a token to be one of those who are invented" },
    handlers: [
      express.json({ limit: "1kb" }),
      async (request, response) => {
        const { actor } = (request.body ?? {}) as { actor?: unknown }
        const chosen = demoActors.find(({ id }) => id === actor)
        if (!chosen) return void response.status(404).json({ errors: [{ message: "There is no such demo actor." }] })
        response.json({ token: await issuer.tokenFor(chosen.subject) })
      },
    ],
  },
]
