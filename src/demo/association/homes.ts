import type { Association } from "./association"
import { DAY, dayOf } from "./calendar"
import { uuidAt } from "./ids"
import { type Family, capital, family, firstName, slug } from "./names"
import { postcodeOf, streetName } from "./places"
import { type Random, Stream, shares } from "./random"

export interface Address {
  readonly street: string
  readonly houseNumber: string
  readonly postcode: string
  readonly city: string
  readonly district: string
}

export interface Person {
  readonly initials: string
  readonly first: string
  readonly surname: string
  readonly woman: boolean
}

const homesOfStreet = 60
const letters = Array.from("ABCDEFGHJKLMNPRSTW")

/** Which persons live in the first, second … of five homes. */
const firstOf = [0, 2, 3, 6, 7]
const personsOf = (homes: number): number => (homes / 5) * 8
export const firstPersonOf = (home: number): number => Math.floor(home / 5) * 8 + (firstOf[home % 5] as number)
const homeOfPerson = (person: number): number => {
  const place = person % 8
  return Math.floor(person / 8) * 5 + (place < 2 ? 0 : place < 3 ? 1 : place < 6 ? 2 : place < 7 ? 3 : 4)
}

export function addressOf(a: Association, home: number): Address {
  const { district, place, from } = a.quarterOf(home)
  const street = Math.floor((home - from) / homesOfStreet)
  const door = (home - from) % homesOfStreet
  return {
    street: streetName(place, street),
    // Every fourth street is one of flats with six doors to a number.
    houseNumber: street % 4 === 3 ? `${10 + 2 * Math.floor(door / 6)}-${1 + (door % 6)}` : String(door + 1),
    postcode: postcodeOf(district, street),
    city: district.town,
    district: district.name,
  }
}

export function personOf(a: Association, number: number): Person {
  const home = homeOfPerson(number)
  const random = a.random(Stream.PERSON, number)
  const household = family(a.random(Stream.HOUSEHOLD, home))
  const own: Family = number === firstPersonOf(home) || random.chance(0.7) ? household : family(random)
  const woman = random.chance(0.52)
  const first = firstName(random, own, woman)
  const more = random.below(3)
  let initials = `${first.charAt(0)}.`
  for (let letter = 0; letter < more; letter++) initials += `${random.pick(letters)}.`
  return { initials, first, surname: own.surname, woman }
}

/** The ids of homes and persons go up with their numbers: they were taken over from the ERP one after another. */
const idOf = (a: Association, stream: number, number: number): string =>
  uuidAt(Math.floor(a.calendar.now / DAY) * DAY - 3000 * DAY + number * 20, a.random(stream, number))
export const homeId = (a: Association, home: number): string => idOf(a, Stream.HOME_ID, home)
export const personId = (a: Association, person: number): string => idOf(a, Stream.PERSON_ID, person)

/** Numbers that cannot exist: no mobile number begins with 06-00, no area has the code 000. */
export function phoneNumber(random: Random): string {
  const digits = String(random.below(1_000_000)).padStart(6, "0")
  return random.chance(0.8) ? `06-00${digits}` : `000-${digits}`
}

export const mailAddress = ({ first, surname }: Person, random: Random): string =>
  `${slug(first)}.${slug(capital(surname))}${random.chance(0.5) ? random.below(100) : ""}@example.${random.chance(0.7) ? "nl" : "org"}`

const sources = shares([
  ["ERP", 70],
  ["INTAKE", 10],
  ["KLIK_VOOR_WONEN", 10],
  ["CARE_PARTNER", 4],
  ["MUNICIPALITY", 6],
] as const)

export function* homeRows(a: Association): Generator<readonly (string | null)[]> {
  for (let home = 0; home < a.homes; home++) {
    const { street, houseNumber, postcode, city, district } = addressOf(a, home)
    yield [homeId(a, home), `VHE-${String(home + 1).padStart(7, "0")}`, street, houseNumber, postcode, city, district]
  }
}

export function* personRows(a: Association): Generator<readonly (string | null)[]> {
  for (let number = 0; number < personsOf(a.homes); number++) {
    const person = personOf(a, number)
    const random = a.random(Stream.CONTACT, number)
    yield [
      personId(a, number),
      random.weighed(sources),
      person.initials,
      person.surname,
      random.chance(0.85) ? dayOf(a.calendar.now - (19 + 70 * random.part() ** 1.3) * 365.25 * DAY) : null,
      random.chance(0.7) ? phoneNumber(random) : null,
      random.chance(0.55) ? mailAddress(person, random) : null,
      homeId(a, homeOfPerson(number)),
    ]
  }
}
