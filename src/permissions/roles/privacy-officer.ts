import type { Sentences } from "../sentences"

/** The privacy officer (functionaris gegevensbescherming) sees that a case is there and who looked at it, not what it says. */
export const privacyOfficer: Sentences = (can) => {
  can("read", ["TrailEvent", "TrailSight", "Team", "Employee", "Membership", "Clearance"])
  can("read", "Case", [
    ...["id", "reference", "kind", "category", "veraType", "veraDetail", "purpose", "legalBasis", "status", "outcome"],
    ...[
      "team",
      "assignee",
      "openedBy",
      "openedAt",
      "finishedAt",
      "closedAt",
      "retainUntil",
      "changedAt",
      "version",
      "access",
    ],
  ])
  can("read", "Grant")
}
