import pg from "pg"
import { Exporting } from "../../src/exports"
import { createLog } from "../../src/platform/log"
import { ThrottledLog } from "../../src/platform/throttled-log"
import { done } from "../cases/support"
import type { Colleague, House, Variables } from "../support/house"

export interface Asked {
  readonly id: string
  readonly key: string
}

/** Asks for an export, without waiting for it. */
export async function ask(who: Colleague, filter: Variables, format = "CSV"): Promise<Asked> {
  const payload = await done(who, "exportTrail", { filter, format }, "export { id } key { key }")
  return { id: payload.export.id, key: payload.key.key }
}

export const exportsOf = async (who: Colleague): Promise<any[]> =>
  (await who.get("{ trailExports { nodes { id format state eventCount askedAt finishedAt goneAt } } }")).trailExports
    .nodes

export interface Maker {
  stop(): Promise<void>
}

/** Makes exports beside the service, as another node would, and looks for them more often: nobody waits a second for each. */
export function makerBeside({ database: { urls } }: House): Maker {
  const pools = [urls.officer, urls.keeper].map((connectionString) => new pg.Pool({ connectionString, max: 2 }))
  const [officer, keeper] = pools as [pg.Pool, pg.Pool]
  const exporting = new Exporting(officer, keeper, new ThrottledLog(createLog("silent")), 20)
  return {
    stop: async () => {
      await exporting.stop()
      await Promise.all(pools.map((pool) => pool.end()))
    },
  }
}

/** Waits until it is made, or cannot be. */
export async function made(who: Colleague, { id }: Asked): Promise<any> {
  for (;;) {
    const found = (await exportsOf(who)).find((each) => each.id === id)
    if (found?.state !== "RUNNING") return found
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

export interface Fetched {
  readonly status: number
  readonly type: string | null
  readonly text: string
}

export async function fetchFrom(house: House, id: string, headers: Record<string, string>): Promise<Fetched> {
  const response = await fetch(`${house.url}/trail-exports/${id}`, { headers })
  const bytes = Buffer.from(await response.arrayBuffer())
  return { status: response.status, type: response.headers.get("content-type"), text: bytes.toString("utf8") }
}

export const fetchAs = (house: House, who: Colleague, { id, key }: Asked): Promise<Fetched> =>
  fetchFrom(house, id, { authorization: `Bearer ${who.token}`, "x-export-key": key })

/** Asks, waits and fetches. */
export async function exported(house: House, who: Colleague, filter: Variables, format = "CSV"): Promise<string> {
  const asked = await ask(who, filter, format)
  expect(await made(who, asked)).toMatchObject({ state: "READY" })
  const { status, text } = await fetchAs(house, who, asked)
  expect(status).toBe(200)
  return text
}

const cell = /(?:"((?:[^"]|"")*)"|([^;]*))(?:;|$)/g
const cellsOf = (line: string): string[] =>
  [...line.matchAll(cell)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "")

/** The lines of a CSV, by the names of its header. None of what these specs export holds a line break. */
export function linesOf(text: string): Record<string, string>[] {
  expect(text.startsWith("\ufeffevent;recorded_at;")).toBe(true)
  expect(text.endsWith("\r\n")).toBe(true)
  const [header = "", ...lines] = text.slice(1, -2).split("\r\n")
  const names = header.split(";")
  return lines.map((line) => {
    const cells = cellsOf(line)
    return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ""]))
  })
}
