import { activities } from "../../src/audit/activities"
import { instant } from "./asking"

const { version, purpose } = activities["case-handling"]

/** One case with all that hangs under it, and its line in the trail. */
const statement = (trail: string) => `
with dossier as materialized (
  select c.id, c.category,
    (select row_to_json(z) from (
      select c.id, c.reference, c.title, c.description, c.kind, c.status, ${instant("c.opened_at")} "openedAt",
        (select row_to_json(t) from (select t.name from team t where t.id = c.team_id) t) team,
        y.parties, json_build_object('nodes', e.entries) journal,
        (select coalesce(json_agg(row_to_json(k)), '[]') from (
          select k.id, k.title, k.due_on "dueOn", ${instant("k.completed_at")} "completedAt"
          from task k where k.case_id = c.id order by k.due_on, k.id limit 100) k) tasks) z) j,
    y.ids, e.categories
  from case_file c
  left join lateral (
    select coalesce(json_agg(row_to_json(y)), '[]') parties, array_agg(y.id) ids
    from (select y.id, y.role, y.name, y.phone from party y where y.case_id = c.id order by y.id limit 100) y) y on true
  left join lateral (
    select coalesce(json_agg(e.j), '[]') entries, array_agg(e.category) categories
    from (
      select e.category, (select row_to_json(z) from (
        select e.id, e.type, e.body, ${instant("e.occurred_on")} "occurredOn",
          (select row_to_json(a) from (select a.name from employee a where a.id = e.author_id) a) author) z) j
      from journal_entry e where e.case_id = c.id order by e.occurred_on desc, e.id desc limit 20) e) e on true
  where c.id = $1::uuid
), seen as (
  select array(select d.id from dossier d) cases, array(select unnest(d.ids) from dossier d) parties,
    array(select 'CONTACT' union select d.category from dossier d union select unnest(d.categories) from dossier d) categories
)${trail}
select '{"data":{"case":' || coalesce((select d.j::text from dossier d), 'null') || '}}'`

const trail = `, trail as (
  insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, case_ids, party_ids,
    person_ids, types, categories, grant_ids)
  select (select s.event_id from scope s where s.xact = pg_current_xact_id_if_assigned()), 0, 'case', 'case.viewed',
    'case-handling', ${version}, '${purpose}', seen.cases, seen.parties,
    '{}', '{Case,Employee,JournalEntry,Party,Task,Team}', seen.categories,
    array(select g.id from case_grant g where g.case_id = any(seen.cases))
  from seen
)`

export const detailStatement = (withTrail: boolean): string => statement(withTrail ? trail : "")
