import type pg from "pg"
import { v7 as uuid } from "uuid"
import { activities } from "../../src/audit/activities"
import { sendGroup } from "../../src/platform/database/group"
import type { Part } from "../../src/platform/database/statements"
import { addEntry, move } from "../documents"
import { type Actor, opening, prepared } from "./asking"

const { version: activityVersion, purpose, legalBasis } = activities["case-handling"]

const begin = { ...prepared("begin"), values: [] }
const commit = { ...prepared("commit"), values: [] }

const lock =
  prepared(`select c.id, c.category, c.status, c.version, (select max(g.level) from case_grant g where g.case_id = c.id) as level
from case_file c where c.id = $1::uuid for no key update of c`)

const columns =
  "event_id, position, field, action, activity, activity_version, purpose, legal_basis, case_ids, party_ids, person_ids, types, categories"
const scoped = "from scope s where s.xact = pg_current_xact_id_if_assigned()"

/** What the verb touched. */
const touched = (field: string, action: string, types: string) =>
  prepared(`insert into trail_sight (${columns}, grant_ids)
select s.event_id, 0, '${field}', '${action}', 'case-handling', ${activityVersion}, '${purpose}', '${legalBasis}', array[$1::uuid], '{}', '{}',
  '${types}', $2::text[], array(select g.id from case_grant g where g.case_id = $1::uuid) ${scoped}`)

/** What the payload shows. */
const shown = (field: string, action: string, types: string, row: string) =>
  prepared(`with shown as materialized (${row}), trail as (
  insert into trail_sight (${columns})
  select (select s.event_id ${scoped}), 1, '${field}', '${action}', 'case-handling', ${activityVersion}, '${purpose}', '${legalBasis}', seen.cases, '{}', '{}',
    '${types}', '{}' from (select array(select case_id from shown) cases) seen
) select j::text from shown`)

const insertEntry =
  prepared(`insert into journal_entry (id, case_id, type, category, body, occurred_on, author_id, added_at)
values ($1::uuid, $2::uuid, $3, $4, $5, $6::timestamptz, $7::uuid, $6::timestamptz)`)
const updateCase =
  prepared(`update case_file set status = $2, finished_at = null, closed_at = null, changed_at = $3::timestamptz, version = $4::int
where id = $1::uuid`)

const add = {
  header: opening({ document: addEntry, action: "journal.added", trail: true }),
  touched: touched("addJournalEntry", "journal.added", "{Case,JournalEntry}"),
  shown: shown("addJournalEntry", "journal.added", "{Employee,JournalEntry}", `select e.case_id, (select row_to_json(z) from (
  select e.id, e.type, e.occurred_on "occurredAt", (select row_to_json(a) from (select a.name from employee a where a.id = e.author_id) a) author) z) j
  from journal_entry e where e.id = $1::uuid`),
} // prettier-ignore

const moved = {
  header: opening({ document: move, action: "case.moved", trail: true }),
  touched: touched("moveCase", "case.moved", "{Case}"),
  shown: shown("moveCase", "case.moved", "{Case}", `select c.id case_id, (select row_to_json(z) from (select c.id, c.status, c.version) z) j
  from case_file c where c.id = $1::uuid`),
} // prettier-ignore

interface Dossier {
  readonly id: string
  readonly category: string
  readonly status: string
  readonly version: number
}

/** Opens the transaction and holds the case: one round trip. */
async function locked(client: pg.ClientBase, header: Part, caseId: string): Promise<Dossier> {
  const rows = await sendGroup(client, [begin, header, { ...lock, values: [caseId] }])
  const [id, category, status, version, level] = rows[2]?.[0] ?? []
  if (!id || !category || !status || Number(level) < 2) throw new Error("not to be changed")
  return { id, category, status, version: Number(version) }
}

/** Writes, reads the payload, and commits: another. */
async function written(client: pg.ClientBase, parts: readonly Part[]): Promise<string> {
  const rows = await sendGroup(client, [...parts, commit])
  return rows[2]?.[0]?.[0] ?? "null"
}

type Variables = Record<string, unknown>

export async function adding(client: pg.ClientBase, actor: Actor, variables: Variables): Promise<string> {
  const { caseId, type, body } = variables["input"] as { caseId: string; type: string; body: string }
  const dossier = await locked(client, add.header(actor), caseId)
  if (dossier.status === "CLOSED" || dossier.status === "CANCELLED") throw new Error("the case has ended")
  const id = uuid()
  const now = new Date().toISOString()
  const entry = await written(client, [
    { ...insertEntry, values: [id, caseId, type, dossier.category, body, now, actor.id] },
    { ...add.touched, values: [caseId, `{${dossier.category}}`] },
    { ...add.shown, values: [id] },
  ])
  return `{"data":{"addJournalEntry":{"entry":${entry},"errors":[]}}}`
}

export async function moving(client: pg.ClientBase, actor: Actor, variables: Variables): Promise<string> {
  const { caseId, expectedVersion, to } = variables["input"] as { caseId: string; expectedVersion: number; to: string }
  const dossier = await locked(client, moved.header(actor), caseId)
  if (dossier.version !== expectedVersion) throw new Error("changed meanwhile")
  const seen = await written(client, [
    { ...updateCase, values: [caseId, to, new Date().toISOString(), String(expectedVersion + 1)] },
    { ...moved.touched, values: [caseId, "{}"] },
    { ...moved.shown, values: [caseId] },
  ])
  return `{"data":{"moveCase":{"case":${seen},"errors":[]}}}`
}
