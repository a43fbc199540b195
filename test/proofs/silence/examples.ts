import type { Variables } from "../../support/house"
import type { Place } from "./places"

/** Whose ids stand in an input that would be valid, were it not for the one id that is asked about. */
export interface Own {
  readonly caseId: string
  readonly taskId: string
  readonly grantId: string
  readonly colleague: string
  readonly person: string
}

/** In the data of the proof everything has been changed once at most. */
const expectedVersion = 1
const reason = "Voor de proef."
const inAMonth = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)

/** For each mutation an input that could be the real thing. A mutation without one fails the proof. */
const inputs: Readonly<Record<string, (own: Own) => Variables>> = {
  endSessions: () => ({}),
  openCase: () => ({ kind: "NUISANCE", title: "Muziek", description: "Te luid.", purpose: "TENANCY", legalBasis: "AGREEMENT" }), // prettier-ignore
  updateCase: ({ caseId }) => ({ caseId, expectedVersion, title: "Muziek in de nacht" }),
  assignCase: ({ caseId, colleague }) => ({ caseId, expectedVersion, assigneeId: colleague }),
  grantAccess: ({ caseId, colleague }) => ({ caseId, employeeId: colleague, level: "VIEW", reason }),
  endAccess: ({ caseId, grantId }) => ({ caseId, grantId, reason }),
  restrictCase: ({ caseId, colleague }) => ({ caseId, expectedVersion, deputyId: colleague, reason }),
  liftRestriction: ({ caseId }) => ({ caseId, expectedVersion, reason }),
  markConfidential: ({ caseId }) => ({ caseId, reason: "LEGAL_CLAIM", reviewOn: inAMonth }),
  liftConfidentiality: ({ caseId }) => ({ caseId }),
  handOver: ({ caseId, colleague }) => ({ caseIds: [caseId], receiverIds: [colleague] }),
  previewHandOver: ({ caseId, colleague }) => ({ caseIds: [caseId], receiverIds: [colleague] }),
  blockAccess: ({ person }) => ({ against: "PERSON", personId: person, reason: "KIN" }),
  endBlock: () => ({}),
  addJournalEntry: ({ caseId }) => ({ caseId, type: "NOTE", body: "Gebeld." }),
  addTask: ({ caseId }) => ({ caseId, title: "Bellen", dueOn: "2027-01-01" }),
  completeTask: ({ taskId }) => ({ taskId, expectedVersion }),
  moveCase: ({ caseId }) => ({ caseId, expectedVersion, to: "IN_TREATMENT" }),
  closeCase: ({ caseId }) => ({ caseId, expectedVersion, outcome: "RESOLVED" }),
  reopenCase: ({ caseId }) => ({ caseId, expectedVersion, reason }),
  addParty: ({ caseId }) => ({ caseId, role: "SUBJECT", name: "Dhr. Verschuren" }),
  markNoticeRead: () => ({}),
  judgeReviewItem: () => ({ judgement: "FINE" }),
}

/** Where another choice of the input has to be made to ask about one of its fields. */
const instead: Readonly<Record<string, Variables>> = {
  "Mutation.handOver.input.employeeId": { caseIds: undefined },
  "Mutation.previewHandOver.input.employeeId": { caseIds: undefined },
  "Mutation.blockAccess.input.homeId": { against: "ADDRESS", personId: undefined },
}

/** What kind of record an argument or a field of an input names. A name that is not here fails the proof. */
const named: Readonly<Record<string, string>> = {
  ...{ caseId: "Case", caseIds: "Case", reference: "Reference", taskId: "Task", grantId: "Grant", blockId: "Block" },
  ...{ homeId: "Home", personId: "Person", teamId: "Team", noticeId: "Notice", itemId: "ReviewItem" },
  ...{ employeeId: "Employee", assigneeId: "Employee", deputyId: "Employee", actorId: "Employee" },
  receiverIds: "Employee",
  // The officer finds nobody by name, and asks about whom she was given the id of.
  ...{ "Query.trailEvents.filter.personId": "File", "Query.accessLog.personId": "File" },
  // The trail refers to parties, and whoever supervises finds them by that and by nothing else.
  "Query.trailEvents.filter.partyId": "PartyReference",
  ...{ "Query.case.id": "Case", "Query.person.id": "Person", "Query.node.id": "Node", "Query.nodes.ids": "Node" },
}

/** What `node` and `nodes` find of what the world hides. */
const nodes = [
  ...["Case", "Party", "JournalEntry", "Task", "Person", "Home", "Team", "Employee", "TrailEvent"],
  ...["Grant", "Restriction", "ReviewItem", "Emergency", "Block", "Notice"],
]

/** The kinds of record that a place takes. @throws for a place of the schema that nobody has told this proof about */
export function takenAt({ key, path }: Place): readonly string[] {
  const name = named[key] ?? named[path.at(-1) ?? ""]
  if (name === undefined) throw new Error(`no example for ${key}: say in ${__filename} what kind of record it names`)
  return name === "Node" ? nodes : [name]
}

/** The variable of a document that names `id` at the place. @throws for a mutation without an example */
export function variableOf({ key, on, field, path, list }: Place, id: string, own: Own): unknown {
  const [, ...inner] = path
  const value = list ? [id] : id
  if (!inner.length) return value
  if (inner.length > 1) throw new Error(`no example for ${key}: its input has levels`)
  if (on === "Mutation" && !inputs[field.name])
    throw new Error(`no example for ${key}: give ${__filename} an input of ${field.name}`)
  const example = on === "Mutation" ? inputs[field.name]?.(own) : {}
  return { ...example, ...instead[key], [inner[0] ?? ""]: value }
}
