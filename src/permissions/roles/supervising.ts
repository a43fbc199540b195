import type { Sentences } from "../sentences"

/** What everybody who supervises may read: the trail, and of each case that it is there, without content. */
export const supervising: Sentences = (can) => {
  can("read", ["TrailEvent", "TrailSight", "TrailHead", "TrailReach", "Team", "Employee", "Membership", "Clearance"])
  can("read", "Setting")
  can("read", ["CaseAccess", "ReviewItem", "ReviewAccess", "Emergency", "Confidentiality", "ProcessingActivity"])
  can("read", "Grant", ["id", "principalId", "level", "route", "startsAt", "endsAt", "grantedBy", "withheld"])
  can("read", "Restriction", ["id", "startsAt", "endsAt", "deputy", "restrictedBy", "liftedBy", "withheld"])
  can("read", "Case", [
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
  ])
  can("end", "Session", { own: true })
}
