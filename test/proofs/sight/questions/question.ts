import type { Clause } from "../clauses"
import { Accesses } from "../model/access"
import { AccessLogs } from "../model/access-log"
import { isVisible, rowExists } from "../model/existence"
import { mayRead, supervises } from "../model/roles"
import type { Rule } from "../model/rule"
import type { Employee, Row, TypeName } from "../model/rows"

/** One comparison: whether one actor gets one record, or what it says. */
export type Question = { readonly actor: string } & (
  | { readonly is: "record"; readonly type: TypeName; readonly id: string }
  /** What an item says. */
  | { readonly is: "content"; readonly type: "Party" | "JournalEntry" | "Task"; readonly id: string }
  /** A person's part in a case, below the person. */
  | { readonly is: "listed"; readonly person: string; readonly id: string }
  /** Whether she is told that somebody sees a case by a grant. */
  | { readonly is: "access"; readonly id: string; readonly at: string | null; readonly grant: string; readonly employee: string } // prettier-ignore
  /** An event, found in the trail by a case. */
  | { readonly is: "about"; readonly id: string; readonly event: string }
  /** That an event did something with a case of a person, as she may be told. */
  | { readonly is: "logged"; readonly person: string; readonly id: string; readonly event: string }
  /** The record of a type, asked without a line in the trail. */
  | { readonly is: "unopened"; readonly type: TypeName; readonly id: string }
)

/** By the service, or by a statement of a serving role of the database: the service knows besides what a role reads at all. */
export type Way = "service" | "database"

export function verdictOf(rule: Rule, question: Question, way: Way): boolean {
  const { facts } = rule
  const actor = facts.find("Employee", question.actor)
  if (!actor || !rule.signsIn(actor)) return false
  switch (question.is) {
    case "record": {
      const row = facts.find(question.type, question.id)
      return row !== undefined && (way === "service" ? isVisible : rowExists)(rule, actor, question.type, row)
    }
    case "content": {
      const item = facts.find(question.type, question.id)
      return item !== undefined && isVisible(rule, actor, question.type, item) && rule.isReadable(actor, item)
    }
    case "listed":
      return isListed(rule, actor, question.person, question.id)
    case "access":
      return (
        mayRead(actor.role, "CaseAccess") &&
        new Accesses(rule).tells(actor, question.id, question.at, question.grant, question.employee)
      )
    case "about": {
      const sights = facts.by("TrailSight", "event_id", question.event)
      return (
        supervises(actor.role) &&
        sights.some(({ case_ids: cases }) => cases.includes(question.id)) &&
        isVisible(rule, actor, "TrailEvent", facts.find("TrailEvent", question.event) as Row)
      )
    }
    case "logged":
      return (
        mayRead(actor.role, "LoggedAccess") &&
        new AccessLogs(rule).tells(actor, question.person, question.event, question.id)
      )
    case "unopened":
      return rule.left("header")
  }
}

function isListed(rule: Rule, actor: Employee, personId: string, id: string): boolean {
  const person = rule.facts.find("Person", personId)
  const party = rule.facts.find("Party", id)
  if (!person || !party) return false
  return isVisible(rule, actor, "Person", person) && isVisible(rule, actor, "Party", party) && rule.isListed(actor, party) // prettier-ignore
}

const ofBlocks: Clause[] = ["block-person", "block-address", "block-household", "block-resident", "block-ended"]
const ofTeams: Clause[] = ["member-from", "member-until", "member-role"]
const ofGrants: Clause[] = [...ofTeams, ...ofBlocks, "principal", "route", "from", "until", "clearance", "clearance-from", "clearance-until", "emergency", "restricted", "personal", "block"] // prettier-ignore
const ofCategories: Clause[] = ["category", "category-from", "category-until", "category-emergency", "emergency-from", "emergency-until"] // prettier-ignore
const ofAccess: Clause[] = ["access-from", "access-until", "access-member", "access-role", "access-clearance", "access-restricted", "access-kept"] // prettier-ignore
const ofLogs: Clause[] = ["log-request", "log-block", "log-confidential", "log-shielded", "log-since", "log-reporter", "log-asked"] // prettier-ignore
const ofItems = { Party: ["party-rule", "party-shielded"], JournalEntry: ["journal-rule", "journal-shielded"], Task: ["task-rule"] } as const // prettier-ignore

const ofRecords: Partial<Record<TypeName, readonly [handled: Clause[], supervised: Clause[]]>> = {
  Case: [
    ["case-rule", ...ofGrants],
    ["officer-block", ...ofBlocks],
  ],
  Grant: [ofGrants, ["officer-grant-block", ...ofBlocks]],
  Restriction: [
    ["restriction-rule", ...ofGrants],
    ["officer-restriction-block", ...ofBlocks],
  ],
  Confidentiality: [
    ["confidentiality-rule", ...ofGrants],
    ["officer-confidentiality-block", ...ofBlocks],
  ],
  Party: [[...ofItems.Party, ...ofGrants, "category-from", "category-until"], []],
  JournalEntry: [[...ofItems.JournalEntry, ...ofGrants, "category-from", "category-until"], []],
  Task: [[...ofItems.Task, ...ofGrants], []],
  Block: [["block-known", "block-coordinator", "block-lead", "member-from", "member-until"], []],
  Notice: [
    ["notice-own", "notice-block", ...ofBlocks],
    ["notice-own", "notice-block", ...ofBlocks],
  ],
  Clearance: [["clearance-own"], ["clearance-own"]],
  Home: [["home-handlers"], []],
  Person: [["person-handlers"], []],
  Emergency: [[], ["officer-emergency-block", ...ofBlocks]],
  ReviewItem: [[], ["review-block", ...ofBlocks]],
  ReviewAccess: [[], ["review-access-block", ...ofBlocks]],
  TrailEvent: [[], ["event-block", ...ofBlocks]],
  TrailSight: [[], ["sight-block", ...ofBlocks]],
  TrailExport: [[], ["export-own"]],
  TrailReach: [[], ["reach-block", ...ofBlocks]],
}

/** The clauses that a question can hang on; the others cannot turn it. */
export function clausesOf(question: Question, role: string): readonly Clause[] {
  const staff: Clause[] = ["active", "employee-until"]
  const record = (type: TypeName): Clause[] => ofRecords[type]?.[supervises(role) ? 1 : 0] ?? []
  switch (question.is) {
    case "record":
      return [...staff, ...record(question.type)]
    case "content":
      return [...staff, ...record(question.type), ...ofCategories]
    case "listed":
      return [...staff, ...record("Party"), ...ofCategories, "involvements", "person-handlers"]
    case "access":
      return [...staff, ...ofAccess, ...ofBlocks, ...ofTeams, "access-manages", "access-lead", "access-block"]
    case "about":
      return [...staff, "event-block", ...ofBlocks]
    case "logged":
      return [...staff, ...ofLogs, ...ofBlocks]
    case "unopened":
      return ["header"]
  }
}
