import type { Random } from "../sight/random"
import type { Question } from "./heard"

/** What somebody knows who has looked at a list. */
export interface Known {
  readonly id: string
  readonly reference: string
  readonly home: { readonly id: string } | null
}

const shown = "__typename id title status parties { __typename id name role }"

export const list = `{ cases(first: 12, filter: { open: true }) { nodes { ${shown} reference home { id } } } }`

const detail = `query($id: ID!) { case(id: $id) { ${shown} description journal(first: 5) { nodes { body occurredAt } } } }`
const node = `query($id: ID!) { node(id: $id) { __typename id ... on Case { title parties { __typename id name } } } }`
const byReference = `query($reference: String!) { caseByReference(reference: $reference) { ${shown} } }`
const several = `query($id: ID!) { viewer { name } case(id: $id) { ${shown} } cases(first: 3) { totalCount nodes { ${shown} } } }`
const nested = `query($id: ID!) { case(id: $id) { __typename id team { name cases(first: 4) { nodes { ${shown} } } } } }`
const count = `{ cases(filter: { open: true }) { totalCount } }`
const add = `mutation($input: AddJournalEntryInput!) { addJournalEntry(input: $input) {
  entry { id body } case { ${shown} } errors { reason } } }`
const trail = `{ trailEvents(first: 4) { nodes { id sights { field cases { __typename id reference kind } } } } }`

/** One of the ways to look at a case that is known. */
export function look(random: Random, { id, reference }: Known): Question {
  return random.pick([
    { kind: "detail", query: detail, variables: { id } },
    { kind: "node", query: node, variables: { id } },
    { kind: "reference", query: byReference, variables: { reference } },
    { kind: "several", query: several, variables: { id } },
    { kind: "nested", query: nested, variables: { id } },
    { kind: "count", query: count },
  ])
}

export const change = ({ id }: Known, body: string): Question => ({
  kind: "change",
  query: add,
  variables: { input: { caseId: id, type: "NOTE", body } },
})

/** The officer's look at the trail asks again, and so is held open until its second wave. */
export const review: Question = { kind: "trail", query: trail }
