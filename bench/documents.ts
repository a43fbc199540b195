import { parse } from "graphql"
import { hashOf as hashOfDocument } from "../src/api/documents"

export const list = `query BenchList($team: ID!) {
  cases(filter: { teamId: $team, open: true }, first: 25) {
    nodes { id reference title kind status openedAt team { name } openTaskCount parties(first: 3) { id role name } }
  }
}`

export const detail = `query BenchDetail($id: ID!) {
  case(id: $id) {
    id reference title description kind status openedAt
    team { name }
    parties { id role name phone }
    journal(first: 20) { nodes { id type body occurredAt author { name } } }
    tasks { id title dueOn completedAt }
  }
}`

export const addEntry = `mutation BenchAdd($input: AddJournalEntryInput!) {
  addJournalEntry(input: $input) { entry { id type occurredAt author { name } } errors { reason } }
}`

export const move = `mutation BenchMove($input: MoveCaseInput!) {
  moveCase(input: $input) { case { id status version } errors { reason } }
}`

/** As the trail names a document. */
export const hashOf = (document: string): string => hashOfDocument(parse(document))
