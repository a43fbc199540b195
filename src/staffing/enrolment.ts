import { CaseKind } from "../cases"
import { lineOf } from "../platform/graphql/texts"
import { StaffError } from "./staff-error"

/** What is said of an employee. What is not said stays as it is; false takes away. */
export interface Enrolment {
  subject: string
  newSubject?: string
  /** Another person than the one who has this name already. */
  newPerson?: boolean
  name?: string
  role?: string
  team?: string[]
  /** Teams to be made, and to belong to. */
  newTeam?: string[]
  /** Of the new teams. */
  district?: string
  teams?: boolean
  cleared?: string[]
  clearances?: boolean
  disabled?: boolean
  enabled?: boolean
  /** Until when she may sign in; an external auditor has an end. */
  until?: string | false
  /** The unit (VHE-nummer) where she lives, and who she is as a tenant, where she told so. */
  livesAt?: string
  home?: boolean
  person?: string | false
}

/** Categories of data that are cleared for by themselves, in whatever kind of case. */
export const clearedCategories = ["HEALTH", "CRIMINAL", "POLICE", "REPORTER"]

/** What somebody can be cleared for. */
export const clearable: readonly string[] = [...Object.values(CaseKind), ...clearedCategories]

export const needsEnd = "--until: an external auditor has an end; say until when."

const longest = 200

/** A text of one line, tidied. @throws StaffError */
export function lineIn(option: string, given: string): string {
  const line = lineOf(given, longest)
  if (line === undefined)
    throw new StaffError(`${option}: blank says nothing; it has to be one line of ${longest} signs at most.`)
  return line
}

/** A subject is the identity provider's: it is taken as it is, or not at all. */
function subjectIn(option: string, given: string): string {
  if (lineOf(given, longest) !== given)
    throw new StaffError(`${option}: a subject is one line without blanks around it, of ${longest} signs at most.`)
  return given
}

const distinct = (option: string, given: readonly string[]): string[] => [
  ...new Set(given.map((each) => lineIn(option, each))),
]

/** With its texts tidied. @throws StaffError where what is said contradicts itself */
export function tidied(enrolment: Enrolment): Enrolment {
  refuseContradiction(enrolment)
  const { subject, newSubject, name, team, newTeam, district } = enrolment
  return {
    ...enrolment,
    subject: subjectIn("--subject", subject),
    ...(newSubject !== undefined && { newSubject: subjectIn("--new-subject", newSubject) }),
    ...(name !== undefined && { name: lineIn("--name", name) }),
    ...(team && { team: distinct("--team", team) }),
    ...(newTeam && { newTeam: distinct("--new-team", newTeam) }),
    ...(district !== undefined && { district: lineIn("--district", district) }),
  }
}

/** What cannot be meant together, whoever it is said of. */
function refuseContradiction(said: Enrolment): void {
  const { disabled, enabled, livesAt, home, district, newTeam, newPerson, newSubject, role, until } = said
  const wrong = {
    "--disabled and --enabled contradict each other.": disabled && enabled,
    "--lives-at and --no-home contradict each other.": livesAt !== undefined && home === false,
    "--new-person and --new-subject contradict each other: a new person has the subject that --subject says.":
      newPerson && newSubject !== undefined,
    "--district is of a new team: say which with --new-team.": district !== undefined && !newTeam?.length,
    [needsEnd]: role === "EXTERNAL_AUDITOR" && until === false,
  }
  const [message] = Object.entries(wrong).find(([, is]) => is) ?? []
  if (message !== undefined) throw new StaffError(message)
}
