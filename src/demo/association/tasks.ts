import type { Association } from "./association"
import { DAY, dayOf, instant } from "./calendar"
import { type Dossier, dossiers } from "./cases"
import { colleagueAt } from "./desks"
import { usualCategory } from "./entries"
import { addressOf } from "./homes"
import { uuidAt } from "./ids"
import { type Random, Stream, shares } from "./random"
import { duties } from "./texts/ending"
import type { Kind } from "./texts/subject"
import { type Template, templates } from "./texts/template"

const ofKind: Readonly<Record<Kind, readonly Template[]>> = {
  NUISANCE: templates(duties.NUISANCE),
  FRAUD: templates(duties.FRAUD),
  ADAPTATION: templates(duties.ADAPTATION),
  SAFETY: templates(duties.SAFETY),
}

const counts = shares([
  [0, 12],
  [1, 24],
  [2, 28],
  [3, 24],
  [4, 12],
])

/** When a task was done, or null. What has ended leaves none undone. */
function completion(
  a: Association,
  { status, until, finishedAt }: Dossier,
  addedAt: number,
  random: Random,
): number | null {
  const end = Math.max(addedAt, finishedAt ?? until)
  const done = random.chance(status === "REPORTED" ? 0.1 : 0.6) || status === "CLOSED" || status === "CANCELLED"
  return done ? a.calendar.atWork(addedAt + random.part() * Math.min(end - addedAt, 40 * DAY), addedAt, end) : null
}

/** Of a done task around when it was done; of an open one somewhere about now, so that some are late. */
function dueOn(now: number, addedAt: number, completedAt: number | null, random: Random): string {
  const due = completedAt === null ? now + (random.below(45) - 15) * DAY : completedAt + (random.below(12) - 4) * DAY
  return dayOf(Math.max(addedAt, due))
}

export function* taskRows(a: Association): Generator<readonly (string | number | null)[]> {
  for (const dossier of dossiers(a)) {
    const { index, id, kind, desk, home, openedAt, until, finishedAt, assignee, openedBy } = dossier
    const random = a.random(Stream.TASK, index)
    const count = random.weighed(counts)
    const scene = count ? { random, address: addressOf(a, home) } : undefined
    let place = random.below(100)
    for (let number = 0; scene && number < count; number++) {
      const title = (ofKind[kind][place++ % ofKind[kind].length] as Template)(scene)
      const end = finishedAt ?? until
      const addedAt = a.calendar.atWork(openedAt + ((number + random.part()) / count) * (end - openedAt), openedAt, end)
      const completedAt = completion(a, dossier, addedAt, random)
      const who = random.chance(0.85) ? assignee : colleagueAt(desk, addedAt, random)
      const addedBy = assignee ?? openedBy
      const completed = completedAt === null ? [null, null, 1] : [instant(completedAt), (who ?? addedBy).id, 2]
      const due = dueOn(a.calendar.now, addedAt, completedAt, random)
      yield [
        uuidAt(addedAt, random),
        id,
        usualCategory[kind],
        title,
        due,
        who?.id ?? null,
        addedBy.id,
        instant(addedAt),
        ...completed,
      ]
    }
  }
}
