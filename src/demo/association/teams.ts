import { fixedId } from "./ids"
import { districts } from "./places"
import type { Kind } from "./texts/subject"

export interface TeamFacts {
  readonly id: string
  readonly name: string
  readonly district: string
  /** The only kind it handles; null for the team of a district, which handles all. */
  readonly subject: Kind | null
  /** Which district, for the team of one. */
  readonly place: number | null
}

/** Has five cases and one consultant: what somebody with little sees. */
export const smallTeam = "Team Jongerenhuisvesting"

const ofSubject = new Map<string, Kind | null>([
  ["Team Woonfraude", "FRAUD"],
  ["Team Woningaanpassing", "ADAPTATION"],
  ["Team Zorg en Veiligheid", "SAFETY"],
  [smallTeam, null],
  ["Team Woningaanpassing Noord", "ADAPTATION"],
  ["Team Woonfraude Noord", "FRAUD"],
  ["Team Veiligheid Noord", "SAFETY"],
  ["Team Woningaanpassing Oost", "ADAPTATION"],
  ["Team Woonfraude Oost", "FRAUD"],
  ["Team Woningaanpassing West", "ADAPTATION"],
])

/** After eight districts the four subjects that every association has; after that one more for each seven districts. */
function teams(): TeamFacts[] {
  const subjects = [...ofSubject.keys()]
  const names: { name: string; place: number | null }[] = []
  for (const [place, district] of districts.entries()) {
    names.push({ name: `Team ${district.name}`, place })
    const due = place === 7 ? 4 : place > 7 && (place - 7) % 7 === 0 ? 1 : 0
    for (const name of subjects.splice(0, due)) names.push({ name, place: null })
  }
  return names.map(({ name, place }, number) => ({
    id: fixedId("team", number + 1),
    name,
    place,
    district: place === null ? "Alle wijken" : (districts[place]?.name ?? ""),
    subject: ofSubject.get(name) ?? null,
  }))
}

export const teamFacts: readonly TeamFacts[] = teams()

/** Twelve teams for a few thousand cases, all sixty for a million. */
export function teamsFor(cases: number): readonly TeamFacts[] {
  const count = Math.round(12 * (cases / 2000) ** 0.26)
  return teamFacts.slice(0, Math.min(teamFacts.length, Math.max(12, count)))
}

/** Of the cases of a kind, the part that goes to the teams that handle nothing else. */
export const partOfSubjectTeams: Readonly<Record<Kind, number>> = {
  NUISANCE: 0,
  FRAUD: 0.45,
  ADAPTATION: 0.45,
  SAFETY: 0.3,
}

/** An ordinary team is of middling size however many there are. */
const ordinary = 3

/** How busy the team of a district is, from 1 down to 0.28: the first is always the busiest. */
export function busyness(place: number, count: number): number {
  if (place === 0) return 1
  const rank = 1 + ((place - ordinary + Math.floor(count / 2) - 1 + (count - 1)) % (count - 1))
  return 1 - (0.72 * rank) / (count - 1)
}
