import { Random } from "../random"

export interface Person {
  readonly id: string
  readonly home: string | null
  /** By what the trail names her. */
  readonly reference: string
}
export interface Colleague {
  readonly id: string
  readonly role: string
}
export interface Drawn {
  readonly id: string
  readonly team: string
  readonly kind: string
  readonly home: string | null
}

const day = 86_400_000

/** An association that is being drawn up: who and what there is so far. All moments lie whole seconds and at least an hour from now. */
export class Draft {
  readonly teams: string[] = []
  readonly colleagues: Colleague[] = []
  /** The teams that each belongs to now. */
  readonly teamsOf = new Map<string, string[]>()
  readonly homes: string[] = []
  readonly persons: Person[] = []
  readonly cases: Drawn[] = []
  readonly parties: { id: string; dossier: string; person: string | null }[] = []
  readonly random: Random

  constructor(
    seed: number,
    private readonly now: number,
  ) {
    this.random = new Random(seed)
  }

  of(...roles: string[]): Colleague[] {
    return this.colleagues.filter(({ role }) => roles.includes(role))
  }

  get handlers(): Colleague[] {
    return this.of("CONSULTANT", "TEAM_LEAD")
  }

  get supervisors(): Colleague[] {
    return this.of("PRIVACY_OFFICER", "EXTERNAL_AUDITOR")
  }

  /** So many days ago; days to come where it is below zero. */
  ago(days: number): string {
    return new Date(this.now - Math.round(days * 86_400) * 1000).toISOString()
  }

  past(most = 700): string {
    return this.ago(this.random.between(2, most))
  }

  coming(most = 300): string {
    return this.ago(-this.random.between(2, most))
  }

  /** A term that is in force, or over, or yet to begin. */
  term(inForce = 0.6): { valid_from: string; valid_until: string | null } {
    const drawn = this.random.next()
    if (drawn < inForce) return { valid_from: this.past(), valid_until: this.random.chance(0.4) ? this.coming() : null }
    if (drawn < inForce + (1 - inForce) / 2) {
      const over = this.random.between(2, 400)
      return { valid_from: this.ago(over + this.random.between(1, 300)), valid_until: this.ago(over) }
    }
    const begins = this.random.between(2, 60)
    return { valid_from: this.ago(-begins), valid_until: this.random.chance(0.5) ? this.ago(-begins - 30) : null }
  }

  day(moment: string, days = 0): string {
    return new Date(Date.parse(moment) + days * day).toISOString().slice(0, 10)
  }
}
