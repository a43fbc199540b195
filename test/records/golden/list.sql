with answer as materialized (select t6.j j, t6.seen_case seen_case, t6.seen_category seen_category from (select) root
left join lateral (select json_build_object('backward', false, 'beyond', false, 'order', 'Case.NEWEST', 'nodes', coalesce(json_agg((select row_to_json(z) from (select t1."id" "id", t1."title" "title", t3.j "team", t5.j "assignee") z) order by t1.n), '[]')) j, array_agg(t1."id") seen_case, array_agg(t1."category") seen_category from (select * from (select t1."id", t1."title", t1."team_id", t1."assignee_id", t1."category", t1."opened_at", row_number() over (order by t1."opened_at" desc, t1."id" desc) n
from "case_file" t1
where true order by t1."opened_at" desc, t1."id" desc
limit 100) t1
limit $1::int + 0) t1
left join lateral (select (select row_to_json(z) from (select t2."name" "name") z) j
from "team" t2
where t2."id" = t1."team_id") t3 on true
left join lateral (select (select row_to_json(z) from (select t4."name" "name") z) j
from "employee" t4
where t4."id" = t1."assignee_id") t5 on true) t6 on true),
trail as (insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, case_ids, party_ids, person_ids, types, categories, grant_ids) select (select s.event_id from scope s
where s.xact = pg_current_xact_id_if_assigned()), $2::smallint, 'cases', 'case.viewed', 'case-handling', 1, 'Handling', coalesce(array(select distinct unnest(answer.seen_case)), '{}'), '{}', '{}', array['Case', 'Employee', 'Team']::text[], array(select distinct unnest(answer.seen_category || array[]::text[])), array(select g.id from case_grant g
where g.case_id = any(answer.seen_case)) from answer)
select j from answer
