import type { Onlooker } from "./onlookers"
import type { Place } from "./places"
import { type Group, pairsAt } from "./timing"
import { Wire } from "./wire"

/** Somebody with a connection of her own. */
export interface Asker {
  readonly onlooker: Onlooker
  readonly wire: Wire
}

export const askersOf = (url: string, people: readonly Onlooker[]): Asker[] =>
  people.map((onlooker) => ({ onlooker, wire: new Wire(url, onlooker.who.token) }))

const groupAt = (place: Place, { onlooker, wire }: Asker): Group => ({
  key: `${place.key} as ${onlooker.role}, ${onlooker.reason}`,
  pairs: pairsAt(place, onlooker, wire),
})

/** Each place as each onlooker from whom something is hidden there. Together: each place, with the pairs of all in turn. */
export function groupsOf(places: readonly Place[], askers: readonly Asker[], together: boolean): Group[] {
  return places.flatMap((place) => {
    const groups = askers.map((asker) => groupAt(place, asker)).filter(({ pairs }) => pairs.length)
    const pairs = groups.flatMap((group) => group.pairs)
    return together && groups.length ? [{ key: place.key, pairs }] : groups
  })
}

/** Where the injected delay has to be found: a look, a look by another way, and a change. */
const calibrated = ["Query.case.id", "Query.caseByReference.reference", "Mutation.closeCase.input.caseId"]

export const calibrating = (places: readonly Place[], askers: readonly Asker[]): Group[] =>
  places
    .filter(({ key }) => calibrated.includes(key))
    .flatMap((place) => askers.slice(0, 1).map((asker) => groupAt(place, asker)))
