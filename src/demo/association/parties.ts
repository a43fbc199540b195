import type { PartyRole } from "../../parties"
import type { Association } from "./association"
import { instant } from "./calendar"
import { type Dossier, dossiers } from "./cases"
import { colleagueAt } from "./desks"
import { firstPersonOf, mailAddress, personId, personOf, phoneNumber } from "./homes"
import { uuidAt } from "./ids"
import { capital } from "./names"
import { type Random, type Shares, Stream, shares } from "./random"
import type { Kind } from "./texts/subject"

type Role = `${PartyRole}`

interface Who {
  readonly name: string
  readonly phone?: string | null
  readonly email?: string | null
  readonly personId?: string
  readonly employeeId?: string
}

/** Somebody of this home, by the name that was given for this case. `known` says whether the registry was looked up. */
function resident(a: Association, home: number, random: Random, known: boolean): Who {
  const number = firstPersonOf(home)
  const person = personOf(a, number)
  const { initials, first, surname, woman } = person
  const form = random.below(4)
  const named =
    form === 0 ? `${woman ? "mevrouw" : "de heer"} ${capital(surname)}` : form === 1 ? `${first} ${surname}` : ""
  return {
    name: named || `${initials} ${surname}`,
    phone: random.chance(0.5) ? phoneNumber(random) : null,
    email: random.chance(0.35) ? mailAddress(person, random) : null,
    ...(known && { personId: personId(a, number) }),
  }
}

/** Next door, or a few doors away. */
function neighbour(a: Association, { home }: Dossier, random: Random): number {
  const away = 1 + random.below(6)
  return home + away < a.homes ? home + away : home - away
}

const professions: Readonly<Record<Kind, readonly string[]>> = {
  NUISANCE: ["wijkagent", "buurtbemiddelaar", "medewerker wijkteam", "woonbegeleider"],
  FRAUD: ["toezichthouder gemeente", "medewerker netbeheerder", "wijkagent"],
  ADAPTATION: ["ergotherapeut", "Wmo-consulent", "wijkverpleegkundige", "aannemer"],
  SAFETY: ["wijkagent", "adviseur veiligheid gemeente", "medewerker Slachtofferhulp", "brandweer"],
}

/** A partner's professional is in no registry; now and then it is a colleague. */
function professional(a: Association, { kind, desk, openedAt, home }: Dossier, random: Random): Who {
  if (random.chance(0.18)) return employee(colleagueAt(desk, openedAt, random))
  const { initials, surname } = personOf(a, firstPersonOf((home * 7 + random.below(a.homes)) % a.homes))
  return { name: `${initials} ${surname} (${random.pick(professions[kind])})`, phone: phoneNumber(random) }
}

const employee = ({ id, name }: { id: string; name: string }): Who => ({ name, employeeId: id })

const reporters: Readonly<Record<Kind, Role>> = {
  NUISANCE: "COMPLAINANT",
  FRAUD: "REPORTER",
  ADAPTATION: "PROFESSIONAL",
  SAFETY: "REPORTER",
}

function reporter(a: Association, dossier: Dossier, random: Random): Who {
  const { kind, desk, openedAt } = dossier
  if (kind === "ADAPTATION") return professional(a, dossier, random)
  if (kind === "FRAUD" && random.chance(0.4)) return { name: "Anonieme melder" }
  if (kind === "SAFETY" && random.chance(0.35)) return employee(colleagueAt(desk, openedAt, random))
  return resident(a, neighbour(a, dossier, random), random, random.chance(0.78))
}

const thirds: Readonly<Record<Kind, Shares<Role>>> = {
  NUISANCE: shares([
    ["WITNESS", 50],
    ["INTERESTED", 30],
    ["PROFESSIONAL", 18],
    ["OTHER", 2],
  ]),
  FRAUD: shares([
    ["WITNESS", 45],
    ["INTERESTED", 25],
    ["PROFESSIONAL", 30],
  ]),
  ADAPTATION: shares([
    ["INTERESTED", 85],
    ["OTHER", 15],
  ]),
  SAFETY: shares([
    ["WITNESS", 55],
    ["INTERESTED", 20],
    ["PROFESSIONAL", 25],
  ]),
}

const counts = shares([
  [2, 24],
  [3, 52],
  [4, 24],
])

/** In the order they were added: whom it is about, who reported it, and who else had to do with it. */
function* partiesOf(a: Association, dossier: Dossier, random: Random): Generator<readonly [role: Role, who: Who]> {
  const { kind, home } = dossier
  const count = random.weighed(counts)
  yield ["SUBJECT", resident(a, home, random, random.chance(0.93))]
  const role = kind === "NUISANCE" && random.chance(0.4) ? "REPORTER" : reporters[kind]
  yield [role, reporter(a, dossier, random)]
  for (let number = 2; number < count; number++) {
    const third = random.weighed(thirds[kind])
    const expert = third === "PROFESSIONAL"
    yield [
      third,
      expert
        ? professional(a, dossier, random)
        : resident(a, neighbour(a, dossier, random), random, random.chance(0.74)),
    ]
  }
}

export function* partyRows(a: Association): Generator<readonly (string | null)[]> {
  for (const dossier of dossiers(a)) {
    const { index, id, openedAt, openedBy, until } = dossier
    const random = a.random(Stream.PARTY, index)
    let addedAt = openedAt
    for (const [role, who] of partiesOf(a, dossier, random)) {
      const added = [openedBy.id, instant(addedAt)]
      const linked = [who.personId ?? null, who.employeeId ?? null]
      yield [uuidAt(addedAt, random), id, role, who.name, who.phone ?? null, who.email ?? null, ...linked, ...added]
      // The first two at once, the others in the days after; never after the end.
      addedAt = Math.min(until, addedAt + (role === "SUBJECT" ? 60_000 : 1 + random.below(6 * 86_400_000)))
    }
  }
}
