import { randomInt, randomUUID } from "node:crypto"
import type { Answer, Colleague, House, Variables } from "../support/house"

/** What the trail says of one root field, with its ids in order. */
export interface Sight {
  readonly field: string
  readonly position: number
  readonly transaction: string
  readonly cases: string[]
  readonly parties: string[]
  readonly persons: string[]
  readonly types: string[]
  readonly categories: string[]
  readonly grants: string[]
}

export interface TrailEvent {
  readonly id: string
  readonly outcome: string
  readonly reason: string | null
  readonly actions: string[]
  readonly operation: string | null
  readonly sights: Sight[]
}

/** Everything that the trail holds of a colleague, oldest first. */
export async function trailOf(house: House, { id }: Colleague): Promise<TrailEvent[]> {
  return await house.rows<TrailEvent & Record<string, any>>(
    `select e.id, e.outcome, e.reason, e.actions, e.operation_name as operation, coalesce((
       select json_agg(json_build_object('field', s.field, 'position', s.position, 'transaction', s.xmin::text,
         'cases', array(select unnest(s.case_ids) x order by x), 'parties', array(select unnest(s.party_ids) x order by x),
         'persons', array(select p.id from person p where p.trail_reference = any (s.person_ids) order by p.id), 'types', s.types,
         'categories', array(select unnest(s.categories) x order by x),
         'grants', array(select distinct g from grants_behind(e.actor_id, e.actor_role, e.recorded_at, s.case_ids) b cross join unnest(b.grant_ids) g order by g)) order by s.position)
       from trail_sight s where s.event_id = e.id), '[]') as sights
     from trail_event e where e.actor_id = $1 order by e.recorded_at, e.id`,
    [id],
  )
}

/** The answer to a question and the one event that it left. Fails when there is any error, or not exactly one event. */
export async function watched(
  house: House,
  colleague: Colleague,
  document: string,
  variables?: Variables,
): Promise<{ data: any; event: TrailEvent; sight: Sight }> {
  const known = (await trailOf(house, colleague)).length
  const data = await colleague.get(document, variables)
  const added = (await trailOf(house, colleague)).slice(known)
  expect(added).toHaveLength(1)
  const [event] = added
  return { data, event: event as TrailEvent, sight: event?.sights[0] as Sight }
}

/** The ids of all records of a type in an answer; its document asks `__typename id` of each. */
export function shown(data: unknown, type: string): string[] {
  const found = new Set<string>()
  const look = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(look)
    else if (value !== null && typeof value === "object") {
      const row = value as { __typename?: string; id?: string }
      if (row.__typename === type && row.id !== undefined) found.add(row.id)
      Object.values(value).forEach(look)
    }
  }
  look(data)
  return sorted(found)
}

export const sorted = (ids: Iterable<string>): string[] => [...ids].sort()

const together = (event: TrailEvent, of: "cases" | "parties" | "persons"): string[] =>
  sorted(new Set(event.sights.flatMap((sight) => sight[of])))

/** The trail names exactly whom the answer shows: all of them, and nobody else. */
export function expectExactTrail(data: unknown, event: TrailEvent): void {
  expect({
    cases: together(event, "cases"),
    parties: together(event, "parties"),
    persons: together(event, "persons"),
  }).toEqual({ cases: shown(data, "Case"), parties: shown(data, "Party"), persons: shown(data, "Person") })
}

/** A refusal of the whole request: its code and detail, and no data whatever. */
export function expectFault(answer: Answer, code: string, detail?: string): void {
  expect(answer.errors?.map(({ extensions }) => ({ code: extensions.code, detail: extensions.detail }))).toEqual([
    { code, detail },
  ])
  expect(answer.data ?? null).toBeNull()
}

const alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
const four = (): string => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join("")

interface CaseFacts {
  team: string
  by: Colleague
  kind?: string
  title?: string
  reference?: string
  status?: string
  assignee?: string | null
  home?: string | null
  openedAt?: string
  changedAt?: string
}

/** A case as it would lie there, and with it the grants of its team and assignee. */
export async function addCase(house: House, facts: CaseFacts): Promise<string> {
  const id = randomUUID()
  const { team, by, kind = "NUISANCE", title = "Geluidsoverlast", status = "REPORTED", assignee = null } = facts
  const { home = null, openedAt = "2026-03-02T09:00:00Z", reference = `WR-${four()}-${four()}` } = facts
  const ended = status === "CLOSED" || status === "CANCELLED"
  await house.rows(
    `insert into case_file (id, reference, kind, title, description, purpose, legal_basis, status, outcome, team_id, assignee_id,
       opened_by, opened_at, closed_at, changed_at, home_id, health_ground, criminal_ground)
     values ($1, $2, $3, $4, 'Harde muziek na middernacht', 'TENANCY', 'AGREEMENT', $5, $6, $7, $8, $9, $10, $11, $12, $13,
       'VITAL_INTEREST', 'OWN_CLAIM')`,
    [id, reference, kind, title, status, status === "CLOSED" ? "RESOLVED" : null, team, assignee, by.id, openedAt,
      ended ? openedAt : null, facts.changedAt ?? openedAt, home],
  ) // prettier-ignore
  return id
}

