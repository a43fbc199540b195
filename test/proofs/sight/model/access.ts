import type { Facts } from "./facts"
import { handles, reaches, supervises } from "./roles"
import type { Rule } from "./rule"
import type { Dossier, Employee, Grant } from "./rows"

/** Somebody for whom a case exists at a moment, by one grant. */
export interface Access {
  readonly grant: Grant
  readonly employee: string
  readonly team: string | null
}

/** Who can see a case at a moment, and who is told so. */
export class Accesses {
  constructor(private readonly rule: Rule) {}

  private get facts(): Facts {
    return this.rule.facts
  }

  /** What the actor is told of a case; nothing unless she manages it or supervises. */
  told(actor: Employee, caseId: string, at: string | null): Access[] {
    const dossier = this.facts.find("Case", caseId)
    if (!dossier || !this.mayKnow(actor, dossier)) return []
    return this.at(dossier, at === null || at > this.facts.now ? this.facts.now : at)
  }

  /** The case, where the actor manages it. */
  managed(actor: Employee, caseId: string): Dossier | undefined {
    const dossier = this.facts.find("Case", caseId)
    return dossier && this.manages(actor, dossier) ? dossier : undefined
  }

  private mayKnow(actor: Employee, dossier: Dossier): boolean {
    if (supervises(actor.role)) return this.rule.left("access-block") || !this.rule.blocks.between(actor, dossier)
    return this.rule.left("access-manages") || this.manages(actor, dossier)
  }

  private manages(actor: Employee, dossier: Dossier): boolean {
    const leads =
      actor.role === "TEAM_LEAD" &&
      !dossier.restricted &&
      !this.rule.left("access-lead") &&
      this.rule.belongsTo(actor, dossier.team_id)
    return this.facts
      .by("Grant", "case_id", dossier.id)
      .some((grant) => (grant.level === 3 || (leads && grant.level === 2)) && this.rule.counts(actor, grant))
  }

  /** Whether the actor is told that somebody sees a case by this grant. */
  tells(actor: Employee, caseId: string, at: string | null, grantId: string, employee: string): boolean {
    const [dossier, grant] = [this.facts.find("Case", caseId), this.facts.find("Grant", grantId)]
    if (!dossier || !grant || !this.mayKnow(actor, dossier)) return false
    return this.seenBy(grant, dossier, at === null || at > this.facts.now ? this.facts.now : at, employee).length > 0
  }

  /** Everybody for whom the case exists at that moment, with each grant. */
  private at(dossier: Dossier, at: string): Access[] {
    return this.facts.by("Grant", "case_id", dossier.id).flatMap((grant) => this.seenBy(grant, dossier, at))
  }

  /** Those who see a case by one grant; of all, or whether it is this one. */
  private seenBy(grant: Grant, dossier: Dossier, at: string, only?: string): Access[] {
    if (!this.rule.left("access-from") && !this.facts.begun(grant, at)) return []
    if (!this.rule.left("access-until") && !this.facts.lasts(grant, at)) return []
    return this.namedBy(grant, at).filter(
      ({ employee, team }) =>
        (only === undefined || employee === only) && this.sees(employee, team, grant, dossier, at),
    )
  }

  private namedBy(grant: Grant, at: string): Access[] {
    const { principal_id: principal } = grant
    if (this.facts.find("Employee", principal)) return [{ grant, employee: principal, team: null }]
    return this.facts
      .by("Membership", "team_id", principal)
      .filter((membership) => this.rule.left("access-member") || this.facts.inForce(membership, at))
      .map((membership) => ({ grant, employee: membership.employee_id, team: principal }))
  }

  private sees(id: string, team: string | null, grant: Grant, dossier: Dossier, at: string): boolean {
    const reached = this.facts
      .termsOf(id)
      .filter(
        (term) => this.facts.inForce(term, at) && (this.rule.left("access-role") || reaches(grant.route, term.role)),
      )
    const counted = team === null || reached.some(({ role }) => handles(role))
    const employee = this.facts.find("Employee", id)
    return (
      reached.length > 0 &&
      counted &&
      employee !== undefined &&
      (grant.route === "EMERGENCY" || this.rule.left("access-clearance") || this.wasCleared(id, dossier.kind, at)) &&
      (team === null || this.rule.left("access-restricted") || !this.wasRestricted(dossier, at)) &&
      (this.rule.left("access-kept") || !this.rule.blocks.between(employee, dossier, at))
    )
  }

  private wasCleared(employee: string, kind: string, at: string): boolean {
    const clearances = this.facts.by("Clearance", "employee_id", employee)
    return clearances.some((clearance) => clearance.kind === kind && this.facts.inForce(clearance, at))
  }

  private wasRestricted({ id }: Dossier, at: string): boolean {
    const restrictions = this.facts.by("Restriction", "case_id", id)
    return restrictions.some((restriction) => this.facts.inForce(restriction, at))
  }
}
