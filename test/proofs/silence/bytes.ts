import { randomUUID } from "node:crypto"
import { documentOf } from "./documents"
import { takenAt, variableOf } from "./examples"
import type { Onlooker } from "./onlookers"
import type { Place } from "./places"
import { Wire, bytesOf } from "./wire"

/** An answer from which somebody can tell what she asked about from what is not there. */
export interface Difference {
  readonly key: string
  readonly role: string
  readonly reason: string
  /** What was asked: the kind of a record, or what is the matter with an id. */
  readonly asked: string
  readonly document: string
  readonly variable: unknown
  readonly absent: string
  readonly answer: string
}

export interface Compared {
  readonly fields: number
  readonly compared: number
  readonly differences: readonly Difference[]
}

export interface Probe {
  readonly asked: string
  readonly id: string
}

export const absentId = (place: Place): string => (takenAt(place)[0] === "Reference" ? "WR-2222-2222" : randomUUID())

const all = (from: Onlooker["hidden"]): Probe[] =>
  Object.entries(from).flatMap(([asked, ids]) => ids.map((id) => ({ asked, id })))

/** What is hidden from her and could be asked there, and what hidden things hang on. */
export function telling(place: Place, { hidden, leads }: Onlooker): Probe[] {
  const taken = takenAt(place)
  return [
    ...all(hidden).filter(({ asked }) => taken.includes(asked)),
    ...(leads[place.key] ?? []).map((id) => ({ asked: "lead", id })),
  ]
}

/** Records of another kind than is asked, hidden or not; but for what is of both, and seen as that which is asked. */
function foreign(place: Place, { hidden, seen }: Onlooker): Probe[] {
  const taken = takenAt(place)
  const every = [...all(hidden), ...all(seen)]
  const fitting = new Set(every.flatMap(({ asked, id }) => (taken.includes(asked) ? [id] : [])))
  return every.filter(({ id }) => !fitting.has(id))
}

/** Texts that PostgreSQL would read as the hidden id, if it were asked to, and some that nobody would. */
function malformed(place: Place, { hidden }: Onlooker): Probe[] {
  const id = all(hidden).find(({ asked }) => takenAt(place).includes(asked))?.id ?? randomUUID()
  return [id.replaceAll("-", ""), `{${id}}`, `${id} `, "%", ""].map((text) => ({ asked: `no id: ${text}`, id: text }))
}

/** One in so many of what is of another kind, and of what is no id; the next place and the next person take others. */
type OneIn = number

/** Asks every place of the schema about all that is hidden, as everybody from whom it is, and compares with what is absent. */
export async function compareBytes(
  url: string,
  places: readonly Place[],
  people: readonly Onlooker[],
  oneIn: OneIn = 1,
): Promise<Compared> {
  const found = await Promise.all(people.map((onlooker, at) => comparedAs(url, onlooker, places, { oneIn, at })))
  return {
    fields: places.length,
    compared: found.reduce((sum, { compared }) => sum + compared, 0),
    differences: found.flatMap(({ differences }) => differences),
  }
}

interface Sample {
  readonly oneIn: OneIn
  readonly at: number
}

function probesAt(place: Place, onlooker: Onlooker, { oneIn, at }: Sample): Probe[] {
  const some = (probes: Probe[]): Probe[] => probes.filter((_, index) => (at + index) % oneIn === 0)
  const others = [...foreign(place, onlooker), { asked: "absent", id: absentId(place) }]
  return [...telling(place, onlooker), ...some(others), ...some(malformed(place, onlooker))]
}

async function comparedAs(
  url: string,
  onlooker: Onlooker,
  places: readonly Place[],
  { oneIn, at }: Sample,
): Promise<Pick<Compared, "compared" | "differences">> {
  const wire = new Wire(url, onlooker.who.token)
  const differences: Difference[] = []
  let compared = 0
  for (const [number, place] of places.entries()) {
    const document = documentOf(place)
    const asked = async (id: string): Promise<string> =>
      bytesOf(await wire.ask(document, variableOf(place, id, onlooker.own)), id)
    const absent = served(place, await asked(absentId(place)))
    for (const probe of probesAt(place, onlooker, { oneIn, at: at + number })) {
      const answer = await asked(probe.id)
      compared++
      if (answer !== absent) differences.push({ ...differenceAt(place, onlooker, probe), document, absent, answer })
    }
  }
  wire.close()
  return { compared, differences }
}

/** Two faults are alike too: an answer has to be one, to a question that has no other fault than the id. */
function served({ key }: Place, answer: string): string {
  const [, body = ""] = /^200 .*?\] (\{"data":.*)/s.exec(answer) ?? []
  if (body === "" || /"code":"(INVALID|STALE)"/.test(body)) throw new Error(`the example for ${key} is none: ${answer}`)
  return answer
}

const differenceAt = (place: Place, { role, reason, own }: Onlooker, { asked, id }: Probe) => ({
  ...{ key: place.key, role, reason, asked, variable: variableOf(place, id, own) },
})