/** Cases with titles "1", "2" … opened a day apart, the first the oldest. */
export async function addCases(house: House, count: number, facts: CaseFacts): Promise<string[]> {
  const ids: string[] = []
  for (let nth = 1; nth <= count; nth++) {
    const openedAt = new Date(Date.UTC(2026, 0, nth, 9)).toISOString()
    ids.push(await addCase(house, { title: String(nth), openedAt, ...facts }))
  }
  return ids
}

interface PartyFacts {
  of: string
  by: Colleague
  name?: string
  role?: string
  person?: string
  employee?: string
}

export async function addParty(house: House, { of, by, name = "A. Bakker", ...facts }: PartyFacts): Promise<string> {
  const id = randomUUID()
  await house.rows(
    `insert into party (id, case_id, role, name, person_id, employee_id, added_by, added_at)
     values ($1, $2, $3, $4, $5, $6, $7, '2026-03-02T09:00:00Z')`,
    [id, of, facts.role ?? "COMPLAINANT", name, facts.person ?? null, facts.employee ?? null, by.id],
  )
  return id
}

interface EntryFacts {
  of: string
  by: Colleague
  body?: string
  category?: string
  occurredOn?: string
}

export async function addEntry(house: House, { of, by, ...facts }: EntryFacts): Promise<string> {
  const id = randomUUID()
  const { body = "Gesproken met de melder", category = "CONDUCT", occurredOn = "2026-03-03T10:00:00Z" } = facts
  await house.rows(
    `insert into journal_entry (id, case_id, type, category, body, occurred_on, author_id, added_at)
     values ($1, $2, 'NOTE', $3, $4, $5, $6, $5)`,
    [id, of, category, body, occurredOn, by.id],
  )
  return id
}

/** Entries with bodies "1", "2" … an hour apart, the first the oldest. */
export async function addEntries(house: House, count: number, of: string, by: Colleague): Promise<string[]> {
  const ids: string[] = []
  for (let nth = 1; nth <= count; nth++) {
    const occurredOn = new Date(Date.UTC(2026, 2, 3, nth)).toISOString()
    ids.push(await addEntry(house, { of, by, body: String(nth), occurredOn }))
  }
  return ids
}

export async function addTask(
  house: House,
  { of, by, title = "Bellen", done = false }: { of: string; by: Colleague; title?: string; done?: boolean },
): Promise<string> {
  const id = randomUUID()
  await house.rows(
    `insert into task (id, case_id, category, title, due_on, added_by, added_at, completed_at, completed_by)
     values ($1, $2, 'CONDUCT', $3, '2026-04-01', $4, '2026-03-02T09:00:00Z', $5, $6)`,
    [id, of, title, by.id, done ? "2026-03-20T09:00:00Z" : null, done ? by.id : null],
  )
  return id
}

/** A team with a consultant in it. */
export async function staffed(house: House, name = "Sanne de Wit"): Promise<{ team: string; sanne: Colleague }> {
  const team = await house.team()
  return { team, sanne: await house.employee({ name, team }) }
}

/** Runs a body of PL/pgSQL at each line that is written to the trail's sights, as the superuser, while something is done. */
export async function atEachSight<T>(
  house: House,
  body: string,
  act: () => Promise<T>,
  { atCommit = false } = {},
): Promise<T> {
  await house.rows(`
    create function spec_sight() returns trigger language plpgsql security definer as $spec$
    declare
      actor text := (select e.name from scope s join employee e on e.id = s.actor_id
        where s.xact = pg_current_xact_id_if_assigned());
    begin ${body} return new; end $spec$`)
  await house.rows(
    atCommit
      ? `create constraint trigger spec_sight after insert on trail_sight deferrable initially deferred
           for each row execute function spec_sight()`
      : `create trigger spec_sight before insert on trail_sight for each row execute function spec_sight()`,
  )
  try {
    return await act()
  } finally {
    await house.rows(`drop function spec_sight cascade`)
  }
}

/** Waits until a statement of the database says so. */
export async function until(house: House, condition: string): Promise<void> {
  for (;;) {
    const [row] = await house.rows<{ holds: boolean }>(`select (${condition}) as holds`)
    if (row?.holds) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
