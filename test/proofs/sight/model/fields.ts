import type { Looking } from "./looking"
import { most } from "./lists"
import { guardedFields, mayReadField, supervises } from "./roles"
import { casesOf, nameOfAction, pageBelow, nameOfActivity } from "./roots"
import type { Item, Row, TypeName } from "./rows"

type Arguments = Readonly<Record<string, any>>
export type Field = (row: Row, at: Looking, asked: Arguments, fields: readonly string[]) => unknown

/** The row that a column leads to. */
const above =
  (type: TypeName, column: string): Field =>
  (row, at) =>
    at.one(type, row[column] as string | null)
const column =
  (name: string): Field =>
  (row) =>
    row[name]
const list =
  (field: string, type: TypeName, by: string, ordering: string): Field =>
  (row, at, asked) =>
    at.below(type, by, row.id, ordering, (asked["first"] as number | null | undefined) ?? most[field] ?? 0)

const term = { startsAt: column("valid_from"), endsAt: column("valid_until") }
const count =
  (type: TypeName, by: string): Field =>
  (row, at) =>
    at.visible(type, at.facts.by(type, by, row.id)).length
const levels = ["VIEW", "CONTRIBUTE", "MANAGE"]
const level: Field = (row) => levels[(row["level"] as number) - 1]
const employees = (...fields: [string, string][]): Record<string, Field> =>
  Object.fromEntries(fields.map(([field, key]) => [field, above("Employee", key)]))

/** What an employee or a team was called at a moment, where it is another name than now. */
const nameThen =
  (type: "Employee" | "Team", key: string, moment: string): Field =>
  (row, at) => {
    const bearer = at.one(type, row[key] as string | null)
    if (!bearer) return null
    const borne = at.facts
      .by("FormerName", type === "Team" ? "team_id" : "employee_id", bearer.id)
      .filter((former) => (former["valid_until"] as string) > (row[moment] as string))
      .sort((one, other) => ((one["valid_until"] as string) < (other["valid_until"] as string) ? -1 : 1))
    const name = borne[0]?.["name"] ?? bearer["name"]
    return name === bearer["name"] ? null : name
  }

const moves: Readonly<Record<string, readonly string[]>> = {
  REPORTED: ["IN_TREATMENT", "CANCELLED"],
  IN_TREATMENT: ["IN_EXECUTION", "FINISHED", "CANCELLED"],
  IN_EXECUTION: ["IN_TREATMENT", "FINISHED", "CANCELLED"],
  FINISHED: ["IN_TREATMENT"],
}

/** The names of the fields that are null because they are withheld: by the role first, by the category of the row then. */
const withheld: Field = (row, at, _asked, fields) => {
  const type = row["__typename"] as string
  const always = fields.filter((field) => !mayReadField(at.actor.role, type, field))
  const guarded = guardedFields(type).length && !at.isReadable(row) ? guardedFields(type) : []
  return [...always, ...guarded.filter((field) => !always.includes(field))]
}

const item = { case: above("Case", "case_id"), withheld }

