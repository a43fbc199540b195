import type { Role } from "../../permissions/actor"
import { type Curated, curated } from "./actors"
import { type Calendar, DAY, YEAR } from "./calendar"
import { everyKind, usualKinds } from "./clearances"
import { uuidAt } from "./ids"
import { family, firstName, slug } from "./names"
import { Random, Stream } from "./random"
import { type TeamFacts, smallTeam, teamsFor } from "./teams"
import type { Kind } from "./texts/subject"

export interface Colleague {
  readonly id: string
  readonly subject: string
  readonly name: string
  readonly role: Role
  readonly active: boolean
  readonly since: number
  /** Until when she may sign in, where that has an end. */
  readonly until?: number
}

/** From when until when somebody belonged somewhere or was cleared; null while it lasts. */
export interface Term<T> {
  readonly id: string
  readonly who: Colleague
  readonly what: T
  readonly from: number
  readonly until: number | null
}

/** Who works at the association, in which team, cleared for what. */
export class Staff {
  readonly teams: readonly TeamFacts[]
  readonly colleagues: Colleague[] = []
  readonly memberships: Term<TeamFacts>[] = []
  readonly clearances: Term<Kind | "REPORTER">[] = []
  private readonly random: Random
  private readonly names = new Set<string>(curated.map(({ name }) => name))

  constructor(
    cases: number,
    seed: number,
    private readonly calendar: Calendar,
  ) {
    this.random = new Random(seed).at(Stream.STAFF, 0)
    this.teams = teamsFor(cases)
    for (const one of curated) this.addCurated(one)
    for (const team of this.teams) if (team.name !== smallTeam) this.fill(team)
  }

  private addCurated(one: Curated): void {
    const { id, subject, name, role, clearances, teams, years, ended, disabled, days, shielded } = one
    const since = this.calendar.now - years * YEAR
    const term = days === undefined ? {} : { until: this.calendar.now + days * DAY }
    const who = { id, subject, name, role, active: !disabled, since, ...term }
    this.colleagues.push(who)
    for (const team of this.teams) if (teams.includes(team.name)) this.join(who, team, since)
    for (const kind of clearances) this.clear(who, kind, since)
    if (shielded) this.clear(who, "REPORTER", since)
    if (ended) this.clear(who, ended[0], since, this.calendar.now - ended[1] * DAY)
  }

  /** A lead, five to ten consultants, and now and then somebody who has left or came from another team. */
  private fill(team: TeamFacts): void {
    const { random } = this
    const { now } = this.calendar
    const led = curated.some(({ role, teams }) => role === "TEAM_LEAD" && teams.includes(team.name))
    if (!led) {
      this.add(team, "TEAM_LEAD", this.longAgo(), everyKind.slice(0, random.chance(0.85) || team.subject ? 4 : 2))
    }
    const count = 5 + random.below(6)
    for (let number = 0; number < count; number++) {
      const early = number < 2 || random.chance(0.7)
      const since = early ? this.longAgo() : now - (0.5 + 4 * random.part()) * YEAR
      const who = this.add(team, "CONSULTANT", since, usualKinds(team, number, random))
      // The first two stay: there must always be somebody who can handle a case.
      const lost = number === 2 && !team.subject && random.chance(0.5)
      if (lost) this.clear(who, "ADAPTATION", since, since + (0.3 + 0.6 * random.part()) * (now - since))
    }
    if (random.chance(0.4)) this.addLeaver(team)
    if (random.chance(0.5)) this.addMover(team)
  }

  private addLeaver(team: TeamFacts): void {
    const since = this.longAgo()
    const until = this.calendar.now - (0.4 + 3.5 * this.random.part()) * YEAR
    const who = this.make("CONSULTANT", since, false)
    this.join(who, team, since, until)
    for (const kind of usualKinds(team, 1, this.random)) this.clear(who, kind, since, until)
  }

  private addMover(team: TeamFacts): void {
    const since = this.longAgo()
    const moved = this.calendar.now - (0.5 + 3 * this.random.part()) * YEAR
    const who = this.make("CONSULTANT", since)
    const before = this.random.pick(
      this.teams.filter(({ name, subject }) => name !== smallTeam && name !== team.name && !subject),
    )
    this.join(who, before, since, moved)
    this.join(who, team, moved)
    for (const kind of usualKinds(team, 1, this.random)) this.clear(who, kind, since)
  }

  private longAgo(): number {
    return this.calendar.now - (6.5 + 6 * this.random.part()) * YEAR
  }

  private add(team: TeamFacts, role: Role, since: number, kinds: readonly Kind[]): Colleague {
    const who = this.make(role, since)
    this.join(who, team, since)
    for (const kind of kinds) this.clear(who, kind, since)
    return who
  }

  private make(role: Role, joined: number, active = true): Colleague {
    const { random } = this
    let name: string
    do {
      const named = family(random)
      name = `${firstName(random, named, random.chance(0.62))} ${named.surname}`
    } while (this.names.has(name))
    this.names.add(name)
    const since = Math.floor(joined)
    const who = {
      id: uuidAt(since, random),
      subject: `${slug(name)}-${this.colleagues.length}`,
      name,
      role,
      active,
      since,
    }
    this.colleagues.push(who)
    return who
  }

  private join(who: Colleague, what: TeamFacts, from: number, until: number | null = null): void {
    this.memberships.push({ id: uuidAt(Math.floor(from), this.random), who, what, from, until })
  }

  private clear(who: Colleague, what: Kind | "REPORTER", from: number, until: number | null = null): void {
    this.clearances.push({ id: uuidAt(Math.floor(from), this.random), who, what, from, until })
  }
}
