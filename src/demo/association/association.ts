import { Calendar } from "./calendar"
import { type Desk, Desks } from "./desks"
import { type District, districts } from "./places"
import { Random } from "./random"
import { Staff } from "./staff"
import { busyness } from "./teams"

/** A district of the association, and which homes are in it. */
export interface Quarter {
  readonly district: District
  readonly place: number
  readonly from: number
  readonly until: number
}

/** The five of the small team: how many cases from the newest, as a part of all. */
const fewParts = [0.02, 0.05, 0.1, 0.2, 0.4]

/** Everything that is settled before the first row is made; every row follows from this and from its own number. */
export class Association {
  readonly calendar: Calendar
  readonly staff: Staff
  readonly desks: Desks
  readonly homes: number
  readonly quarters: readonly Quarter[]
  /** The numbers of the cases of the small team. */
  readonly few: ReadonlySet<number>
  private readonly series = new Map<number, Random>()

  constructor(
    readonly cases: number,
    readonly seed: number,
    now: Date,
  ) {
    this.calendar = new Calendar(now)
    this.staff = new Staff(cases, seed, this.calendar)
    this.desks = new Desks(this.staff, now.getTime())
    // A multiple of five: five homes house eight persons.
    this.homes = Math.max(400, Math.ceil((cases * 1.2) / 5) * 5)
    const count = this.staff.teams.filter(({ place }) => place !== null).length
    this.quarters = quartersOf(this.homes, count)
    this.few = new Set(fewParts.map((part) => cases - 1 - Math.floor(cases * part)))
  }

  /** The series of chance of one entity. Each sort has a generator of its own, so that one may be made in the middle of another. */
  random(stream: number, index: number): Random {
    let random = this.series.get(stream)
    if (!random) this.series.set(stream, (random = new Random(this.seed)))
    return random.at(stream, index)
  }

  /** A home in the district of the team, or anywhere for a team without one. Some homes return time and again. */
  homeOf({ team }: Desk, random: Random): number {
    const quarter = team.place === null ? undefined : this.quarters[team.place]
    const { from, until } = quarter ?? { from: 0, until: this.homes }
    return from + Math.floor(random.part() ** 1.5 * (until - from))
  }

  quarterOf(home: number): Quarter {
    let low = 0
    let high = this.quarters.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.quarters[middle] as Quarter).from <= home) low = middle
      else high = middle - 1
    }
    return this.quarters[low] as Quarter
  }
}

/** A busy district is a large one. */
function quartersOf(homes: number, count: number): Quarter[] {
  const sizes = districts.slice(0, count).map((_, place) => busyness(place, count))
  const whole = sizes.reduce((sum, size) => sum + size, 0)
  const quarters: Quarter[] = []
  let passed = 0
  for (const [place, district] of districts.slice(0, count).entries()) {
    const from = Math.round((passed / whole) * homes)
    passed += sizes[place] as number
    quarters.push({ district, place, from, until: Math.round((passed / whole) * homes) })
  }
  return quarters
}
