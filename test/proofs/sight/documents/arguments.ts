import type { GraphQLField } from "graphql"
import { postcodes, surnames } from "../association/homes"
import type { Random } from "../random"
import { most, usualPage } from "../model/lists"
import type { TypeName } from "../model/rows"
import type { Filling } from "./template"

/** How an argument comes into the text: as a variable of this type, filled so. */
export type Bind = (type: string, filling: Filling) => string

interface Aimed {
  /** The document is about this field: nothing may be cut off. */
  readonly aimed: boolean
  /** What any record by its id is wished to be. */
  readonly toward: TypeName | undefined
}

interface Written {
  readonly text: string
  /** How many rows it can give. */
  readonly rows: number
}

/** The most rows that one path of a document multiplies to: the service refuses what costs too much. */
const mostRows = 120

const usualOrder: Readonly<Record<string, string>> = {
  cases: "Case.NEWEST",
  journal: "JournalEntry.NEWEST",
  teams: "Team.NAME",
  employees: "Employee.NAME",
  homes: "Home.ADDRESS",
  persons: "Person.SURNAME",
  trailEvents: "TrailEvent.NEWEST",
  trailExports: "TrailExport.NEWEST",
  blocks: "Block.NEWEST",
  notices: "Notice.NEWEST",
  reviewItems: "ReviewItem.NEWEST",
  caseAccess: "CaseAccess.SINCE",
  caseCandidates: "CaseCandidate.NEAREST",
  accessLog: "LoggedAccess.NEWEST",
  confidentialities: "Confidentiality.REVIEW",
}
/** The orderings of a list that has a choice of them. */
const caseOrders = ["NEWEST", "OLDEST", "LAST_CHANGED", "REFERENCE"]
const ordersOf = (field: string): readonly string[] => (field === "reviewItems" ? ["NEWEST", "DUE"] : caseOrders)
const orderType = (field: string): string => (field === "reviewItems" ? "ReviewOrder" : "CaseOrder")
const routes = ["ASSIGNMENT", "TEAM", "EMERGENCY", "CUSTODY"]
const kinds = ["NUISANCE", "FRAUD", "ADAPTATION", "SAFETY"]
const reviewKinds = [
  "EMERGENCY",
  "NO_TASK",
  "MANY_CASES",
  "MANY_PERSONS",
  "DENIED_SERIES",
  "SEARCHING_CASES",
  "RANDOM_SAMPLE",
]
const judgements = ["FINE", "ASKED", "INCIDENT"]
const statuses = ["REPORTED", "IN_TREATMENT", "IN_EXECUTION", "FINISHED", "CLOSED", "CANCELLED"]

/** The arguments of a field, drawn at random; a list gives no more rows than fit beside the rows above it. */
export function argumentsFor(
  field: GraphQLField<unknown, unknown>,
  type: string,
  above: number,
  random: Random,
  bind: Bind,
  { aimed, toward }: Aimed,
): Written {
  const names = field.args.map(({ name }) => name)
  if (!names.length) return { text: "", rows: 1 }
  if (!names.includes("first")) return { text: one(field.name, bind, toward), rows: 1 }
  const asked: string[] = []
  const largest = names.includes("after") ? usualPage : (most[`${type}.${field.name}`] ?? usualPage)
  const room = Math.max(1, Math.floor(mostRows / above))
  let rows = largest
  // What it is about must not be cut off.
  if (aimed && names.includes("after")) asked.push(`first: ${(rows = Math.min(60, room))}`)
  else if (largest > room || (!aimed && random.chance(0.7))) {
    rows = Math.min(room, random.chance(0.05) ? 0 : random.between(1, above === 1 ? Math.min(20, largest) : 4))
    const size = random.chance(0.5) ? String(rows) : bind("Int", { is: "size", most: rows })
    asked.push(...sided(field.name, names, size, random, bind))
  } else if (names.includes("orderBy") && random.chance(0.5)) {
    asked.push(`orderBy: ${bind(orderType(field.name), { is: "one of", values: [...ordersOf(field.name), null] })}`)
  }
  const filter = names.includes("filter") ? filterOf(field.name, random, bind, aimed) : ""
  if (filter) asked.push(`filter: ${filter}`)
  if (names.includes("caseId")) asked.push(`caseId: ${bind("ID!", { is: "target", of: "Case" })}`)
  if (names.includes("personId")) asked.push(...ofPerson(random, bind, aimed))
  if (names.includes("at") && !aimed && random.chance(0.5)) asked.push(`at: ${bind("DateTime", { is: "past or now" })}`)
  return { text: asked.length ? `(${asked.join(", ")})` : "", rows: Math.max(1, rows) }
}

/** The log of a person's file, of the trail that was there before: it grows with each look at it. */
const ofPerson = (random: Random, bind: Bind, aimed: boolean): string[] => [
  `personId: ${bind("ID!", { is: "target", of: "Person" })}`,
  `recordedBefore: ${bind("DateTime", { is: "end of the first trail" })}`,
  ...(!aimed && random.chance(0.2) ? [`recordedFrom: ${bind("DateTime", { is: "middle of the first trail" })}`] : []),
]

const found = { node: "Node", nodes: "Node", case: "Case", person: "Person" } as const

