import type { Association } from "./association"
import { instant } from "./calendar"
import { type Course, courseOf } from "./course"
import { type Desk, colleagueAt, formerAt, handlerAt } from "./desks"
import { homeId } from "./homes"
import { referenceOf, uuidAt } from "./ids"
import { type Random, Stream, shares } from "./random"
import { reportOf } from "./report"
import type { Colleague } from "./staff"
import type { Kind } from "./texts/subject"

/** Who had the case before it was handed over; a change of team goes with a change of colleague. */
interface Earlier {
  readonly assignee: Colleague
  readonly desk: Desk
  readonly at: number
}

/** What there is to know of a case before its texts: all that hangs under it is made from this. */
export interface Dossier extends Course {
  readonly index: number
  readonly id: string
  readonly kind: Kind
  readonly desk: Desk
  readonly openedAt: number
  readonly openedBy: Colleague
  readonly assignee: Colleague | null
  readonly earlier: Earlier | null
  readonly home: number
}

const kinds = shares<Kind>([
  ["NUISANCE", 55],
  ["FRAUD", 15],
  ["ADAPTATION", 20],
  ["SAFETY", 10],
])

/** The same dossier each time it is asked for: the rows of each table are made in a round of their own. */
function dossierAt(a: Association, index: number): Dossier {
  const random = a.random(Stream.CASE, index)
  const openedAt = a.calendar.openedAt((index + random.part()) / a.cases)
  const id = uuidAt(openedAt, random)
  const few = a.few.has(index)
  const kind = few ? (random.chance(0.7) ? "NUISANCE" : "SAFETY") : random.weighed(kinds)
  const desk = few ? a.desks.small : a.desks.deskFor(kind, random)
  const course = courseOf(kind, openedAt, a.calendar, random)
  const home = a.homeOf(desk, random)
  return {
    index,
    id,
    kind,
    desk,
    openedAt,
    home,
    ...course,
    ...hands(a, { kind, desk, openedAt, course, few }, random),
  }
}

interface Known {
  readonly kind: Kind
  readonly desk: Desk
  readonly openedAt: number
  readonly course: Course
  readonly few: boolean
}

function hands(a: Association, known: Known, random: Random): Pick<Dossier, "openedBy" | "assignee" | "earlier"> {
  const { kind, desk, openedAt, course, few } = known
  const former = course.closedAt !== null && random.chance(0.12)
  const left = former ? formerAt(desk, kind, openedAt, course.closedAt, random) : undefined
  const away = !few && random.chance(0.04) ? a.desks.deskFor(kind, random) : desk
  const only = few ? desk.able[kind].find(({ role }) => role === "CONSULTANT") : undefined
  const assignee = left ?? only ?? handlerAt(away, kind, openedAt, random)
  const openedBy = random.chance(0.55) && away === desk ? assignee : colleagueAt(desk, openedAt, random)
  if (course.status === "REPORTED") return { openedBy, assignee: random.chance(0.4) ? null : assignee, earlier: null }
  return { openedBy, assignee, earlier: left || few ? null : handedOver(a, known, assignee, random) }
}

function handedOver(
  a: Association,
  { kind, desk, openedAt, course }: Known,
  now: Colleague,
  random: Random,
): Earlier | null {
  if (!random.chance(0.16)) return null
  const before = random.chance(0.25) ? a.desks.deskFor(kind, random) : desk
  const assignee = handlerAt(before, kind, openedAt, random)
  if (assignee.id === now.id) return null
  const end = course.finishedAt ?? course.until
  return { assignee, desk: before, at: Math.floor(openedAt + random.part() * (end - openedAt)) }
}

/** One for each step that a case took; more is not told by it. */
const steps: Readonly<Record<Course["status"], number>> = {
  REPORTED: 1,
  IN_TREATMENT: 2,
  IN_EXECUTION: 3,
  FINISHED: 4,
  CLOSED: 4,
  CANCELLED: 2,
}

const kept = new WeakMap<Association, readonly Dossier[]>()

/** Every case, first opened first. Few are remembered from one table to the next, many are made anew. */
export function dossiers(a: Association): Iterable<Dossier> {
  if (a.cases > 20_000) return made(a)
  let all = kept.get(a)
  if (!all) kept.set(a, (all = [...made(a)]))
  return all
}

function* made(a: Association): Generator<Dossier> {
  for (let index = 0; index < a.cases; index++) yield dossierAt(a, index)
}

/** What lets health and criminal data stand in a case of each kind; in nuisance and safety either can turn up. */
const groundsOf: Readonly<Record<Kind, readonly (string | null)[]>> = {
  NUISANCE: ["VITAL_INTEREST", "OWN_CLAIM"],
  FRAUD: ["LEGAL_CLAIM", "OWN_CLAIM"],
  ADAPTATION: ["SOCIAL_SUPPORT", "OWN_CLAIM"],
  SAFETY: ["VITAL_INTEREST", "AGAINST_THE_ASSOCIATION"],
}

type Row = readonly (string | number | null)[]
const when = (moment: number | null): string | null => (moment === null ? null : instant(moment))

export function* caseRows(a: Association): Generator<Row> {
  for (const dossier of dossiers(a)) {
    const {
      index,
      id,
      kind,
      desk,
      home,
      status,
      outcome,
      assignee,
      openedBy,
      openedAt,
      finishedAt,
      closedAt,
      earlier,
    } = dossier
    const { title, description, vera, purpose, legalBasis, balancingNote, homeless } = reportOf(a, dossier)
    const changedAt = Math.max(dossier.changedAt, earlier?.at ?? 0)
    yield [
      ...[id, referenceOf(a.seed, index), kind, title, description, vera[0], vera[1]],
      ...[homeless ? null : homeId(a, home), purpose, legalBasis, balancingNote, ...groundsOf[kind], status, outcome],
      ...[desk.team.id, assignee?.id ?? null, openedBy.id, instant(openedAt), when(finishedAt), when(closedAt)],
      ...[instant(changedAt), steps[status] + (earlier ? 1 : 0)],
    ]
  }
}
