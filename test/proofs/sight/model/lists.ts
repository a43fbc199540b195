import type { Row } from "./rows"

/** By what lists are ordered, as they are documented. All columns of an ordering run in one direction. */
interface Ordering {
  readonly columns: readonly string[]
  readonly down: boolean
}
const up = (...columns: string[]): Ordering => ({ columns, down: false })
const down = (...columns: string[]): Ordering => ({ columns, down: true })

const orderings: Readonly<Record<string, Ordering>> = {
  "Case.NEWEST": down("opened_at", "id"),
  "Case.OLDEST": up("opened_at", "id"),
  "Case.LAST_CHANGED": down("changed_at", "id"),
  "Case.REFERENCE": up("reference"),
  "JournalEntry.NEWEST": down("occurred_on", "id"),
  "Team.NAME": up("name", "id"),
  "Employee.NAME": up("name", "id"),
  "Home.ADDRESS": up("postcode", "house_number", "id"),
  "Person.SURNAME": up("surname", "id"),
  "TrailEvent.NEWEST": down("recorded_at", "id"),
  "TrailHead.NEWEST": down("made_at", "id"),
  "Setting.NEWEST": down("recorded_at", "id"),
  "TrailExport.NEWEST": down("asked_at", "id"),
  "Block.NEWEST": down("valid_from", "id"),
  "Notice.NEWEST": down("created_at", "id"),
  "ReviewItem.NEWEST": down("raised_at", "id"),
  "ReviewItem.DUE": up("due_at", "id"),
  "Confidentiality.REVIEW": up("review_on", "id"),
  "LoggedAccess.NEWEST": down("recorded_at", "id", "line", "activity", "purpose"),
  "CaseAccess.SINCE": up("valid_from", "grant_id", "employee_id"),
  "CaseCandidate.NEAREST": up("place", "employee_id"),
  // Lists without pages.
  Membership: down("valid_from", "id"),
  Clearance: up("kind", "id"),
  Grant: up("valid_from", "id"),
  Restriction: down("valid_from", "id"),
  Confidentiality: down("valid_from", "id"),
  "Case.parties": up("id"),
  "Person.involvements": down("id"),
  Task: up("due_on", "id"),
  "Home.residents": up("surname", "id"),
  ReviewAccess: up("recorded_at", "id"),
  TrailSight: up("position"),
  TrailReach: up("case_id"),
  Setting: up("name"),
}

/** The most that a list without pages gives, which is what it gives when no number is asked. */
export const most: Readonly<Record<string, number>> = {
  "Employee.memberships": 20,
  "Employee.clearances": 20,
  "Team.memberships": 50,
  "Case.access": 50,
  "Case.restrictions": 20,
  "Case.confidentialities": 20,
  "Case.parties": 100,
  "Case.tasks": 100,
  "Person.involvements": 50,
  "Home.residents": 20,
  "ReviewItem.accesses": 50,
  "TrailEvent.sights": 50,
  "TrailEvent.reached": 100,
  "TrailEvent.settings": 50,
}
export const usualPage = 25
export const countedUpTo = 1000

export type Key = readonly (string | number | null)[]

export const orderingOf = (name: string): Ordering => {
  const ordering = orderings[name]
  if (!ordering) throw new Error(`the model knows no ordering ${name}`)
  return ordering
}

const keyOf = (name: string, row: Row): Key =>
  orderingOf(name).columns.map((column) => row[column] as string | number | null)

/** Nothing comes after everything: as PostgreSQL orders it upwards. */
function compareKeys(one: Key, other: Key): number {
  for (const [index, value] of one.entries()) {
    const against = other[index] ?? null
    if (value === against) continue
    if (value === null) return 1
    if (against === null) return -1
    return value < against ? -1 : 1
  }
  return 0
}

export function ordered<T extends Row>(name: string, rows: readonly T[]): T[] {
  const sign = orderingOf(name).down ? -1 : 1
  return [...rows].sort((one, other) => sign * compareKeys(keyOf(name, one), keyOf(name, other)))
}

/** How a page is asked: from the start beyond a place, or from the end before one. */
export interface Asked {
  readonly first: number | null | undefined
  readonly last: number | null | undefined
  readonly after: Key | undefined
  readonly before: Key | undefined
}

export interface Page {
  readonly __typename: "Page"
  readonly ordering: string
  readonly rows: readonly Row[]
  readonly next: boolean
  readonly previous: boolean
  readonly total: number
  /** Whom it was asked about, by an argument or the filter. */
  readonly about?: About
}

type About = Readonly<Partial<Record<"cases" | "parties" | "persons", string>>>

export const nothing: Page = { __typename: "Page", ordering: "", rows: [], next: false, previous: false, total: 0 }

/** A page of the rows that exist. */
export function pageOf(ordering: string, rows: readonly Row[], { first, last, after, before }: Asked): Page {
  const sign = orderingOf(ordering).down ? -1 : 1
  const all = ordered(ordering, rows)
  const beyond = (row: Row, place: Key): number => sign * compareKeys(keyOf(ordering, row), place)
  const backward = last !== null && last !== undefined
  const place = backward ? before : after
  const left = place ? all.filter((row) => (backward ? beyond(row, place) < 0 : beyond(row, place) > 0)) : all
  const size = (backward ? last : first) ?? usualPage
  const more = left.length > size
  return {
    __typename: "Page",
    ordering,
    rows: backward ? left.slice(Math.max(0, left.length - size)) : left.slice(0, size),
    next: backward ? place !== undefined : more,
    previous: backward ? more : place !== undefined,
    total: Math.min(all.length, countedUpTo),
  }
}
