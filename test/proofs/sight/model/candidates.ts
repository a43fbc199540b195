import type { Facts } from "./facts"
import { handles } from "./roles"
import type { Rule } from "./rule"
import type { Dossier, Employee, Row } from "./rows"

/** A name without capitals, accents and signs, each word behind a space. */
const soughtAs = (name: string): string =>
  ` ${(
    name
      .normalize("NFD")
      .replace(/\p{Mn}/gu, "")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).join(" ")}`

export const hasWords = (name: unknown, asked: unknown): boolean =>
  asked === undefined || asked === null || soughtAs(name as string).includes(soughtAs(asked as string))

export const belongsNow = (facts: Facts, employee: string, team: string): boolean =>
  facts.by("Membership", "employee_id", employee).some((term) => term.team_id === team && facts.inForce(term))

/** Every employee, as whoever manages a case is told of her. */
export function candidatesFor(rule: Rule, dossier: Dossier): Row[] {
  return rule.facts.all("Employee").map((employee): Row => {
    const obstacles = obstaclesOf(rule, employee, dossier)
    const near = belongsNow(rule.facts, employee.id, dossier.team_id)
    return {
      __typename: "CaseCandidate",
      id: employee.id,
      case_id: dossier.id,
      employee_id: employee.id,
      name: employee["name"],
      of_team: near,
      place: `${near ? 0 : 1}${soughtAs(employee["name"] as string)}`,
      fit: !obstacles.length,
      obstacles,
    }
  })
}

function obstaclesOf(rule: Rule, employee: Employee, dossier: Dossier): string[] {
  const { facts } = rule
  const { id, role, active, until } = employee as Employee & { active: boolean; until: string | null }
  const cleared = facts
    .by("Clearance", "employee_id", id)
    .some((one) => one.kind === dossier.kind && facts.inForce(one))
  return [
    ...(!active || (until !== null && until <= facts.now) ? ["INACTIVE"] : []),
    ...(handles(role) ? [] : ["NOT_IN_ROLE"]),
    ...(cleared ? [] : ["NOT_CLEARED"]),
    ...(rule.blocks.between(employee, dossier) ? ["CONFLICT_OF_INTEREST"] : []),
  ]
}
