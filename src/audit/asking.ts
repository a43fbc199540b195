import { databaseClock } from "../platform/database/clock"
import type { FaultDetail } from "../platform/errors"

type Filter = Readonly<Record<string, unknown>>

const hour = 3_600_000
/** The longest month, and the hour that comes twice in October. */
const longestPeriod = 31 * 24 * hour + hour

const given = (filter: Filter, names: readonly string[]): boolean =>
  names.some((name) => filter[name] !== undefined && filter[name] !== null)

/** What has a look-up or an index of its own, and leads to the events of a few. */
const narrow = ["caseId", "personId", "partyId", "actorId"]
/** What is asked of each event that is found: alone it would have the whole trail looked through. */
const asked = ["role", "organisation", "action", "activity", "route", "outcome"]

/** What is wrong with a filter of the trail. A period may end somewhat later than now, for whoever asks about today or this month. */
export function faultOf(filter: Filter): FaultDetail | undefined {
  const now = databaseClock.now().getTime()
  const from = momentOf(filter["recordedFrom"])
  const before = momentOf(filter["recordedBefore"])
  if (from !== undefined && (from > now || from >= (before ?? Infinity))) return "TRAIL_PERIOD"
  if (before !== undefined && before > now + longestPeriod) return "TRAIL_PERIOD"
  if (!given(filter, asked) || given(filter, narrow)) return undefined
  const short = from !== undefined && (before ?? now) - from <= longestPeriod
  return short ? undefined : "TRAIL_FILTER"
}

const momentOf = (moment: unknown): number | undefined => (moment instanceof Date ? moment.getTime() : undefined)
