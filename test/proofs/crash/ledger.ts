import { grouped } from "../../../src/records/grouping"
import type { Database } from "./database"
import type { Heard } from "./heard"
import { databaseName } from "./world"

/** What somebody heard that the trail does not vouch for. */
export interface Lost {
  readonly trace: string
  readonly kind: string
  readonly missing: string
}

interface Line {
  readonly trace: string
  readonly cases: readonly string[] | null
  readonly parties: readonly string[] | null
}

/** What is committed of these questions, by their traces. */
const lines = `
  select e.trace_id as trace, s.case_ids as cases, s.party_ids as parties
  from trail_event e left join trail_sight s on s.event_id = e.id and s.recorded_at = e.recorded_at
  where e.trace_id = any ($1) and e.outcome in ('DONE', 'REFUSED')`

/**
 * Holds what was heard against the trail: each answer has its event there, which names whatever case and party the answer showed; so does
 * whatever came of an answer that was cut off. What a change says it wrote is there.
 */
export async function lostOf(database: Database, heard: readonly Heard[]): Promise<Lost[]> {
  const traces = heard.map(({ trace }) => trace)
  const written = heard.flatMap((each) => each.written ?? [])
  const found = grouped(await database.rows<Line>(databaseName, lines, [traces]), ({ trace }) => trace)
  const kept = await database.rows<{ id: string }>(databaseName, "select id from journal_entry where id = any ($1)", [written]) // prettier-ignore
  const there = new Set(kept.map(({ id }) => id))
  return heard.flatMap((each) => {
    const missing = missingOf(each, found.get(each.trace), there)
    return missing === undefined ? [] : [{ trace: each.trace, kind: each.kind, missing }]
  })
}

function missingOf(
  { answered, written, cases, parties }: Heard,
  found: readonly Line[] | undefined,
  there: ReadonlySet<string>,
): string | undefined {
  if (!found) return answered || cases.length || parties.length ? "the event" : undefined
  const seen = new Set(found.flatMap((line) => [...(line.cases ?? []), ...(line.parties ?? [])]))
  if (cases.some((id) => !seen.has(id))) return "a case in its lines"
  if (parties.some((id) => !seen.has(id))) return "a party in its lines"
  return written !== undefined && !there.has(written) ? "what it wrote" : undefined
}
