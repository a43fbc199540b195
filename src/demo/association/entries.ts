import type { DataCategory } from "../../cases"
import type { JournalType } from "../../journal"
import type { Association } from "./association"
import { instant } from "./calendar"
import { type Dossier, dossiers } from "./cases"
import { colleagueAt } from "./desks"
import { type Address, addressOf } from "./homes"
import { uuidAt } from "./ids"
import { type Random, Stream, shares } from "./random"
import { cancellations, decisions } from "./texts/ending"
import { commonEntries, entries, receipt } from "./texts/journal"
import type { Kind, Told } from "./texts/subject"
import { type Scene, type Template, template, templates } from "./texts/template"

type Entry = readonly [type: `${JournalType}`, category: `${DataCategory}`, body: Template]

const prepared = (told: readonly Told[]): Entry[] =>
  told.map(([type, category, body]) => [type, category, template(body)])
const common = commonEntries.map(prepared)
const [received] = prepared([receipt]) as [Entry]
const ofKind: Readonly<Record<Kind, readonly Entry[]>> = {
  NUISANCE: prepared(entries.NUISANCE),
  FRAUD: prepared(entries.FRAUD),
  ADAPTATION: prepared(entries.ADAPTATION),
  SAFETY: prepared(entries.SAFETY),
}
const decided = new Map(Object.entries(decisions).map(([outcome, bodies]) => [outcome, templates(bodies)]))
const calledOff = templates(cancellations)

/** The category that a case of each kind holds, and so a decision or a task in it. */
export const usualCategory: Readonly<Record<Kind, `${DataCategory}`>> = {
  NUISANCE: "CONDUCT",
  FRAUD: "CRIMINAL",
  ADAPTATION: "HEALTH",
  SAFETY: "CONDUCT",
}

const counts = shares([
  [1, 3],
  [2, 7],
  [3, 12],
  [4, 16],
  [5, 20],
  [6, 17],
  [7, 14],
  [8, 11],
])
const DAY = 86_400_000

/** Steps through a list without repeating itself: five shares no divisor with the length of any of them. */
const STEP = 5

function* entriesOf(dossier: Dossier, random: Random): Generator<Entry> {
  const { kind, status, outcome } = dossier
  const count = status === "REPORTED" ? 1 + random.below(2) : random.weighed(counts)
  const ending = outcome !== null ? decided.get(outcome) : status === "CANCELLED" ? calledOff : undefined
  let place = random.below(100)
  let commonPlace = random.below(common.length)
  for (let number = ending ? 1 : 0; number < count; number++) {
    const first = number === (ending ? 1 : 0)
    if (first && random.chance(0.4)) yield received
    else if (random.chance(0.18)) yield random.pick(common[commonPlace++ % common.length] as Entry[])
    else yield ofKind[kind][(place += STEP) % ofKind[kind].length] as Entry
  }
  if (ending) yield ["DECISION", usualCategory[kind], random.pick(ending)]
}

export function* entryRows(a: Association): Generator<readonly string[]> {
  for (const dossier of dossiers(a)) {
    const { index, id, desk, home, openedAt, until, assignee, openedBy } = dossier
    const random = a.random(Stream.ENTRY, index)
    let address: Address | undefined
    // Most texts name no address.
    const scene: Scene = {
      random,
      get address() {
        return (address ??= addressOf(a, home))
      },
    }
    const list = [...entriesOf(dossier, random)]
    let last = openedAt
    for (const [number, [type, category, body]] of list.entries()) {
      const final = type === "DECISION"
      const about = openedAt + ((number + random.part()) / list.length) * (until - openedAt)
      const occurredOn = final ? until : a.calendar.atWork(about, last, until)
      last = occurredOn
      const addedAt = final || random.chance(0.6) ? occurredOn : Math.min(until, occurredOn + random.below(DAY))
      const author = random.chance(0.8) ? (assignee ?? openedBy) : colleagueAt(desk, openedAt, random)
      const written = [body(scene), instant(occurredOn), author.id, instant(addedAt)] as const
      yield [uuidAt(addedAt, random), id, type, category, ...written]
    }
  }
}
