/** The grounds of GDPR art. 6-1 on which the association processes at all (P11), and life itself (6-1-d), for emergencies alone. */
type Basis = "6-1-a" | "6-1-b" | "6-1-c" | "6-1-d" | "6-1-f"

/** What lets special data (art. 9-2) and data on offences (art. 10) be processed besides. The case names which of them it rests on. */
type SpecialGround = "9-2-a" | "9-2-c" | "9-2-f" | "9-2-h" | "10"

/** Categories of data: those of the items of a case, that of colleagues, and that of the trail itself. */
export const caseData = ["CONTACT", "CONDUCT", "HEALTH", "CRIMINAL", "FINANCIAL", "REPORTER", "POLICE"] as const
type DataClass = (typeof caseData)[number] | "EMPLOYEE" | "ACCESS_LOG"

type DataSubject = "TENANT" | "HOUSEHOLD_MEMBER" | "NEIGHBOUR" | "REPORTER" | "WITNESS" | "EMPLOYEE" | "PROFESSIONAL"

/** Who gets the data by this system: roles inside the association. Nobody outside it, as long as there are no covenants. */
type Recipient =
  "CASE_HANDLERS" | "PRIVACY_OFFICER" | "PRIVACY_COORDINATOR" | "EXTERNAL_AUDITOR" | "ADMINISTRATOR" | "EVERY_EMPLOYEE"

/**
 * One version of a processing activity, described as GDPR art. 30-1 asks. What was published is never edited: the trail names
 * activity and version, and five years later it must still say what was said then.
 */
export interface ActivityVersion {
  readonly version: number
  /** The day from which it describes what is done. */
  readonly since: string
  /** As it stands in the association's own register (verwerkingsregister). */
  readonly dutchName: string
  readonly purpose: string
  readonly bases: readonly Basis[]
  readonly specialGrounds: readonly SpecialGround[]
  readonly data: readonly DataClass[]
  readonly subjects: readonly DataSubject[]
  readonly recipients: readonly Recipient[]
  readonly term: string
  /** The promises of the privacy statement that it rests on, by number. */
  readonly promises: readonly string[]
  /** The paragraphs of the privacy statement that say so; empty for what concerns employees alone. */
  readonly paragraphs: readonly string[]
}
