import { type Filter, given } from "../records"
import type { TrailFilter } from "./trail.args"

interface Asked {
  /** Of `trail_found`. */
  readonly parameter: string
  readonly type: "uuid" | "text" | "timestamptz"
  /** What of an event it looks at. */
  readonly property?: string
}

/** How each field of the filter is given to the function that finds: to a page and to an export alike, so that neither leaves one out. */
export const askedOf: Readonly<Record<keyof TrailFilter, Asked>> = {
  caseId: { parameter: "p_case", type: "uuid" },
  personId: { parameter: "p_person", type: "uuid" },
  partyId: { parameter: "p_party", type: "uuid" },
  actorId: { parameter: "p_actor", type: "uuid", property: "actor" },
  teamId: { parameter: "p_team", type: "uuid", property: "actor" },
  role: { parameter: "p_role", type: "text", property: "actorRole" },
  organisation: { parameter: "p_organisation", type: "text", property: "actorRole" },
  action: { parameter: "p_action", type: "text", property: "actions" },
  activity: { parameter: "p_activity", type: "text" },
  route: { parameter: "p_route", type: "text" },
  outcome: { parameter: "p_outcome", type: "text", property: "outcome" },
  recordedFrom: { parameter: "p_from", type: "timestamptz", property: "recordedAt" },
  recordedBefore: { parameter: "p_before", type: "timestamptz", property: "recordedAt" },
}

export const trailFilters: Readonly<Record<string, Filter>> = Object.fromEntries(
  Object.entries(askedOf).map(([name, { parameter, type, property }]) => [name, given(parameter, type, property)]),
)
