import type { ActivityVersion } from "./activities.form"
import { register } from "./activities.register"

export type ActivityName = keyof typeof register

/** What the trail says of an activity beside its name: the version in force. */
export interface Activity extends ActivityVersion {
  /** The grounds in one line, as they stand in the trail. */
  readonly legalBasis: string
}

/** The grounds of a version in one line: those of art. 6, and behind a semicolon those of art. 9 and 10. */
const legalBasisOf = ({ bases, specialGrounds }: ActivityVersion): string =>
  [bases.join(", "), ...(specialGrounds.length ? [specialGrounds.join(", ")] : [])].join("; ")

const inForce = (versions: readonly [ActivityVersion, ...ActivityVersion[]]): Activity => {
  const last = versions.at(-1) ?? versions[0]
  return { ...last, legalBasis: legalBasisOf(last) }
}

/** Of every processing activity the version in force. Every root field names one; the trail keeps name, version, purpose and ground. */
export const activities = Object.fromEntries(
  Object.entries(register).map(([name, versions]) => [name, inForce(versions)]),
) as Readonly<Record<ActivityName, Activity>>

/** What an operator's command changed of who may do what, and of the database itself; and that it looked at all there is. */
export const operatorActions = [
  "employee.enrolled",
  "employee.renamed",
  "employee.subject_changed",
  "employee.role_changed",
  "employee.disabled",
  "employee.enabled",
  "employee.term_changed",
  "employee.ties_changed",
  "team.made",
  "team.renamed",
  "team.merged",
  "team.ended",
  "membership.begun",
  "membership.ended",
  "clearance.given",
  "clearance.ended",
  "database.migrated",
  "house.examined",
] as const
export type OperatorAction = (typeof operatorActions)[number]

/** What a request does, as past facts: a closed list. */
export const trailActions = [
  "case.listed",
  "case.viewed",
  "case.opened",
  "case.updated",
  "case.assigned",
  "candidate.listed",
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
  "session.begun",
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
  "request.refused",
  "register.listed",
  "settings.changed",
  "settings.listed",
  "house.kept",
  ...operatorActions,
] as const

export type TrailActionName = (typeof trailActions)[number]
