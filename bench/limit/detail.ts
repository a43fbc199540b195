import { activities } from "../../src/audit/activities"

const { version, purpose, legalBasis } = activities["case-handling"]

/** Whether the actor may read the category of a row: what is withheld is null, here as with us. */
const readable = (row: string) =>
  `(${row}.category = any ((select categories from me)::text[]) or ${row}.case_id = any ((select emergencies from me)::uuid[]))`

/** One case with all that hangs under it, and its line in the trail. */
const statement = (trail: string) => `
with me as materialized (
  select s.categories, s.emergencies from scope s where s.xact = pg_current_xact_id_if_assigned()
), dossier as materialized (
  select c.id, c.reference, c.title, c.description, c.kind, c.status, c.opened_at, c.category, c.team_id
  from case_file c where c.id = $1::uuid
), parties as materialized (
  select y.id, y.role, case when ${readable("y")} then y.category end category, case when ${readable("y")} then y.name end "name",
    case when ${readable("y")} then y.phone end phone from party y where y.case_id = $1::uuid order by y.id limit 100
), entries as materialized (
  select e.id, e.type, case when ${readable("e")} then e.body end body, e.occurred_on,
    case when ${readable("e")} then e.category end category, (select a.name from employee a where a.id = e.author_id) author
  from journal_entry e where e.case_id = $1::uuid order by e.occurred_on desc, e.id desc limit 20
), seen as (
  select array(select d.id from dossier d) cases, array(select y.id from parties y) parties,
    array(select c from (select d.category c from dossier d union select y.category from parties y union select e.category from entries e) c
      where c is not null) categories
)${trail}
select concat('{"data":{"case":', coalesce((
  select concat('{"id":"', c.id, '","reference":"', c.reference, '","title":', to_json(c.title),
    ',"description":', to_json(c.description), ',"kind":"', c.kind, '","status":"', c.status,
    '","openedAt":', to_json(c.opened_at),
    ',"team":{"name":', to_json((select t.name from team t where t.id = c.team_id)), '},"parties":[', (
      select string_agg(concat('{"id":"', y.id, '","role":"', y.role, '","name":', coalesce(to_json(y.name)::text, 'null'),
        ',"phone":', coalesce(to_json(y.phone)::text, 'null'), '}'), ',' order by y.id)
      from parties y),
    '],"journal":{"nodes":[', (
      select string_agg(concat('{"id":"', e.id, '","type":"', e.type, '","body":', coalesce(to_json(e.body)::text, 'null'),
        ',"occurredAt":', to_json(e.occurred_on), ',"author":{"name":', to_json(e.author), '}}'), ','
        order by e.occurred_on desc, e.id desc)
      from entries e),
    ']},"tasks":[', (
      select string_agg(concat('{"id":"', k.id, '","title":', coalesce(to_json(k.title)::text, 'null'), ',"dueOn":"', k.due_on,
        '","completedAt":', coalesce(to_json(k.completed_at)::text, 'null'), '}'), ',' order by k.due_on, k.id)
      from (
        select k.id, case when ${readable("k")} then k.title end title, k.due_on, k.completed_at
        from task k where k.case_id = c.id order by k.due_on, k.id limit 100) k),
    ']}')
  from dossier c), 'null'), '}}')`

const trail = `, trail as (
  insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, legal_basis, case_ids, party_ids,
    person_ids, types, categories)
  select (select s.event_id from scope s where s.xact = pg_current_xact_id_if_assigned()), 0, 'case', 'case.viewed',
    'case-handling', ${version}, '${purpose}', '${legalBasis}', seen.cases, seen.parties,
    '{}', '{Case,Employee,JournalEntry,Party,Task,Team}', seen.categories
  from seen
)`

export const detailStatement = (withTrail: boolean): string => statement(withTrail ? trail : "")
