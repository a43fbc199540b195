import type { Clause } from "../clauses"
import { Blocks } from "./blocks"
import type { Facts } from "./facts"
import { handles, openToAll, openedByKind, reaches, supervises } from "./roles"
import type { Dossier, Employee, Grant, Item, Row } from "./rows"

/**
 * Who sees what, written from the rule as it was decided and from nothing else. One clause can be left out: where that turns a
 * verdict, the clause alone decides it.
 */
export class Rule {
  readonly blocks: Blocks

  constructor(
    readonly facts: Facts,
    private readonly without?: Clause,
  ) {
    this.blocks = new Blocks(facts, without)
  }

  left(clause: Clause): boolean {
    return this.without === clause
  }

  /** Whether somebody may ask anything. */
  signsIn({ active, until }: Employee): boolean {
    return (this.left("active") || active) && (this.left("employee-until") || until === null || until > this.facts.now)
  }

  /** The teams that the actor belongs to now, where that counts for her role. */
  belongsTo(actor: Employee, team: string): boolean {
    if (!handles(actor.role) && !this.left("member-role")) return false
    return this.facts
      .by("Membership", "employee_id", actor.id)
      .some(
        (membership) =>
          membership.team_id === team &&
          (this.left("member-from") || this.facts.begun(membership)) &&
          (this.left("member-until") || this.facts.lasts(membership)),
      )
  }

  /** Whether a grant counts for the actor: a reason why its case exists for her. */
  counts(actor: Employee, grant: Grant): boolean {
    const dossier = this.facts.find("Case", grant.case_id)
    if (!dossier) return false
    const named = grant.principal_id === actor.id
    return (
      (this.left("from") || this.facts.begun(grant)) &&
      (this.left("until") || this.facts.lasts(grant)) &&
      (this.left("route") || reaches(grant.route, actor.role)) &&
      (this.left("principal") || named || this.belongsTo(actor, grant.principal_id)) &&
      (this.left("clearance") || this.isCleared(actor, dossier.kind) || this.asEmergency(grant)) &&
      (this.left("restricted") || !dossier.restricted || (named && !this.left("personal"))) &&
      (this.left("block") || !this.blocks.between(actor, dossier))
    )
  }

  private asEmergency({ route }: Grant): boolean {
    return route === "EMERGENCY" && !this.left("emergency")
  }

  isCleared(actor: Employee, kind: string): boolean {
    return this.facts
      .by("Clearance", "employee_id", actor.id)
      .some(
        (clearance) =>
          clearance.kind === kind &&
          (this.left("clearance-from") || this.facts.begun(clearance)) &&
          (this.left("clearance-until") || this.facts.lasts(clearance)),
      )
  }

  granted(actor: Employee, caseId: string): boolean {
    return this.facts.by("Grant", "case_id", caseId).some((grant) => this.counts(actor, grant))
  }

  caseExists(actor: Employee, dossier: Dossier): boolean {
    if (supervises(actor.role)) return this.left("officer-block") || !this.blocks.between(actor, dossier)
    return this.left("case-rule") || this.granted(actor, dossier.id)
  }

  /** A party, an entry of the journal or a task. */
  itemExists(actor: Employee, item: Item, type: "Party" | "JournalEntry" | "Task"): boolean {
    if (supervises(actor.role)) return false
    const rules = { Party: "party-rule", JournalEntry: "journal-rule", Task: "task-rule" } as const
    const shields = { Party: "party-shielded", JournalEntry: "journal-shielded", Task: "journal-shielded" } as const
    return (
      (this.left(rules[type]) || this.granted(actor, item.case_id)) &&
      (item.category !== "REPORTER" || this.left(shields[type]) || this.isOpen(actor, "REPORTER"))
    )
  }

  /** Whether the actor may read what an item says: its category is open to her, or she opened its case in an emergency. */
  isReadable(actor: Employee, item: Item): boolean {
    if (this.left("category") && item.category !== "REPORTER") return true
    return this.isOpen(actor, item.category) || this.openedInEmergency(actor, item.case_id)
  }

  isOpen(actor: Employee, category: string): boolean {
    if (openToAll.includes(category)) return true
    return this.facts
      .by("Clearance", "employee_id", actor.id)
      .some(
        (clearance) =>
          (clearance.category ?? openedByKind[clearance.kind ?? ""]) === category &&
          (this.left("category-from") || this.facts.begun(clearance)) &&
          (this.left("category-until") || this.facts.lasts(clearance)),
      )
  }

  private openedInEmergency(actor: Employee, caseId: string): boolean {
    if (this.left("category-emergency")) return false
    return this.facts
      .by("Grant", "case_id", caseId)
      .some(
        (grant) =>
          grant.route === "EMERGENCY" &&
          grant.principal_id === actor.id &&
          (this.left("emergency-from") || this.facts.begun(grant)) &&
          (this.left("emergency-until") || this.facts.lasts(grant)),
      )
  }

  /** Whether a person's part in a case is listed below the person: else the list would tell who is behind a part that is withheld. */
  isListed(actor: Employee, party: Item): boolean {
    return this.left("involvements") || this.isReadable(actor, party)
  }

  /** Whether the actor is kept from a case; what names none is kept from nobody. */
  isKept(actor: Employee, caseId: string | null, clause: Clause): boolean {
    const dossier = this.facts.find("Case", caseId)
    return dossier !== undefined && !this.left(clause) && this.blocks.between(actor, dossier)
  }

  /** Whether the actor knows of somebody's conflict of interest. */
  knowsBlock(actor: Employee, { employee_id: of }: Row): boolean {
    if (supervises(actor.role)) return false
    if (of === actor.id || this.left("block-known")) return true
    if (actor.role === "PRIVACY_COORDINATOR") return !this.left("block-coordinator")
    if (actor.role !== "TEAM_LEAD" || this.left("block-lead")) return false
    return this.facts
      .by("Membership", "employee_id", of as string)
      .some((membership) => this.facts.inForce(membership) && this.belongsTo(actor, membership.team_id))
  }
}