const one = (field: string, bind: Bind, toward: TypeName | undefined): string =>
  field === "caseByReference"
    ? `(reference: ${bind("String!", { is: "target reference" })})`
    : field === "nodes"
      ? `(ids: [${bind("ID!", { is: "target", of: toward ?? "Node" })}, ${bind("ID!", { is: "id", of: "Case" })}, ${bind("ID!", { is: "id", of: "Employee" })}])`
      : `(id: ${bind("ID!", { is: "target", of: toward ?? found[field as keyof typeof found] })})`

/** From the start or the end, beyond a cursor or not; where there is a cursor, the ordering it belongs to is fixed. */
function sided(field: string, names: readonly string[], size: string, random: Random, bind: Bind): string[] {
  if (!names.includes("after")) return [`first: ${size}`]
  const order = names.includes("orderBy") && random.chance(0.6) ? random.pick(ordersOf(field)) : undefined
  const type = field === "reviewItems" ? "ReviewItem" : "Case"
  const ordering = order === undefined ? usualOrder[field] : `${type}.${order}`
  const backward = random.chance(0.25)
  const asked = [`${backward ? "last" : "first"}: ${size}`, ...(order === undefined ? [] : [`orderBy: ${order}`])]
  if (ordering !== undefined && random.chance(0.5))
    asked.push(`${backward ? "before" : "after"}: ${bind("String", { is: "cursor", ordering })}`)
  return asked
}

type Options = Readonly<Record<string, () => string>>

/** Filters, by what may be read and by what may not: as an oracle they must tell nothing. */
function filterOf(field: string, random: Random, bind: Bind, aimed: boolean): string {
  const chosen = (options: Options, share: number): string[] =>
    Object.entries(options).flatMap(([name, value]) => (random.chance(share) ? [`${name}: ${value()}`] : []))
  const listed = (values: readonly string[]) => () => `[${random.sample(values, random.between(1, 3)).join(", ")}]`
  const id = (of: "Team" | "Employee" | "Home" | "Case" | "Person") => () => bind("ID", { is: "id", of })
  const truth = () => bind("Boolean", { is: "one of", values: [true, false, null] })
  const words = () => bind("String", { is: "one of", values: ["zoe", "VAN", "é", "el", "Karin", "an", "", null] })
  const moment = () => bind("DateTime", { is: "moment" })
  const braces = (parts: readonly string[]): string => (parts.length ? `{ ${parts.join(", ")} }` : "")
  switch (field) {
    case "homes":
      return braces([
        `postcode: ${bind("String", { is: "one of", values: [...postcodes, "4999ZZ"] })}`,
        ...chosen({ houseNumber: () => `"${random.between(1, 20)}"` }, 0.2),
      ])
    case "persons":
      return braces(
        random.chance(0.5)
          ? [`surname: ${bind("String", { is: "one of", values: [...surnames, "Ba", "Mul", "Bo", "Xx"] })}`]
          : [`homeId: ${bind("ID!", { is: "id", of: "Home" })}`],
      )
    case "trailEvents": {
      // By these the service looks through a short period only.
      const wide = { organisation: () => random.pick(["ASSOCIATION", "AUDITOR"]), role: () => random.pick(["CONSULTANT", "TEAM_LEAD"]), outcome: () => "DONE", action: () => "CASE_VIEWED", activity: () => random.pick(["CASE_HANDLING", "NOTICES"]), route: () => random.pick(routes) } // prettier-ignore
      return braces([
        `recordedBefore: ${bind("DateTime", { is: "end of the first trail" })}`,
        `recordedFrom: ${bind("DateTime", { is: "start of the first trail" })}`,
        ...(!aimed ? chosen({ personId: id("Person") }, 0.2) : []),
        ...(aimed ? [`caseId: ${bind("ID", { is: "target", of: "Case" })}`] : chosen({ caseId: id("Case") }, 0.2)),
        ...chosen({ actorId: id("Employee"), teamId: id("Team"), partyId: () => bind("ID", { is: "party of the first trail" }), ...wide }, aimed ? 0 : 0.12), // prettier-ignore
      ])
    }
    case "teams":
      return braces(chosen({ text: () => bind("String", { is: "one of", values: ["TEAM", "team3", "eam", "", null] }) }, 0.3)) // prettier-ignore
    case "employees":
      return braces(
        chosen({ text: words, teamId: id("Team"), active: truth, role: () => random.pick(["CONSULTANT", "TEAM_LEAD", "ADMINISTRATOR"]) }, 0.2), // prettier-ignore
      )
    case "caseCandidates":
      return braces(aimed ? [] : chosen({ text: words, fit: truth }, 0.3))
    case "notices":
      return braces(chosen({ unread: truth }, 0.3))
    case "blocks":
      return braces(chosen({ employeeId: id("Employee"), open: truth }, 0.3))
    case "confidentialities":
      return braces(
        chosen({ caseId: id("Case"), open: truth, reviewBefore: () => bind("LocalDate", { is: "coming day" }) }, 0.25),
      )
    case "reviewItems":
      return braces(
        chosen({ employeeId: id("Employee"), caseId: id("Case"), open: truth, overdue: truth, kinds: listed(reviewKinds), judgement: () => random.pick(judgements) }, 0.15), // prettier-ignore
      )
    default:
      return random.chance(0.4)
        ? braces(
            chosen({ kinds: listed(kinds), statuses: listed(statuses), open: truth, teamId: id("Team"), assigneeId: id("Employee"), homeId: id("Home"), openedFrom: moment, openedBefore: moment }, 0.2), // prettier-ignore
          )
        : ""
  }
}
