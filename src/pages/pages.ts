import { join } from "node:path"
import express, { type RequestHandler, type Router } from "express"
import { favicon } from "./favicon"
import { home } from "./home"
import { homeScript } from "./home-script"
import { homeStyle } from "./home-style"

export interface PagesOptions {
  /** where vite built the explorer */
  explorerDir: string
  /** whether one may choose whom to be, without signing in */
  demo: boolean
}

const notBuilt = "The explorer has not been built. Run: npm run build\n"

export function pages({ explorerDir, demo }: PagesOptions): Router {
  const router = express.Router()
  router.get("/", asset("html", home(demo)))
  router.get("/home.css", asset("css", homeStyle))
  if (demo) router.get("/home.js", asset("js", homeScript))
  // Browsers ask for the .ico unbidden, also beside answers that are not pages.
  router.get(["/favicon.svg", "/favicon.ico"], asset("svg", favicon))

  // The names of these files hold a hash of what is in them.
  const kept = { immutable: true, maxAge: "1y", index: false, redirect: false } as const
  router.use("/graphiql/assets", express.static(join(explorerDir, "assets"), kept))
  router.get("/graphiql", (_request, response) => {
    response.set("cache-control", "no-cache")
    response.sendFile("index.html", { root: explorerDir, cacheControl: false }, (error?: Error) => {
      if (error && !response.headersSent) response.status(404).type("text").send(notBuilt)
    })
  })
  return router
}

/** no-cache: a browser may keep it, but asks each time whether it is still the same. */
function asset(type: string, body: string): RequestHandler {
  return (_request, response) => {
    response.set("cache-control", "no-cache").type(type).send(body)
  }
}
