import { readFile } from "node:fs/promises"
import { join } from "node:path"
import express, { type RequestHandler } from "express"
import type { OpenAddress } from "../platform/http/address"
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

const constant = "it is the same for everybody, and written at build time"

export const pages = ({ explorerDir, demo }: PagesOptions): OpenAddress[] => [
  page("/", asset("html", home(demo))),
  page("/home.css", asset("css", homeStyle)),
  ...(demo ? [page("/home.js", asset("js", homeScript))] : []),
  // Browsers ask for the .ico unbidden, also beside answers that are not pages.
  page(["/favicon.svg", "/favicon.ico"], asset("svg", favicon)),
  {
    ...{ method: "use", path: "/graphiql/assets", nothing: constant },
    // The names of these files hold a hash of what is in them.
    handlers: [
      express.static(join(explorerDir, "assets"), { immutable: true, maxAge: "1y", index: false, redirect: false }),
    ],
  },
  page("/graphiql", explorer(explorerDir, demo)),
]

const page = (path: string | string[], handler: RequestHandler): OpenAddress => ({
  ...{ method: "get", path, nothing: constant },
  handlers: [handler],
})

/** no-cache: a browser may keep it, but asks each time whether it is still the same. */
function asset(type: string, body: string): RequestHandler {
  return (_request, response) => {
    response.set("cache-control", "no-cache").type(type).send(body)
  }
}

/** The page of the explorer is built once for all; whether one may choose whom to be it is told here. */
function explorer(dir: string, demo: boolean): RequestHandler {
  return async (_request, response) => {
    const built = await readFile(join(dir, "index.html"), "utf8").catch(() => undefined)
    if (built === undefined) return void response.status(404).type("text").send(notBuilt)
    const told = demo ? built.replace('name="demo" content="off"', 'name="demo" content="on"') : built
    response.set("cache-control", "no-cache").type("html").send(told)
  }
}
