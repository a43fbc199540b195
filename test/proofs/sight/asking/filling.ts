import type { Filling, Template } from "../documents/template"
import type { Cursors } from "../model/cursors"
import type { Facts } from "../model/facts"
import { type TypeName, typeNames } from "../model/rows"
import type { Question } from "../questions/question"
import type { Random } from "../random"
import { subjectOf } from "./aims"

export type Variables = Readonly<Record<string, unknown>>

/** The id of some row of a type that exists for whoever asks. */
export type Likely = (type: TypeName) => string | undefined

/** Gives the variables of a document their values for one asking: what it is about first, all else by chance. */
export function filled(
  { variables, targets }: Template,
  questions: readonly Question[],
  facts: Facts,
  cursors: Cursors,
  random: Random,
  likely: Likely,
): Variables {
  let target = 0
  const values = variables.map(({ name, filling, type }) => {
    const aimed = filling.is === "target" || filling.is === "target reference"
    const question = aimed && target < targets ? questions[target++] : undefined
    return [name, valueOf(filling, type, question && subjectOf(question), facts, cursors, random, likely)]
  })
  return Object.fromEntries(values) as Variables
}

function valueOf(
  filling: Filling,
  type: string,
  subject: string | undefined,
  facts: Facts,
  cursors: Cursors,
  random: Random,
  likely: Likely,
): unknown {
  switch (filling.is) {
    case "target":
      return subject ?? target(random.pick(filling.of === "Node" ? typeNames : [filling.of]), facts, random, likely)
    case "target reference":
      return facts.find("Case", subject)?.["reference"] ?? (random.chance(0.8) ? random.pick(facts.all("Case"))["reference"] : "WR-0000-0000") // prettier-ignore
    case "id":
      return !type.endsWith("!") && random.chance(0.1) ? null : anyId(filling.of, facts, random)
    case "cursor":
      return random.any(cursors.known(filling.ordering)) ?? null
    case "size":
      return random.between(Math.min(1, filling.most), filling.most)
    case "boolean":
      return random.chance(0.7)
    case "moment":
      return random.chance(0.1) ? null : daysAgo(facts, random.between(1, 900))
    case "coming day":
      return random.chance(0.1) ? null : daysAgo(facts, -random.between(1, 120)).slice(0, 10)
    case "past or now":
      return random.chance(0.2) ? null : daysAgo(facts, random.pick([-30, 10, 100, 300, 500, 700, 1000, 1500, 1900]))
    case "end of the first trail":
      return monthOf(facts, 1_000)
    case "party of the first trail":
      return (random.pick(facts.all("TrailSight"))["party_ids"] as string[])[0] ?? null
    case "start of the first trail":
      return monthOf(facts, 0)
    case "middle of the first trail":
      return monthOf(facts, 70)
    case "one of":
      return random.pick(filling.values)
  }
}

/** More often than not of what exists for the actor, so that there is something to look at. */
const target = (type: TypeName, facts: Facts, random: Random, likely: Likely): string =>
  (random.chance(0.7) ? likely(type) : undefined) ?? anyId(type, facts, random)

/** Mostly of what there is, for whomever it exists; now and then of nothing. */
function anyId(type: TypeName, facts: Facts, random: Random): string {
  if (random.chance(0.06)) return random.pick([random.uuid(), "x", ""])
  return random.any(facts.all(type))?.id ?? random.uuid()
}

/** Some hour of that day: what begins and ends in this association does so at other moments. */
const daysAgo = ({ now }: Facts, days: number): string =>
  new Date(Math.floor(Date.parse(now) / 3_600_000) * 3_600_000 - days * 86_400_000).toISOString()

/** The first trail lies in the first second of this month. */
function monthOf({ now }: Facts, milliseconds: number): string {
  const at = new Date(now)
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1, 0, 0, 0, milliseconds)).toISOString()
}
