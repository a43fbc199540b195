import { activities } from "../../src/audit/activities"

const { version, purpose } = activities["case-handling"]

/** One case with all that hangs under it, and its line in the trail. */
const statement = (trail: string) => `
with dossier as materialized (
  select c.id, c.reference, c.title, c.description, c.kind, c.status, c.opened_at, c.category, c.team_id
  from case_file c where c.id = $1::uuid
), parties as materialized (
  select y.id, y.role, y.name, y.phone from party y where y.case_id = $1::uuid order by y.id limit 100
), entries as materialized (
  select e.id, e.type, e.body, e.occurred_on, e.category, (select a.name from employee a where a.id = e.author_id) author
  from journal_entry e where e.case_id = $1::uuid order by e.occurred_on desc, e.id desc limit 20
), seen as (
  select array(select d.id from dossier d) cases, array(select y.id from parties y) parties,
    array(select 'CONTACT' union select d.category from dossier d union select e.category from entries e) categories
)${trail}
select concat('{"data":{"case":', coalesce((
  select concat('{"id":"', c.id, '","reference":"', c.reference, '","title":', to_json(c.title),
    ',"description":', to_json(c.description), ',"kind":"', c.kind, '","status":"', c.status,
    '","openedAt":', to_json(c.opened_at),
    ',"team":{"name":', to_json((select t.name from team t where t.id = c.team_id)), '},"parties":[', (
      select string_agg(concat('{"id":"', y.id, '","role":"', y.role, '","name":', to_json(y.name),
        ',"phone":', coalesce(to_json(y.phone)::text, 'null'), '}'), ',' order by y.id)
      from parties y),
    '],"journal":{"nodes":[', (
      select string_agg(concat('{"id":"', e.id, '","type":"', e.type, '","body":', to_json(e.body),
        ',"occurredOn":', to_json(e.occurred_on), ',"author":{"name":', to_json(e.author), '}}'), ','
        order by e.occurred_on desc, e.id desc)
      from entries e),
    ']},"tasks":[', (
      select string_agg(concat('{"id":"', k.id, '","title":', to_json(k.title), ',"dueOn":"', k.due_on,
        '","completedAt":', coalesce(to_json(k.completed_at)::text, 'null'), '}'), ',' order by k.due_on, k.id)
      from (
        select k.id, k.title, k.due_on, k.completed_at
        from task k where k.case_id = c.id order by k.due_on, k.id limit 100) k),
    ']}')
  from dossier c), 'null'), '}}')`

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
