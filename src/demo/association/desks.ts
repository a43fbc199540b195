import { type Random, type Shares, shares } from "./random"
import type { Colleague, Staff } from "./staff"
import { type TeamFacts, busyness, partOfSubjectTeams, smallTeam } from "./teams"
import type { Kind } from "./texts/subject"

interface Former {
  readonly who: Colleague
  readonly until: number
}

/** A team at work: who is there, who can handle what, and who could before. */
export interface Desk {
  readonly team: TeamFacts
  readonly members: readonly Colleague[]
  readonly able: Readonly<Record<Kind, readonly Colleague[]>>
  readonly former: Readonly<Record<Kind, readonly Former[]>>
}

const ofEachKind = <T>(make: (kind: Kind) => T): Record<Kind, T> => {
  return { NUISANCE: make("NUISANCE"), FRAUD: make("FRAUD"), ADAPTATION: make("ADAPTATION"), SAFETY: make("SAFETY") }
}

/** Which team a case comes to, and which colleague. */
export class Desks {
  readonly small: Desk
  private readonly all: readonly Desk[]
  private readonly ofKind: Readonly<Record<Kind, Shares<Desk>>>

  constructor(staff: Staff, now: number) {
    const desks = staff.teams.map((team) => deskOf(staff, team, now))
    this.all = desks
    const small = desks.find(({ team }) => team.name === smallTeam)
    if (!small) throw new RangeError(`there is no ${smallTeam}`)
    this.small = small
    const districts = desks.filter(({ team }) => team.place !== null)
    const busy = districts.map((desk) => [desk, busyness(desk.team.place ?? 0, districts.length)] as const)
    const whole = busy.reduce((sum, [, share]) => sum + share, 0)
    this.ofKind = ofEachKind((kind) => {
      const part = partOfSubjectTeams[kind]
      const special = desks.filter(({ team }) => team.subject === kind)
      return shares([
        ...special.map((desk) => [desk, part / special.length] as const),
        ...busy.map(([desk, share]) => [desk, ((1 - part) * share) / whole] as const),
      ])
    })
  }

  /** Who looks after a case that is assigned to nobody: the lead of its team, or another lead who is cleared. */
  custodianOf(desk: Desk, kind: Kind): Colleague | undefined {
    const leads = [desk, ...this.all].flatMap(({ able }) => able[kind].filter(({ role }) => role === "TEAM_LEAD"))
    return leads[0]
  }

  deskFor(kind: Kind, random: Random): Desk {
    return random.weighed(this.ofKind[kind])
  }
}

function deskOf({ memberships, clearances }: Staff, team: TeamFacts, now: number): Desk {
  const own = memberships.filter(({ what }) => what === team)
  const current = own.filter(({ who, until }) => who.active && until === null)
  return {
    team,
    members: current.map(({ who, from }) => ({ ...who, since: from })),
    able: ofEachKind((kind) =>
      current
        .filter(({ who }) => clearances.some((it) => it.who === who && it.what === kind && it.until === null))
        .map(({ who, from }) => ({ ...who, since: from })),
    ),
    former: ofEachKind((kind) =>
      own.flatMap(({ who, from, until }) => {
        const clearance = clearances.find((it) => it.who === who && it.what === kind)
        const ends = [until, clearance?.until ?? null, who.active ? null : now - LEFT].filter((end) => end !== null)
        return clearance && ends.length ? [{ who: { ...who, since: from }, until: Math.min(...ends) }] : []
      }),
    ),
  }
}

/** Of a colleague who can no longer sign in, but whose terms nobody ended: long ago enough. */
const LEFT = 200 * 86_400_000

/** Who takes up a case of this kind: somebody who was there already; the first of a desk was there from the beginning. */
export function handlerAt(desk: Desk, kind: Kind, moment: number, random: Random): Colleague {
  return anyone(desk.able[kind], moment, random)
}

/** Who else is at the desk. */
export function colleagueAt(desk: Desk, moment: number, random: Random): Colleague {
  return anyone(desk.members, moment, random)
}

function anyone(colleagues: readonly Colleague[], moment: number, random: Random): Colleague {
  for (let tries = 0; tries < 4; tries++) {
    const one = random.pick(colleagues)
    if (one.since <= moment) return one
  }
  return colleagues.find(({ since }) => since <= moment) ?? (colleagues[0] as Colleague)
}

/** Who handled a case that ended while they still could, where there is such a colleague. */
export function formerAt(desk: Desk, kind: Kind, from: number, until: number, random: Random): Colleague | undefined {
  const former = desk.former[kind]
  if (!former.length) return undefined
  const one = random.pick(former)
  return one.who.since < from && until < one.until ? one.who : undefined
}
