export const DAY = 86_400_000
export const YEAR = 365.25 * DAY
const HOUR = DAY / 24

/** Of the cases, the part opened in the first of the six years: most of what began so long ago has ended and been destroyed. */
const partOfFirstYear = 0.07

/** When things happen: on working days, between 7.00 and 16.00 UTC, and never after now. */
export class Calendar {
  readonly now: number
  /** Whatever ended before this would have to be destroyed by now, or within three days. */
  readonly oldestEnding: number
  private readonly mornings: readonly number[]
  private readonly firstYear: number

  constructor(now: Date) {
    this.now = now.getTime()
    this.oldestEnding = yearsBefore(now, 5) + 3 * DAY
    const mornings: number[] = []
    for (let day = yearsBefore(now, 6); day + 9 * HOUR < this.now; day += DAY) {
      const number = Math.floor(day / DAY)
      const morning = number * DAY + 7 * HOUR
      if (isWorkingDay(number) && morning + HOUR < this.now) mornings.push(morning)
    }
    this.mornings = mornings
    this.firstYear = mornings.filter((morning) => morning < yearsBefore(now, 5)).length
  }

  /** From 0 to 1 through the six years of the association's cases. A later part is never an earlier moment. */
  openedAt(part: number): number {
    const days = this.mornings.length
    const through =
      part < partOfFirstYear
        ? (part / partOfFirstYear) * this.firstYear
        : this.firstYear + ((part - partOfFirstYear) / (1 - partOfFirstYear)) * (days - this.firstYear)
    const morning = this.mornings[Math.min(Math.floor(through), days - 1)] as number
    return Math.floor(morning + (through % 1) * Math.min(9 * HOUR, this.now - morning))
  }

  /** A moment at which somebody is at work near this one, or this one where that would leave the term. */
  atWork(moment: number, from: number, until: number): number {
    let day = Math.floor(moment / DAY)
    const ofDay = moment - day * DAY
    while (!isWorkingDay(day)) day--
    const moved = Math.floor(day * DAY + 7 * HOUR + (ofDay * 9) / 24)
    return moved < from || moved > until ? Math.floor(Math.min(Math.max(moment, from), until)) : moved
  }
}

function yearsBefore(now: Date, years: number): number {
  const then = new Date(now)
  then.setUTCFullYear(then.getUTCFullYear() - years)
  return then.getTime()
}

/** Not in the weekend. Days are counted from 1 January 1970, a Thursday. */
function isWorkingDay(day: number): boolean {
  const weekday = (day + 4) % 7
  return weekday !== 0 && weekday !== 6
}

const days = new Map<number, string>()
const digits = Array.from({ length: 1000 }, (_, number) => String(number).padStart(3, "0"))
const two = (number: number): string => (digits[number] as string).slice(1)

/** As toISOString, four times as fast: a million cases name some twenty-five million moments, of a few thousand days. */
export function instant(moment: number): string {
  const day = Math.floor(moment / DAY)
  const ofDay = Math.floor(moment - day * DAY)
  const seconds = Math.floor(ofDay / 1000)
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  return `${dayText(day)}T${two(hours)}:${two(minutes - hours * 60)}:${two(seconds - minutes * 60)}.${digits[ofDay - seconds * 1000] as string}Z`
}

export const dayOf = (moment: number): string => dayText(Math.floor(moment / DAY))

function dayText(day: number): string {
  let text = days.get(day)
  if (text === undefined) days.set(day, (text = new Date(day * DAY).toISOString().slice(0, 10)))
  return text
}
