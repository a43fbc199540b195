import { type Calendar, DAY } from "./calendar"
import { type Random, type Shares, shares } from "./random"
import type { Kind, Outcome } from "./texts/subject"

type Status = "REPORTED" | "IN_TREATMENT" | "IN_EXECUTION" | "FINISHED" | "CLOSED" | "CANCELLED"

/** How far a case came, and when. */
export interface Course {
  readonly status: Status
  readonly outcome: Outcome | null
  readonly finishedAt: number | null
  readonly closedAt: number | null
  readonly changedAt: number
  /** The end of the case, or now: nothing in it is later. */
  readonly until: number
}

const running = shares<Status>([
  ["IN_TREATMENT", 50],
  ["IN_EXECUTION", 34],
  ["FINISHED", 16],
])

/** The mean of what an ordinary case takes, in days. */
const usualDays: Readonly<Record<Kind, number>> = { NUISANCE: 110, FRAUD: 170, ADAPTATION: 200, SAFETY: 90 }

const outcomes: Readonly<Record<Kind, Shares<Outcome>>> = {
  NUISANCE: shares([
    ["RESOLVED", 50],
    ["AGREEMENT_REACHED", 24],
    ["UNFOUNDED", 10],
    ["REFERRED", 10],
    ["TENANCY_ENDED", 2],
    ["OTHER", 4],
  ]),
  FRAUD: shares([
    ["UNFOUNDED", 38],
    ["TENANCY_ENDED", 22],
    ["AGREEMENT_REACHED", 20],
    ["RESOLVED", 12],
    ["REFERRED", 5],
    ["OTHER", 3],
  ]),
  ADAPTATION: shares([
    ["ADAPTED", 62],
    ["DECLINED", 16],
    ["REFERRED", 10],
    ["AGREEMENT_REACHED", 7],
    ["OTHER", 5],
  ]),
  SAFETY: shares([
    ["RESOLVED", 46],
    ["REFERRED", 24],
    ["AGREEMENT_REACHED", 15],
    ["UNFOUNDED", 7],
    ["TENANCY_ENDED", 3],
    ["OTHER", 5],
  ]),
}

/** Half of the cases are slow: they take years where the others take what is usual. So about three of ten still run. */
const SLOW = 0.52
const slowDays = 3.5 * 365

export function courseOf(kind: Kind, openedAt: number, calendar: Calendar, random: Random): Course {
  const { now } = calendar
  const age = now - openedAt
  const usual = (random.chance(SLOW) ? slowDays : usualDays[kind]) * DAY
  if (age < 2 * DAY || random.chance(Math.exp(-age / usual))) return runningCourse(openedAt, calendar, random)
  const latest = now - DAY
  const earliest = Math.max(openedAt + DAY / 24, calendar.oldestEnding)
  const closedAt = calendar.atWork(earliest + duration(usual, latest - earliest, random), earliest, latest)
  const ended = { closedAt, changedAt: closedAt, until: closedAt }
  if (random.chance(0.08)) return { ...ended, status: "CANCELLED", outcome: null, finishedAt: null }
  const waited = random.chance(0.5) ? 0 : random.part() * Math.min(30 * DAY, (closedAt - openedAt) / 2)
  const outcome = random.weighed(outcomes[kind])
  return { ...ended, status: "CLOSED", outcome, finishedAt: Math.floor(closedAt - waited) }
}

function runningCourse(openedAt: number, calendar: Calendar, random: Random): Course {
  const { now } = calendar
  const age = now - openedAt
  const open = { outcome: null, finishedAt: null, closedAt: null, until: now }
  if (random.chance(0.95 * Math.exp(-age / (45 * DAY)))) return { ...open, status: "REPORTED", changedAt: openedAt }
  const status = random.weighed(running)
  if (status !== "FINISHED") {
    return { ...open, status, changedAt: calendar.atWork(openedAt + duration(12 * DAY, age, random), openedAt, now) }
  }
  const finishedAt = calendar.atWork(now - duration(25 * DAY, age / 2, random), openedAt, now)
  return { ...open, status, finishedAt, changedAt: finishedAt }
}

/** Mostly short and now and then long, but never longer than there is time for. */
function duration(mean: number, most: number, random: Random): number {
  return -mean * Math.log(1 - random.part() * (1 - Math.exp(-most / mean)))
}
