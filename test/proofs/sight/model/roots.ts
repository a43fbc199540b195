import type { ActivityVersion } from "../../../../src/audit/activities.form"
import { register } from "../../../../src/audit/activities.register"
import { belongsNow, candidatesFor, hasWords } from "./candidates"
import type { Looking } from "./looking"
import { type Asked, type Page, pageOf } from "./lists"
import { textOfMoment } from "./moments"
import type { Row, TypeName } from "./rows"

type Arguments = Readonly<Record<string, any>>
type Answers = (at: Looking, asked: Arguments) => unknown

const sides = (at: Looking, asked: Arguments): Asked => ({
  first: asked["first"] as number | null | undefined,
  last: asked["last"] as number | null | undefined,
  after: at.cursors.keyOf(asked["after"]),
  before: at.cursors.keyOf(asked["before"]),
})

/** A page of all rows of a type that exist for the actor and that the filter lets through. */
const page =
  (
    type: TypeName,
    order: string,
    filtered: (row: Row, filter: Arguments, at: Looking) => boolean = () => true,
  ): Answers =>
  (at, asked) =>
    at.reads(type) ? narrowed(at, type, at.facts.all(type), order, asked, filtered) : at.nothing

function narrowed(
  at: Looking,
  type: TypeName,
  rows: readonly Row[],
  order: string,
  asked: Arguments,
  filtered: (row: Row, filter: Arguments, at: Looking) => boolean,
): Page {
  const filter = (asked["filter"] ?? {}) as Arguments
  const found = rows.filter((row) => filtered(row, filter, at) && at.sees(type, row))
  return pageOf(`${type}.${order}`, found, sides(at, asked))
}

const given = (value: unknown): boolean => value !== undefined && value !== null
const equal = (wanted: unknown, value: unknown): boolean => !given(wanted) || wanted === value
const open = (wanted: unknown, value: unknown): boolean => !given(wanted) || wanted === (value === null)
const among = (wanted: unknown, value: string): boolean => !given(wanted) || (wanted as string[]).includes(value)

/** What a filter of cases lets through. By a field that the actor's role may not read it finds nothing. */
function caseFits(row: Row, filter: Arguments, at: Looking): boolean {
  if (given(filter["homeId"]) && !at.reads("Home")) return false
  return (
    among(filter["kinds"], row["kind"] as string) &&
    among(filter["statuses"], row["status"] as string) &&
    open(filter["open"], row["closed_at"]) &&
    equal(filter["teamId"], row["team_id"]) &&
    equal(filter["assigneeId"], row["assignee_id"]) &&
    equal(filter["homeId"], row["home_id"]) &&
    between(row["opened_at"] as string, filter["openedFrom"], filter["openedBefore"])
  )
}

const between = (value: string, from: unknown, before: unknown): boolean =>
  (!given(from) || value >= textOfMoment(from as string)) && (!given(before) || value < textOfMoment(before as string))

/** The cases below a team, an employee or a home, or all of them. */
export const casesOf = (at: Looking, asked: Arguments, column?: string, id?: string): Page => {
  if (!at.reads("Case")) return at.nothing
  const rows = column === undefined ? at.facts.all("Case") : at.facts.by("Case", column, id)
  return narrowed(at, "Case", rows, (asked["orderBy"] as string | null | undefined) ?? "NEWEST", asked, caseFits)
}

