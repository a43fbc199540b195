import { activities } from "../../src/audit/activities"

const { version, purpose, legalBasis } = activities["case-handling"]

/** Whether the actor may read the category of a party: what is withheld is null, here as with us. */
const readable =
  "(y.category = any ((select categories from me)::text[]) or y.case_id = any ((select emergencies from me)::uuid[]))"

/** Set by set: the page, the parties and the open tasks of all its cases at once. Text is put together as text: that was the fastest. */
const statement = (trail: string) => `
with me as materialized (
  select s.categories, s.emergencies from scope s where s.xact = pg_current_xact_id_if_assigned()
), page as materialized (
  select c.id, c.reference, c.title, c.kind, c.status, c.opened_at, c.category, c.team_id
  from case_file c
  where c.team_id = $1::uuid and c.closed_at is null
  order by c.opened_at desc, c.id desc
  limit 25
), parties as materialized (
  select p.id case_id, y.*
  from page p
  cross join lateral (select y.id, y.role,
    case when ${readable} then y.category end category, case when ${readable} then y.name end "name" from party y where y.case_id = p.id order by y.id limit 3) y
), told as (
  select y.case_id, string_agg(concat('{"id":"', y.id, '","role":"', y.role, '","name":', coalesce(to_json(y.name)::text, 'null'), '}'), ',' order by y.id) j
  from parties y group by y.case_id
), open as (
  select k.case_id, count(*) n
  from task k where k.case_id = any(array(select p.id from page p)) and k.completed_at is null group by k.case_id
), seen as (
  select array(select p.id from page p) cases, array(select y.id from parties y) parties,
    array(select c from (select y.category c from parties y union select p.category from page p) c where c is not null) categories
)${trail}
select concat('{"data":{"cases":{"nodes":[', (
  select string_agg(concat('{"id":"', p.id, '","reference":"', p.reference, '","title":', to_json(p.title),
    ',"kind":"', p.kind, '","status":"', p.status, '","openedAt":', to_json(p.opened_at),
    ',"team":{"name":', to_json((select t.name from team t where t.id = p.team_id)),
    '},"openTaskCount":', coalesce(o.n, 0), ',"parties":[', y.j, ']}'), ',' order by p.opened_at desc, p.id desc)
  from page p left join told y on y.case_id = p.id left join open o on o.case_id = p.id), ']}}}')`

const trail = `, trail as (
  insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, legal_basis, case_ids, party_ids,
    person_ids, types, categories)
  select (select s.event_id from scope s where s.xact = pg_current_xact_id_if_assigned()), 0, 'cases', 'case.listed',
    'case-handling', ${version}, '${purpose}', '${legalBasis}', seen.cases, seen.parties,
    '{}', '{Case,Party,Team}', seen.categories
  from seen
)`

export const listStatement = (withTrail: boolean): string => statement(withTrail ? trail : "")