/** Where a field comes from, where it is not the column of its own name. */
export const fields: Readonly<Record<string, Readonly<Record<string, Field>>>> = {
  Employee: {
    endsAt: column("until"),
    membershipCount: count("Membership", "employee_id"),
    clearanceCount: count("Clearance", "employee_id"),
    memberships: list("Employee.memberships", "Membership", "employee_id", "Membership"),
    clearances: list("Employee.clearances", "Clearance", "employee_id", "Clearance"),
    cases: (row, at, asked) => casesOf(at, asked, "assignee_id", row.id),
  },
  Team: {
    membershipCount: count("Membership", "team_id"),
    memberships: list("Team.memberships", "Membership", "team_id", "Membership"),
    cases: (row, at, asked) => casesOf(at, asked, "team_id", row.id),
    mergedInto: above("Team", "merged_into"),
  },
  Membership: { ...term, ...employees(["employee", "employee_id"]), team: above("Team", "team_id") },
  Clearance: term,
  Home: {
    residentCount: count("Person", "home_id"),
    residents: list("Home.residents", "Person", "home_id", "Home.residents"),
    cases: (row, at, asked) => casesOf(at, asked, "home_id", row.id),
  },
  Person: {
    bornOn: column("birth_date"),
    home: above("Home", "home_id"),
    involvementCount: (row, at) =>
      at
        .visible("Party", at.facts.by("Party", "person_id", row.id))
        .filter((party) => at.rule.isListed(at.actor, party as Item)).length,
    involvements: (row, at, { first }) =>
      at
        .below("Party", "person_id", row.id, "Person.involvements", Number.MAX_SAFE_INTEGER)
        .filter((party) => at.rule.isListed(at.actor, party as Item))
        .slice(0, (first as number | null | undefined) ?? most["Person.involvements"]),
  },
  Case: {
    ...employees(["assignee", "assignee_id"], ["openedBy", "opened_by"]),
    home: above("Home", "home_id"),
    team: above("Team", "team_id"),
    withheld,
    retentionEndsOn: column("retain_until"),
    allowedMoves: (row) => moves[row["status"] as string] ?? [],
    accessCount: count("Grant", "case_id"),
    restrictionCount: count("Restriction", "case_id"),
    confidentialityCount: count("Confidentiality", "case_id"),
    taskCount: count("Task", "case_id"),
    partyCount: count("Party", "case_id"),
    access: list("Case.access", "Grant", "case_id", "Grant"),
    restrictions: list("Case.restrictions", "Restriction", "case_id", "Restriction"),
    confidentialities: list("Case.confidentialities", "Confidentiality", "case_id", "Confidentiality"),
    journal: (row, at, asked) => pageBelow(at, "JournalEntry", "NEWEST", "case_id", row.id, asked),
    tasks: list("Case.tasks", "Task", "case_id", "Task"),
    openTaskCount: (row, at) =>
      at.visible("Task", at.facts.by("Task", "case_id", row.id)).filter((task) => task["completed_at"] === null).length,
    parties: list("Case.parties", "Party", "case_id", "Case.parties"),
  },
  Party: {
    ...item,
    ...employees(["addedBy", "added_by"]),
    participant: (row, at) => at.one("Person", row["person_id"] as string) ?? at.one("Employee", row["employee_id"] as string), // prettier-ignore
  },
  JournalEntry: { ...item, occurredAt: column("occurred_on"), ...employees(["author", "author_id"]) },
  Task: {
    ...item,
    ...employees(["assignee", "assignee_id"], ["addedBy", "added_by"], ["completedBy", "completed_by"]),
  },
  Grant: { ...term, level, withheld, ...employees(["grantedBy", "granted_by"]) },
  Restriction: {
    ...term,
    withheld,
    ...employees(["deputy", "deputy_id"], ["restrictedBy", "restricted_by"], ["liftedBy", "lifted_by"]),
  },
  Confidentiality: {
    startsAt: column("valid_from"),
    case: above("Case", "case_id"),
    ...employees(["markedBy", "marked_by"], ["endedBy", "ended_by"]),
  },
  LoggedAccess: { role: column("actor_role"), activity: (row) => nameOfActivity(row["activity"] as string) },
  CaseAccess: {
    ...term,
    level,
    ...employees(["employee", "employee_id"], ["grantedBy", "granted_by"]),
    // What a colleague wrote is content.
    reason: (row, at) =>
      supervises(at.actor.role) && !["EMERGENCY", "CUSTODY"].includes(row["route"] as string) ? null : row["reason"],
    team: above("Team", "team_id"),
    employeeNameThen: nameThen("Employee", "employee_id", "at"),
    teamNameThen: nameThen("Team", "team_id", "at"),
  },
  CaseCandidate: employees(["employee", "employee_id"]),
  Block: {
    ...term,
    ...employees(["employee", "employee_id"], ["declaredBy", "declared_by"], ["endedBy", "ended_by"]),
    person: above("Person", "person_id"),
    home: above("Home", "home_id"),
  },
  Notice: { ...employees(["about", "about_id"]), case: above("Case", "case_id") },
  ReviewItem: {
    ...employees(["employee", "employee_id"], ["askedBy", "asked_by"], ["judgedBy", "judged_by"]),
    role: column("actor_role"),
    accessCount: (row, at) => at.visible("ReviewAccess", at.facts.by("ReviewAccess", "item_id", row.id)).length,
    accesses: list("ReviewItem.accesses", "ReviewAccess", "item_id", "ReviewAccess"),
    case: above("Case", "case_id"),
    emergency: above("Emergency", "emergency_id"),
  },
  ReviewAccess: { event: above("TrailEvent", "event_id") },
  Emergency: {
    ...employees(["employee", "employee_id"]),
    case: above("Case", "case_id"),
    endsAt: column("valid_until"),
  },
  TrailHead: { leafCount: column("size") },
  TrailExport: { eventCount: column("events") },
  TrailEvent: {
    ...employees(["actor", "actor_id"]),
    actorNameThen: nameThen("Employee", "actor_id", "recorded_at"),
    actions: (row) => (row["actions"] as string[]).map(nameOfAction),
    sightCount: count("TrailSight", "event_id"),
    reachedCount: count("TrailReach", "event_id"),
    settingCount: count("Setting", "event_id"),
    sights: list("TrailEvent.sights", "TrailSight", "event_id", "TrailSight"),
    reached: list("TrailEvent.reached", "TrailReach", "event_id", "TrailReach"),
    settings: list("TrailEvent.settings", "Setting", "event_id", "Setting"),
  },
  TrailSight: {
    action: (row) => nameOfAction(row["action"] as string),
    activity: (row) => nameOfActivity(row["activity"] as string),
    grounds: column("legal_basis"),
    cases: (row, at) => (row["case_ids"] as string[]).flatMap((id) => at.one("Case", id) ?? []),
  },
}
