import { activities } from "../../src/audit/activities"
import { instant } from "./asking"

const { version, purpose } = activities["case-handling"]

/** The page once, the parties of all its cases once; the answer and the line of the trail are made from these two. */
const statement = (trail: string) => `
with page as materialized (
  select c.id, c.reference, c.title, c.kind, c.status, c.opened_at, c.category, c.team_id
  from case_file c
  where c.team_id = $1::uuid and c.closed_at is null
  order by c.opened_at desc, c.id desc
  limit 25
), shown as materialized (
  select p.id, p.opened_at, p.category, y.ids,
    (select row_to_json(z) from (
      select p.id, p.reference, p.title, p.kind, p.status, ${instant("p.opened_at")} "openedAt",
        (select row_to_json(t) from (select t.name from team t where t.id = p.team_id) t) team,
        (select count(*) from task k where k.case_id = p.id and k.completed_at is null) "openTaskCount",
        y.parties) z) j
  from page p
  left join lateral (
    select coalesce(json_agg(row_to_json(y)), '[]') parties, array_agg(y.id) ids
    from (select y.id, y.role, y.name from party y where y.case_id = p.id order by y.id limit 3) y) y on true
), seen as (
  select coalesce(array_agg(s.id), '{}') cases, array(select unnest(s.ids) from shown s) parties,
    array(select 'CONTACT' union select s.category from shown s) categories
  from shown s
)${trail}
select '{"data":{"cases":{"nodes":' || coalesce(json_agg(s.j order by s.opened_at desc, s.id desc)::text, '[]') || '}}}'
from shown s`

const trail = `, trail as (
  insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, case_ids, party_ids,
    person_ids, types, categories, grant_ids)
  select (select s.event_id from scope s where s.xact = pg_current_xact_id_if_assigned()), 0, 'cases', 'case.listed',
    'case-handling', ${version}, '${purpose}', seen.cases, seen.parties,
    '{}', '{Case,Party,Team}', seen.categories, array(select g.id from case_grant g where g.case_id = any(seen.cases))
  from seen
)`

export const listStatement = (withTrail: boolean): string => statement(withTrail ? trail : "")
