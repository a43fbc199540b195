import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import type { Server } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { runInNewContext } from "node:vm"
import express from "express"
import { pages } from "../../src/pages/pages"

let explorerDir: string
const servers: Server[] = []

beforeAll(async () => {
  explorerDir = await mkdtemp(join(tmpdir(), "woonrust-explorer-"))
  await mkdir(join(explorerDir, "assets"))
  await writeFile(
    join(explorerDir, "index.html"),
    '<!doctype html><meta name="demo" content="off" /><title>Explorer</title>',
  )
  await writeFile(join(explorerDir, "assets", "index-abc.js"), "export {}")
})

afterAll(async () => {
  for (const server of servers) server.close()
  await rm(explorerDir, { recursive: true, force: true })
})

async function serve(demo: boolean, dir = explorerDir): Promise<(path: string) => Promise<Response>> {
  const app = express()
  for (const { method, path, handlers } of pages({ explorerDir: dir, demo })) app[method](path, ...handlers)
  const server = app.listen(0, "127.0.0.1")
  servers.push(server)
  await new Promise((resolve) => server.once("listening", resolve))
  const { port } = server.address() as AddressInfo
  return (path) => fetch(`http://127.0.0.1:${port}${path}`)
}

const text = async (response: Promise<Response>): Promise<string> => (await response).text()

test("the page says what this is", async () => {
  const get = await serve(true)
  const html = await text(get("/"))
  for (const word of ["Woonrust", "leefbaarheid", "overlast", "woonfraude", "woningaanpassingen", "veiligheid"])
    expect(html).toContain(word)
  expect(html).toContain("Nobody sees a row without a reason")
  expect(html).toContain("Nobody sees anything without a trace")
  expect(html).toContain("Nothing is to outlive its term")
  expect(html).toContain(`href="/graphiql"`)
})

test("no page asks anything of another host", async () => {
  const get = await serve(true)
  for (const path of ["/", "/home.css", "/home.js", "/favicon.svg", "/favicon.ico", "/graphiql"]) {
    const response = await get(path)
    expect(response.status).toBe(200)
    // The name of SVG's namespace looks like an address, but nobody asks there.
    const body = (await response.text()).replaceAll("http://www.w3.org/2000/svg", "")
    expect(body).not.toMatch(/(https?:)?\/\/[a-z0-9-]+\.[a-z]/i)
  }
})

test("every file that the page names is there, and every element that the script looks for", async () => {
  const get = await serve(true)
  const html = await text(get("/"))
  const named = [...html.matchAll(/(?:href|src)="(\/[^"]*)"/g)].map((match) => match[1] ?? "")
  expect(named).toEqual(expect.arrayContaining(["/home.css", "/home.js", "/favicon.svg"]))
  for (const path of named) expect((await get(path)).status).toBe(200)
  const looked = [...(await text(get("/home.js"))).matchAll(/getElementById\("([^"]+)"\)/g)].map(
    (match) => match[1] ?? "",
  )
  expect(looked.length).toBeGreaterThan(0)
  for (const id of looked) expect(html).toContain(`id="${id}"`)
})

test("without the demo the page says how one signs in, and nothing of choosing whom to be", async () => {
  const get = await serve(false)
  const html = await text(get("/"))
  expect(html).not.toMatch(/whom (to be|you choose)|demonstration|made up|<script/i)
  expect(html).toContain("own identity provider")
  expect(html).toContain("authorization")
  expect((await get("/home.js")).status).toBe(404)
})

test("the explorer is told whether one may choose whom to be", async () => {
  expect(await text((await serve(true))("/graphiql"))).toContain('name="demo" content="on"')
  expect(await text((await serve(false))("/graphiql"))).toContain('name="demo" content="off"')
})

test("the explorer's page is asked for anew, and its hashed files are kept", async () => {
  const get = await serve(false)
  for (const path of ["/graphiql", "/graphiql/"]) {
    const page = await get(path)
    expect(page.headers.get("cache-control")).toBe("no-cache")
    expect(await page.text()).toContain("Explorer")
  }
  const file = await get("/graphiql/assets/index-abc.js")
  expect(file.headers.get("content-type")).toContain("javascript")
  expect(file.headers.get("cache-control")).toBe("public, max-age=31536000, immutable")
  expect((await get("/graphiql/assets/none.js")).status).toBe(404)
})

test("an explorer that was not built is said to be so", async () => {
  const get = await serve(false, join(explorerDir, "none"))
  const page = await get("/graphiql")
  expect(page.status).toBe(404)
  expect(await page.text()).toContain("not been built")
})

/** As much of a document as the home page's script uses. Whatever would read text as HTML fails. */
class Piece {
  className = ""
  textContent = ""
  hidden = false
  disabled = false
  readonly children: (Piece | string)[] = []
  click: () => unknown = () => undefined
  set innerHTML(_html: string) {
    throw new Error("text was read as HTML")
  }
  set outerHTML(_html: string) {
    throw new Error("text was read as HTML")
  }
  append(...pieces: (Piece | string)[]): void {
    this.children.push(...pieces)
  }
  setAttribute(name: string): void {
    if (/^on|^src|^href|^style/.test(name)) throw new Error(`${name} was set`)
  }
  addEventListener(_event: string, listener: () => unknown): void {
    this.click = listener
  }
  all(): Piece[] {
    return [this, ...this.children.flatMap((child) => (typeof child === "string" ? [] : child.all()))]
  }
}

test("actors' text is never read as HTML", async () => {
  const script = await text((await serve(true))("/home.js"))
  expect(script).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|setHTML|document\.write|DOMParser|eval|Function\(/)

  const bad = `<img src=x onerror="alert(1)">`
  const actor = {
    id: "a",
    name: bad,
    role: `r${bad}`,
    team: `t${bad}`,
    clearances: [`c${bad}`],
    description: `d${bad}`,
  }
  const byId = new Map(["actors", "message", "now"].map((id) => [id, new Piece()]))
  const stored = new Map<string, string>()
  const asked: [string, RequestInit | undefined][] = []
  const went: string[] = []
  runInNewContext(script, {
    document: { getElementById: (id: string) => byId.get(id), createElement: () => new Piece() },
    sessionStorage: {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => stored.set(key, value),
    },
    location: { assign: (path: string) => went.push(path) },
    fetch: (path: string, options?: RequestInit) => {
      asked.push([path, options])
      return Promise.resolve(Response.json(path === "/demo/actors" ? [actor] : { token: "t0ken" }))
    },
  })
  await new Promise((resolve) => setTimeout(resolve, 50))

  const shown = byId.get("actors")?.all() ?? []
  const texts = shown.map((piece) => piece.textContent)
  expect(texts).toEqual(
    expect.arrayContaining([bad, `${actor.role} · ${actor.team}`, `c${bad}`, actor.description, `Be ${bad}`]),
  )

  shown.find((piece) => piece.textContent.startsWith("Be "))?.click()
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(asked[1]?.[0]).toBe("/demo/token")
  expect(asked[1]?.[1]).toMatchObject({ method: "POST", body: JSON.stringify({ actor: "a" }) })
  expect(stored.get("woonrust.token")).toBe("t0ken")
  expect(JSON.parse(stored.get("woonrust.actor") ?? "")).toEqual({ name: bad, role: actor.role })
  expect(went).toEqual(["/graphiql"])
})
