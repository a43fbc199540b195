import type pg from "pg"

/** What leads to an event, and what does not lead to one that saw it. */
interface Differences {
  /** Events that saw it and are not led to. */
  readonly missing: number
  /** What leads to an event that did not see it. */
  readonly added: number
}

export interface LookupFindings {
  readonly byCase: Differences
  readonly byPerson: Differences
  readonly settings: Differences
}

export const lookupsAgree = ({ byCase, byPerson, settings }: LookupFindings): boolean =>
  [byCase, byPerson, settings].every(({ missing, added }) => missing === 0 && added === 0)

/** The look-ups are made of the sights of sealed events. Theirs is no seal; they are compared with what is sealed. */
const differences = (lookup: string, column: string, seen: string): string => `
  select
    (select count(*) from (
      select s.recorded_at, s.event_id, found from trail_sight s cross join unnest(${seen}) found
        where exists (select from trail_leaf l where l.event_id = s.event_id and l.recorded_at = s.recorded_at)
      except select recorded_at, event_id, ${column} from ${lookup}) missing)::int as missing,
    (select count(*) from (
      select recorded_at, event_id, ${column} from ${lookup}
      except select s.recorded_at, s.event_id, found from trail_sight s cross join unnest(${seen}) found) added)::int as added`

/** Settings are told from a table of their own, which outlives the events that say the same under the seal. */
const settingsApart = `
  with said as (select e.recorded_at, e.id, said from trail_event e cross join unnest(e.settings) said),
    told as (select t.recorded_at, t.event_id, setting_said(t.name, t.before, t.value) from trail_setting t
      where t.recorded_at >= (select min(recorded_at) from trail_event))
  select (select count(*) from (table said except table told) missing)::int as missing,
    (select count(*) from (table told except table said) added)::int as added`

/** @param database asked as the owner, whom no row rule binds */
export async function lookupFindings(database: pg.ClientBase): Promise<LookupFindings> {
  const ask = async (sql: string): Promise<Differences> => {
    const { rows } = await database.query<Differences>(sql)
    return rows[0] ?? { missing: 0, added: 0 }
  }
  return {
    byCase: await ask(differences("trail_by_case", "case_id", "s.case_ids")),
    byPerson: await ask(differences("trail_by_person", "reference", "s.person_ids")),
    settings: await ask(settingsApart),
  }
}
