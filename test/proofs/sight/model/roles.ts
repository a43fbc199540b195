/** What the roles may read at all, and by which routes a grant reaches them: written from the rule, as nothing of the product. */
export const handles = (role: string): boolean => role === "CONSULTANT" || role === "TEAM_LEAD"
export const supervises = (role: string): boolean => role === "PRIVACY_OFFICER" || role === "EXTERNAL_AUDITOR"

/** Who looks up homes and persons: who handles cases, and the coordinator for requests of data subjects and conflicts of interest. */
export const looksUp = (role: string): boolean => handles(role) || role === "PRIVACY_COORDINATOR"

const routes: Readonly<Record<string, readonly string[]>> = {
  CONSULTANT: ["ASSIGNMENT", "TEAM", "CUSTODY", "EMERGENCY"],
  TEAM_LEAD: ["ASSIGNMENT", "TEAM", "CUSTODY", "EMERGENCY"],
  PRIVACY_COORDINATOR: ["REQUEST", "BREACH"],
}
export const reaches = (route: string, role: string): boolean => routes[role]?.includes(route) ?? false

const staff = ["Team", "Employee", "Membership", "Clearance"]
const content = [...staff, "Case", "Party", "JournalEntry", "Task", "Grant", "Restriction", "Confidentiality", "Block", "Home", "Person"] // prettier-ignore
const handling = [...content, "CaseAccess", "CaseCandidate", "Notice"]
const supervising = [...staff, "Case", "Grant", "Restriction", "Confidentiality", "CaseAccess", "ReviewItem", "ReviewAccess", "Emergency", "TrailEvent", "TrailSight", "TrailHead", "TrailReach", "Setting", "ProcessingActivity"] // prettier-ignore

const types: Readonly<Record<string, ReadonlySet<string>>> = {
  CONSULTANT: new Set(handling),
  TEAM_LEAD: new Set(handling),
  PRIVACY_COORDINATOR: new Set([...content, "LoggedAccess", "ProcessingActivity"]),
  PRIVACY_OFFICER: new Set([...supervising, "Notice", "LoggedAccess", "TrailExport"]),
  EXTERNAL_AUDITOR: new Set(supervising),
  ADMINISTRATOR: new Set(staff),
}
/** Of which types a role gets rows. */
export const mayRead = (role: string, type: string): boolean => types[role]?.has(type) ?? false

const metadata: Readonly<Record<string, ReadonlySet<string>>> = {
  Case: new Set([
    ...["id", "reference", "kind", "category", "veraType", "veraDetail", "purpose", "legalBasis", "status", "outcome"],
    ...["healthGround", "criminalGround", "team", "assignee", "openedBy", "openedAt", "finishedAt", "closedAt"],
    ...[
      "retentionEndsOn",
      "changedAt",
      "version",
      "restricted",
      "restrictions",
      "restrictionCount",
      "confidentialities",
      "confidentialityCount",
      "access",
      "accessCount",
      "withheld",
    ],
  ]),
  Grant: new Set(["id", "principalId", "level", "route", "startsAt", "endsAt", "grantedBy", "withheld"]),
  Restriction: new Set(["id", "startsAt", "endsAt", "deputy", "restrictedBy", "liftedBy", "withheld"]),
}
/** Who supervises reads of a case and of its restrictions that they are there, and not what they say. */
export const mayReadField = (role: string, type: string, field: string): boolean =>
  !supervises(role) || (metadata[type]?.has(field) ?? true)

/** What is read of an item by whom its category is open to. */
const guarded: Readonly<Record<string, readonly string[]>> = {
  Party: ["name", "phone", "email", "participant"],
  JournalEntry: ["body"],
  Task: ["title"],
}
export const guardedFields = (type: string): readonly string[] => guarded[type] ?? []

/** Which category a clearance for a kind of case opens besides. */
export const openedByKind: Readonly<Record<string, string>> = {
  ADAPTATION: "HEALTH",
  FRAUD: "CRIMINAL",
  SAFETY: "POLICE",
}
export const openToAll = ["CONTACT", "CONDUCT", "FINANCIAL"]
