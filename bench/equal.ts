import { isDeepStrictEqual } from "node:util"
import type pg from "pg"
import { leftBy } from "./left"
import { type Ask, added, moved } from "./load/sources"
import type { ReadRequest, WriteTarget } from "./protocol"
import type { Side } from "./servers"

type Facts = Record<string, unknown>

/**
 * Both sides must say the same and leave the same trail, or their times cannot be compared.
 * @throws Error with the first difference
 */
export async function assertEqualReads(
  sides: readonly [Side, Side],
  requests: readonly ReadRequest[],
  admin: pg.Pool,
): Promise<void> {
  for (const request of requests) {
    const [one, other] = [await observed(sides[0], request, admin), await observed(sides[1], request, admin)]
    compare(one, other)
  }
}

/** Writes differ by what they make anew: the id and moment of an entry, the version of a case. */
export async function assertEqualWrites(
  sides: readonly [Side, Side],
  targets: readonly WriteTarget[],
  admin: pg.Pool,
): Promise<void> {
  for (const target of targets) {
    const at = { ...target }
    for (const make of [added, moved]) {
      const [one, other] = [await wrote(sides[0], make(at), at, admin), await wrote(sides[1], make(at), at, admin)]
      compare(one, other)
    }
  }
}

interface Observed {
  readonly answer: unknown
  readonly event: unknown
  readonly sights: unknown
}

async function observed(side: Side, request: ReadRequest, admin: pg.Pool): Promise<Observed> {
  const response = await fetch(`http://127.0.0.1:${side.port}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${request.token}`, "x-actor": request.actor },
    body: request.body,
  })
  const text = await response.text()
  if (response.status !== 200 || !text.startsWith(request.expect))
    throw new Error(`${side.label}: ${response.status} ${text}`)
  return { answer: JSON.parse(text) as unknown, ...(await leftBy(request.actor.split(" ")[0] ?? "", admin)) }
}

async function wrote(side: Side, { bytes, expect }: Ask, target: WriteTarget, admin: pg.Pool): Promise<Observed> {
  const body = bytes.toString().split("\r\n\r\n")[1] ?? ""
  const { answer, ...trail } = await observed(side, { ...target, body, expect: expect.toString() }, admin)
  const own = new Set(["id", "occurredAt", "status", "version"])
  return {
    answer: JSON.parse(JSON.stringify(answer, (key, value: unknown) => (own.has(key) ? typeof value : value))),
    ...trail,
  }
}

function compare(one: Observed, other: Observed): void {
  if (!isDeepStrictEqual(one, other)) throw new Error(`The two sides differ at ${differenceOf(one, other, "")}`)
}

/** The first place where they differ, and what stands there. */
function differenceOf(one: unknown, other: unknown, path: string): string {
  if (typeof one === "object" && typeof other === "object" && one !== null && other !== null) {
    const [left, right] = [one as Facts, other as Facts]
    const key = [...new Set([...Object.keys(left), ...Object.keys(right)])].find(
      (each) => !isDeepStrictEqual(left[each], right[each]),
    )
    if (key !== undefined) return differenceOf(left[key], right[key], `${path}.${key}`)
  }
  const shown = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value).slice(0, 300))
  return `${path}: ${shown(one)} and ${shown(other)}`
}
