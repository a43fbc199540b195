import { randomUUID } from "node:crypto"
import type { Variables } from "../../support/house"
import type { Staged } from "./stage"

/** Why nothing was changed. */
interface Refused {
  readonly reason: string
  readonly path: readonly string[] | null
}

/** How a mutation is tried so that it goes as far as it may and changes nothing: its last check fails. */
export interface Verb {
  readonly name: string
  readonly mutation: string
  readonly input: (staged: Staged) => Variables
  /** What the last check says, which nobody hears who is not allowed. */
  readonly allowed: readonly string[]
  /** What is said to somebody who might, in another state of the case. */
  readonly untimely?: readonly string[]
}

const nobody = randomUUID()
const reason = "Voor de matrix."
const stale = 1_000_000
const at = ({ id, version }: Staged): Variables => ({ caseId: id, expectedVersion: version })
/** Where the change itself would be possible, the version is not that of the case. */
const staleIn = (state: Staged["state"], staged: Staged): Variables => ({
  ...at(staged),
  ...(staged.state === state && { expectedVersion: stale }),
})
const ended = ["CASE_ENDED caseId"]

/** Every mutation of the schema that names a case, or something in one. */
export const verbs: readonly Verb[] = [
  { name: "update", mutation: "updateCase", input: (staged) => ({ ...at(staged), homeId: nobody }), allowed: ["ABSENT homeId"], untimely: ended },
  { name: "move", mutation: "moveCase", input: (staged) => ({ ...at(staged), to: "CANCELLED" }),
    allowed: ["REQUIRED reason", "NOT_ALLOWED to"], untimely: ["ILLEGAL_TRANSITION to"] },
  { name: "cancel", mutation: "moveCase", input: (staged) => ({ ...at(staged), to: "CANCELLED" }),
    allowed: ["REQUIRED reason"], untimely: ["ILLEGAL_TRANSITION to"] },
  { name: "close", mutation: "closeCase", input: (staged) => ({ ...at(staged), outcome: "RESOLVED" }),
    allowed: ["TASK_OPEN caseId"], untimely: ["ILLEGAL_TRANSITION caseId"] },
  { name: "reopen", mutation: "reopenCase", input: (staged) => ({ ...staleIn("closed", staged), reason }),
    allowed: ["VERSION_CHANGED expectedVersion"], untimely: ["ILLEGAL_TRANSITION caseId"] },
  { name: "assign", mutation: "assignCase", input: (staged) => ({ ...at(staged), assigneeId: nobody }),
    allowed: ["ASSIGNEE_UNFIT assigneeId"], untimely: ended },
  { name: "hand over", mutation: "handOver", input: ({ id }) => ({ caseIds: [id], receiverIds: [nobody] }),
    allowed: ["NOBODY_FITS receiverIds"], untimely: ["CASE_ENDED caseIds"] },
  { name: "preview a hand-over", mutation: "previewHandOver", input: ({ id }) => ({ caseIds: [id], receiverIds: [nobody] }), allowed: [""],
    untimely: ["CASE_ENDED caseIds"] },
  { name: "restrict", mutation: "restrictCase", input: (staged) => ({ ...at(staged), deputyId: nobody, reason }),
    allowed: ["EMPLOYEE_UNFIT deputyId"], untimely: ["ALREADY_RESTRICTED caseId"] },
  { name: "lift the restriction", mutation: "liftRestriction", input: (staged) => ({ ...staleIn("restricted", staged), reason }),
    allowed: ["VERSION_CHANGED expectedVersion"], untimely: ["NOT_RESTRICTED caseId"] },
  { name: "mark as confidential", mutation: "markConfidential", input: ({ id }) => ({ caseId: id, reason: "LEGAL_CLAIM", reviewOn: "2020-01-01" }),
    allowed: ["OUT_OF_RANGE reviewOn"] },
  { name: "lift the confidentiality", mutation: "liftConfidentiality", input: ({ id }) => ({ caseId: id }), allowed: ["NOT_CONFIDENTIAL caseId"] },
  { name: "name somebody to view", mutation: "grantAccess", input: ({ id }) => ({ caseId: id, employeeId: nobody, level: "VIEW", reason }),
    allowed: ["EMPLOYEE_UNFIT employeeId"] },
  { name: "name a manager", mutation: "grantAccess", input: ({ id }) => ({ caseId: id, employeeId: nobody, level: "MANAGE", reason }),
    allowed: ["EMPLOYEE_UNFIT employeeId"] },
  { name: "end access", mutation: "endAccess", input: ({ id }) => ({ caseId: id, grantId: nobody, reason }), allowed: ["ABSENT grantId"] },
  { name: "add a party", mutation: "addParty", input: ({ id }) => ({ caseId: id, role: "OTHER", name: "A. Bakker", personId: nobody }),
    allowed: ["ABSENT personId"], untimely: ended },
  // A category that the case has no ground for.
  { name: "write in the journal", mutation: "addJournalEntry",
    input: ({ id, kind }) => ({ caseId: id, type: "NOTE", body: "Gebeld.", category: kind === "FRAUD" ? "HEALTH" : "CRIMINAL" }),
    allowed: ["GROUND_NEEDED category"], untimely: ended },
  { name: "add a task", mutation: "addTask", input: ({ id }) => ({ caseId: id, title: "Bellen", dueOn: "2030-01-01", assigneeId: nobody }),
    allowed: ["ABSENT assigneeId"], untimely: ended },
  { name: "complete a task", mutation: "completeTask", input: ({ task }) => ({ taskId: task, expectedVersion: stale }),
    allowed: ["VERSION_CHANGED expectedVersion"], untimely: ["CASE_ENDED taskId"] },
] // prettier-ignore

/** What is said to somebody who may not; and to somebody for whom there is nothing. */
const refusals = ["NOT_ALLOWED", "BEYOND_OWN_LEVEL level", "KIND_NOT_CLEARED kind", "TEAM_NOT_OWN teamId"]
const refused = (said: string): boolean => refusals.includes(said) || said.startsWith("NOT_ALLOWED ")
const absences = ["ABSENT caseId", "ABSENT taskId", "ABSENT caseIds"]

const saidIn = ({ reason, path }: Refused): string => [reason, ...(path ?? []).slice(1)].join(" ")

/** What an answer tells of a right; what was not foreseen stands in the matrix as it was said. */
export function rightOf(
  { allowed, untimely = [] }: Pick<Verb, "allowed" | "untimely">,
  errors: readonly Refused[],
): string {
  const said = errors.map(saidIn).join(", ")
  if (allowed.includes(said)) return "yes"
  if (untimely.includes(said)) return "later"
  if (refused(said)) return "no"
  return absences.includes(said) ? "–" : `? ${said}`
}
