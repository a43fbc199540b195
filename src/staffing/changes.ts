import type { TrailActionName } from "../audit/activities"
import type { Account } from "./account"

/** What is told of an employee, and what the trail says where it is another than before. */
interface Fact {
  readonly label: string
  readonly of: (account: Account) => string
  readonly actions: (before: Account, after: Account) => readonly TrailActionName[]
}

const momentOf = (moment: Date | null): string => moment?.toISOString().replace(".000Z", "Z") ?? ""

const one = (label: string, of: Fact["of"], action: TrailActionName): Fact => ({ label, of, actions: () => [action] })

const several = (
  label: string,
  of: (account: Account) => readonly string[],
  ended: TrailActionName,
  begun: TrailActionName,
): Fact => ({
  label,
  of: (account) => of(account).join(", "),
  actions: (before, after) => [
    ...(without(of(before), of(after)).length ? [ended] : []),
    ...(without(of(after), of(before)).length ? [begun] : []),
  ],
})

const without = (some: readonly string[], others: readonly string[]): string[] =>
  some.filter((each) => !others.includes(each))

const facts: readonly Fact[] = [
  // Whoever has the old one is nobody any more.
  {
    label: "subject",
    of: ({ subject }) => subject,
    actions: () => ["employee.subject_changed", "session.ended"],
  },
  one("name", ({ name }) => name, "employee.renamed"),
  one("role", ({ role }) => role, "employee.role_changed"),
  {
    label: "may sign in",
    of: ({ active }) => (active ? "yes" : "no"),
    actions: (_before, { active }) => [active ? "employee.enabled" : "employee.disabled"],
  },
  one("until", ({ until }) => momentOf(until), "employee.term_changed"),
  one("lives at", ({ livesAt }) => livesAt ?? "", "employee.ties_changed"),
  one("person", ({ person }) => person ?? "", "employee.ties_changed"),
  several("teams", ({ teams }) => teams, "membership.ended", "membership.begun"),
  several("cleared for", ({ clearances }) => clearances, "clearance.ended", "clearance.given"),
]

const told = (value: string): string => value || "none"

/** All that is known, a line each. */
export const linesOf = (account: Account): string[] => facts.map(({ label, of }) => `${label}: ${told(of(account))}`)

/** What became another, a line each: before → after. Of somebody new, what she has. */
export function changedLines(before: Account | undefined, after: Account): string[] {
  if (before)
    return differing(before, after).map(({ label, of }) => `${label}: ${told(of(before))} → ${told(of(after))}`)
  const known = facts.filter(({ of }) => of(after) !== "")
  return [`enrolled ${after.id}`, ...known.map(({ label, of }) => `${label}: ${of(after)}`)]
}

/** The same for the trail: what sort of thing was changed, and no value. */
export function changedActions(before: Account | undefined, after: Account): TrailActionName[] {
  if (before) return [...new Set(differing(before, after).flatMap(({ actions }) => actions(before, after)))]
  const { teams, clearances } = after
  return [
    "employee.enrolled",
    ...(teams.length ? (["membership.begun"] as const) : []),
    ...(clearances.length ? (["clearance.given"] as const) : []),
  ]
}

const differing = (before: Account, after: Account): Fact[] => facts.filter(({ of }) => of(before) !== of(after))
