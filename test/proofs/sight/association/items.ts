import type pg from "pg"
import type { Draft, Drawn } from "./draft"
import { insert } from "./insert"

const categories = ["CONTACT", "CONDUCT", "HEALTH", "CRIMINAL", "FINANCIAL", "POLICE"]
const shielded = [...categories, "REPORTER", "REPORTER"]
const roles = ["REPORTER", "COMPLAINANT", "SUBJECT", "INTERESTED", "WITNESS", "PROFESSIONAL", "OTHER"]
const entries = ["NOTE", "CALL", "VISIT", "LETTER", "EMAIL", "MEETING", "DECISION"]

/** What hangs under the cases: of every category, whatever the kind of case. */
export async function addItems(admin: pg.Pool, draft: Draft): Promise<void> {
  const each = (most: number, row: (draft: Draft, dossier: Drawn) => Record<string, unknown>) =>
    draft.cases.flatMap((dossier) => Array.from({ length: draft.random.between(1, most) }, () => row(draft, dossier)))
  await insert(admin, "party", each(5, party))
  await insert(admin, "journal_entry", each(5, entry))
  await insert(admin, "task", each(4, task))
}

const author = ({ random, handlers }: Draft): string => random.pick(handlers).id

function party(draft: Draft, { id }: Drawn): Record<string, unknown> {
  const { random } = draft
  const person = random.chance(0.75) ? random.pick(draft.persons).id : null
  const partyId = random.uuid()
  draft.parties.push({ id: partyId, dossier: id, person })
  return {
    id: partyId,
    case_id: id,
    category: random.pick(shielded),
    role: random.pick(roles),
    name: "Zoals genoemd",
    phone: random.chance(0.5) ? "0600000002" : null,
    email: random.chance(0.3) ? "betrokkene@voorbeeld.nl" : null,
    person_id: person,
    employee_id: person === null && random.chance(0.7) ? random.pick(draft.colleagues).id : null,
    added_by: author(draft),
    added_at: draft.past(100),
  }
}

function entry(draft: Draft, { id }: Drawn): Record<string, unknown> {
  const { random } = draft
  return {
    id: random.uuid(),
    case_id: id,
    type: random.pick(entries),
    category: random.pick(shielded),
    body: "Wat er gezegd is.",
    occurred_on: draft.past(40),
    author_id: author(draft),
    added_at: draft.past(40),
  }
}

function task(draft: Draft, { id }: Drawn): Record<string, unknown> {
  const { random } = draft
  const done = random.chance(0.4)
  return {
    id: random.uuid(),
    case_id: id,
    category: random.pick(categories),
    title: "Wat er te doen is.",
    due_on: draft.day(draft.past(30)),
    assignee_id: random.chance(0.8) ? author(draft) : null,
    added_by: author(draft),
    added_at: draft.past(40),
    completed_at: done ? draft.ago(1) : null,
    completed_by: done ? author(draft) : null,
    version: 1,
  }
}
