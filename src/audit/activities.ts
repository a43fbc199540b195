/**
 * The register of processing activities (verwerkingsregister, GDPR art. 30), as far as this system carries them out. Every root field
 * names one; the trail keeps its name, version and purpose. A change of purpose is a new version, never an edit.
 */
export interface Activity {
  readonly version: number
  readonly purpose: string
}

export const activities = {
  "case-handling": { version: 1, purpose: "Handling reports of nuisance, fraud, adaptations and safety (P8)" },
  "tenant-registry": { version: 1, purpose: "Finding the home and the persons that a report is about (P5)" },
  "staff-directory": { version: 1, purpose: "Knowing who handles what" },
  "trail-review": { version: 1, purpose: "Supervision of who viewed which case, and why (GDPR art. 39)" },
  "access-control": { version: 1, purpose: "Deciding who can see which case, and showing it (GDPR art. 32)" },
  "emergency-access": { version: 1, purpose: "Helping where life or safety cannot wait (GDPR art. 6-1-d)" },
  "subject-rights": { version: 1, purpose: "Answering those whose data is processed (GDPR art. 15 to 22, P22)" },
  notices: { version: 1, purpose: "Telling an employee what concerns her work" },
  "record-lookup": { version: 1, purpose: "Following a reference to a record" },
} as const satisfies Record<string, Activity>

export type ActivityName = keyof typeof activities

/** What a request does, as past facts: a closed list. */
export const trailActions = [
  "case.listed",
  "case.viewed",
  "case.opened",
  "case.updated",
  "case.assigned",
  "case.moved",
  "case.closed",
  "case.reopened",
  "case.handed_over",
  "case.hand_over_previewed",
  "case.restricted",
  "case.unrestricted",
  "confidentiality.marked",
  "confidentiality.lifted",
  "confidentiality.ended",
  "confidentiality.listed",
  "access.listed",
  "access.granted",
  "access.ended",
  "block.listed",
  "block.declared",
  "block.ended",
  "emergency.asked",
  "review.listed",
  "review.judged",
  "notice.listed",
  "notice.read",
  "session.ended",
  "party.added",
  "journal.added",
  "task.added",
  "task.completed",
  "registry.searched",
  "registry.viewed",
  "staff.listed",
  "staff.viewed",
  "record.viewed",
  "trail.listed",
  "trail.rendered",
  "trail.exported",
  "trail.downloaded",
  "session.denied",
  "house.kept",
] as const

export type TrailActionName = (typeof trailActions)[number]
