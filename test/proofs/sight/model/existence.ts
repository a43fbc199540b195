import { looksUp, mayRead, supervises } from "./roles"
import type { Rule } from "./rule"
import type { Employee, Row, TypeName } from "./rows"

type Exists = (rule: Rule, actor: Employee, row: any) => boolean

const always: Exists = () => true
const supervised =
  (clause: "officer-emergency-block" | "review-block" | "review-access-block" | "reach-block"): Exists =>
  (rule, actor, row) =>
    supervises(actor.role) && !rule.isKept(actor, row.case_id, clause)

const sawKept = (rule: Rule, actor: Employee, { id }: Row): boolean => {
  const sights = rule.facts.by("TrailSight", "event_id", id)
  const kept = ({ case_ids: cases }: Row): boolean =>
    (cases as string[]).some((caseId) => rule.isKept(actor, caseId, "event-block"))
  return sights.some(kept)
}

/** Of each type, whether a row exists for somebody, as the database must say to whoever asks it by whatever statement. */
const rows: Readonly<Record<TypeName, Exists>> = {
  Employee: always,
  Team: always,
  FormerName: always,
  Membership: always,
  Clearance: (rule, actor, row) => rule.left("clearance-own") || row.employee_id === actor.id,
  Home: (rule, actor) => !supervises(actor.role) && (rule.left("home-handlers") || looksUp(actor.role)),
  Person: (rule, actor) => !supervises(actor.role) && (rule.left("person-handlers") || looksUp(actor.role)),
  Case: (rule, actor, row) => rule.caseExists(actor, row),
  Party: (rule, actor, row) => rule.itemExists(actor, row, "Party"),
  JournalEntry: (rule, actor, row) => rule.itemExists(actor, row, "JournalEntry"),
  Task: (rule, actor, row) => rule.itemExists(actor, row, "Task"),
  Grant: (rule, actor, row) =>
    supervises(actor.role) ? !rule.isKept(actor, row.case_id, "officer-grant-block") : rule.counts(actor, row),
  Restriction: (rule, actor, row) =>
    supervises(actor.role)
      ? !rule.isKept(actor, row.case_id, "officer-restriction-block")
      : rule.left("restriction-rule") || rule.granted(actor, row.case_id),
  Confidentiality: (rule, actor, row) =>
    supervises(actor.role)
      ? !rule.isKept(actor, row.case_id, "officer-confidentiality-block")
      : rule.left("confidentiality-rule") || rule.granted(actor, row.case_id),
  Block: (rule, actor, row) => rule.knowsBlock(actor, row),
  Notice: (rule, actor, row) =>
    (rule.left("notice-own") || row.employee_id === actor.id) && !rule.isKept(actor, row.case_id, "notice-block"),
  Emergency: supervised("officer-emergency-block"),
  ReviewItem: supervised("review-block"),
  ReviewAccess: supervised("review-access-block"),
  // A line without the sight that is hidden would tell that such cases are worked on.
  TrailEvent: (rule, actor, row) => supervises(actor.role) && (rule.left("event-block") || !sawKept(rule, actor, row)),
  TrailHead: (_, actor) => supervises(actor.role),
  Setting: (_, actor) => supervises(actor.role),
  TrailExport: (rule, actor, row) => rule.left("export-own") || row.employee_id === actor.id,
  TrailReach: supervised("reach-block"),
  TrailSight: (rule, actor, row) =>
    supervises(actor.role) && (row.case_ids as string[]).every((caseId) => !rule.isKept(actor, caseId, "sight-block")),
}

export const rowExists = (rule: Rule, actor: Employee, type: TypeName, row: Row): boolean =>
  rows[type](rule, actor, row)

/** The same through the service, which knows besides what a role reads at all. */
export const isVisible = (rule: Rule, actor: Employee, type: TypeName, row: Row): boolean =>
  mayRead(actor.role, type) && rowExists(rule, actor, type, row)