function trailFits(row: Row, filter: Arguments, at: Looking): boolean {
  const sights = at.facts.by("TrailSight", "event_id", row.id)
  const some = (wanted: unknown, holds: (sight: Row) => boolean): boolean => !given(wanted) || sights.some(holds)
  const { caseId: about, personId: person, partyId: party, activity } = filter
  return (
    (!given(person) || at.logs.concerns(at.actor, row.id, person as string)) &&
    some(about, (sight) => (sight["case_ids"] as string[]).includes(about as string)) &&
    some(party, (sight) => (sight["party_ids"] as string[]).includes(party as string)) &&
    some(activity, (sight) => nameOfActivity(sight["activity"] as string) === activity) &&
    (!given(filter["teamId"]) || belonged(at, row, filter["teamId"] as string)) &&
    (!given(filter["route"]) || cameBy(at, row, filter["route"] as string, about as string | null | undefined)) &&
    equal(filter["actorId"], row["actor_id"]) &&
    equal(filter["role"], row["actor_role"]) &&
    equal(filter["organisation"], worksFor(row)) &&
    equal(filter["outcome"], row["outcome"]) &&
    (!given(filter["action"]) ||
      (row["actions"] as string[]).some((action) => nameOfAction(action) === filter["action"])) &&
    between(row["recorded_at"] as string, filter["recordedFrom"], filter["recordedBefore"])
  )
}

/** Nobody knows for whom whoever was denied works. */
const worksFor = (row: Row): string | null =>
  row["actor_role"] === "EXTERNAL_AUDITOR" ? "AUDITOR" : row["actor_kind"] === "UNKNOWN" ? null : "ASSOCIATION"

function reviewFits(row: Row, filter: Arguments, at: Looking): boolean {
  const late = row["judged_at"] === null && (row["due_at"] as string) < at.facts.now
  return (
    open(filter["open"], row["judged_at"]) &&
    equal(filter["overdue"], late) &&
    among(filter["kinds"], row["kind"] as string) &&
    equal(filter["judgement"], row["judgement"]) &&
    equal(filter["employeeId"], row["employee_id"]) &&
    equal(filter["caseId"], row["case_id"])
  )
}

/** Whoever caused it belonged to the team when it was recorded. */
const belonged = (at: Looking, row: Row, team: string): boolean =>
  at.facts
    .by("Membership", "team_id", team)
    .some((term) => term.employee_id === row["actor_id"] && at.facts.inForce(term, row["recorded_at"] as string))

/** Of what is sealed: by this route to the case that is asked about, or to any. */
const cameBy = (at: Looking, row: Row, route: string, about: string | null | undefined): boolean =>
  at.facts
    .by("TrailReach", "event_id", row.id)
    .some((reach) => (reach["routes"] as string[]).includes(route) && equal(about, reach["case_id"]))

export const nameOfActivity = (activity: string): string => activity.toUpperCase().replaceAll("-", "_")

export const nameOfAction = (action: string): string => action.toUpperCase().replaceAll(".", "_")

/** What has no id of its own in the schema. */
const withoutId: readonly TypeName[] = ["TrailSight", "TrailReach", "ReviewAccess"]

function node(at: Looking, id: string): Row | null {
  const row = at.facts.any(id)
  return row && !withoutId.includes(row.__typename) && at.sees(row.__typename, row) ? row : null
}

function caseAccess(at: Looking, asked: Arguments): Page {
  if (!at.reads("CaseAccess")) return at.nothing
  const moment = given(asked["at"]) ? textOfMoment(asked["at"] as string) : null
  const rows = at.accesses.told(at.actor, asked["caseId"] as string, moment).map(
    ({ grant, employee, team }): Row => ({ ...grant, __typename: "CaseAccess", grant_id: grant.id, employee_id: employee, team_id: team, at: moment ?? at.facts.now }), // prettier-ignore
  )
  return pageOf("CaseAccess.SINCE", rows, sides(at, asked))
}

function caseCandidates(at: Looking, asked: Arguments): Page {
  if (!at.reads("CaseCandidate")) return at.nothing
  const dossier = at.accesses.managed(at.actor, asked["caseId"] as string)
  const { text, fit } = (asked["filter"] ?? {}) as Arguments
  const rows = dossier ? candidatesFor(at.rule, dossier) : []
  const found = rows.filter((row) => hasWords(row["name"], text) && equal(fit, row["fit"]))
  return pageOf("CaseCandidate.NEAREST", found, sides(at, asked))
}

