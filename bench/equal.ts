import { isDeepStrictEqual } from "node:util"
import type pg from "pg"
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
  return { answer: JSON.parse(text) as unknown, ...(await trailOf(request.actor, admin)) }
}

async function wrote(side: Side, { bytes, expect }: Ask, target: WriteTarget, admin: pg.Pool): Promise<Observed> {
  const body = bytes.toString().split("\r\n\r\n")[1] ?? ""
  const { answer, ...trail } = await observed(side, { ...target, body, expect: expect.toString() }, admin)
  const own = new Set(["id", "occurredOn", "status", "version"])
  return {
    answer: JSON.parse(JSON.stringify(answer, (key, value: unknown) => (own.has(key) ? typeof value : value))),
    ...trail,
  }
}

/** What the last request of this actor left, without what two requests can never share. */
async function trailOf(actor: string, admin: pg.Pool): Promise<Omit<Observed, "answer">> {
  const { rows } = await admin.query<{ event: Facts; sights: Facts[] }>(
    `select to_jsonb(e) - '{id,recorded_at,token_id,trace_id,span_id}'::text[] event, array(
       select to_jsonb(s) - '{event_id,recorded_at}'::text[] from trail_sight s where s.event_id = e.id order by position, types) sights
     from trail_event e where e.actor_id = $1 order by e.recorded_at desc limit 1`,
    [actor.split(" ")[0]],
  )
  const [found] = rows
  if (!found) throw new Error("no trail was left")
  return { event: sorted(found.event), sights: found.sights.map(sorted) }
}

/** Sets have no order, but their arrays do. */
const sorted = (facts: Facts): Facts =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      Array.isArray(value) ? [...(value as unknown[])].sort() : value,
    ]),
  )

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