function accessLog(at: Looking, asked: Arguments): Page {
  if (!at.reads("LoggedAccess")) return at.nothing
  const rows = at.logs
    .told(at.actor, asked["personId"] as string)
    .filter((line) => between(line["recorded_at"] as string, asked["recordedFrom"], asked["recordedBefore"]))
  return pageOf("LoggedAccess.NEWEST", rows, sides(at, asked))
}

const isBefore = (wanted: unknown, day: string): boolean => !given(wanted) || day < (wanted as string)
/** The register of processing activities, as its versions stand in the repository: by name, and each as if it were a row. */
const described = Object.entries<readonly ActivityVersion[]>(register)
  .sort(([one], [other]) => (one < other ? -1 : 1))
  .flatMap(([name, versions]) =>
    versions.map(({ dutchName, specialGrounds, since, ...version }, nth) => ({
      ...{
        ...version,
        activity: nameOfActivity(name),
        starts_on: since,
        dutch_name: dutchName,
        special_grounds: specialGrounds,
      },
      in_force: versions[nth + 1] === undefined,
    })),
  )

/** The fields of Query. */
export const roots: Readonly<Record<string, Answers>> = {
  viewer: (at) => at.one("Employee", at.actor.id),
  teams: page("Team", "NAME", (row, filter) => row["ended_at"] === null && hasWords(row["name"], filter["text"])),
  employees: page("Employee", "NAME", (row, filter, at) => hasWords(row["name"], filter["text"]) && equal(filter["role"], row["role"]) && equal(filter["active"], row["active"]) && (!given(filter["teamId"]) || belongsNow(at.facts, row.id, filter["teamId"] as string))), // prettier-ignore
  homes: page("Home", "ADDRESS", (row, filter) => equal(filter["postcode"], row["postcode"]) && equal(filter["houseNumber"], row["house_number"])), // prettier-ignore
  persons: page("Person", "SURNAME", (row, filter) => (row["surname"] as string).startsWith((filter["surname"] as string | null | undefined) ?? "") && equal(filter["homeId"], row["home_id"])), // prettier-ignore
  person: (at, { id }) => at.one("Person", id as string),
  cases: (at, asked) => casesOf(at, asked),
  case: (at, { id }) => at.one("Case", id as string),
  caseByReference: (at, { reference }) => at.one("Case", at.facts.by("Case", "reference", reference as string)[0]?.id),
  trailExports: page("TrailExport", "NEWEST"),
  processingActivities: (at) => (at.reads("ProcessingActivity") ? described : null),
  trailEvents: page("TrailEvent", "NEWEST", trailFits),
  trailHeads: page("TrailHead", "NEWEST"),
  settings: page("Setting", "NEWEST"),
  caseAccess,
  caseCandidates,
  accessLog,
  confidentialities: page("Confidentiality", "REVIEW", (row, filter) => open(filter["open"], row["ended_at"]) && isBefore(filter["reviewBefore"], row["review_on"] as string) && equal(filter["caseId"], row["case_id"])), // prettier-ignore
  blocks: page("Block", "NEWEST", (row, filter) => equal(filter["employeeId"], row["employee_id"]) && open(filter["open"], row["valid_until"])), // prettier-ignore
  node: (at, { id }) => node(at, id as string),
  nodes: (at, { ids }) => (ids as string[]).map((id) => node(at, id)),
  notices: page("Notice", "NEWEST", (row, filter) => open(filter["unread"], row["read_at"])),
  reviewItems: (at, asked) =>
    page("ReviewItem", (asked["orderBy"] as string | null | undefined) ?? "NEWEST", reviewFits)(at, asked),
}

/** A page of what hangs under a row. */
export const pageBelow = (
  at: Looking,
  type: TypeName,
  order: string,
  column: string,
  id: string,
  asked: Arguments,
): Page => (at.reads(type) ? narrowed(at, type, at.facts.by(type, column, id), order, asked, () => true) : at.nothing)
