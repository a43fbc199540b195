with answer as materialized (select t6.j j, t6.seen_case seen_case from (select) root
left join lateral (select json_build_object('backward', false, 'beyond', false, 'order', 'Case.NEWEST', 'nodes', coalesce(json_agg((select row_to_json(z) from (select t1."reference" "reference", 'null'::json "title", 'null'::json "description", 'null'::json "home", '[]'::json "parties", '{"nodes":[],"more":false,"backward":false,"beyond":false,"totalCount":0,"order":""}'::json "journal", t3.j "team", t5.j "access") z) order by t1.n) filter (where t1.n <= $2::int), '[]'), 'more', count(*) > $2::int) j, array_agg(t1."id") filter (where t1.n <= $2::int) seen_case from (select * from (select t1."reference", t1."team_id", t1."id", t1."opened_at", row_number() over (order by t1."opened_at" desc, t1."id" desc) n
from "case_file" t1
where true order by t1."opened_at" desc, t1."id" desc
limit 101) t1
limit $2::int + 1) t1
left join lateral (select (select row_to_json(z) from (select t2."name" "name") z) j
from "team" t2
where t2."id" = t1."team_id") t3 on true
left join lateral (select coalesce(json_agg((select row_to_json(z) from (select t4."route" "route", t4."level" "rank") z) order by t4."valid_from" asc, t4."id" asc), '[]') j from (select t4."route", t4."level", t4."valid_from", t4."id", t4."case_id"
from "case_grant" t4
where t4."case_id" = t1."id" order by t4."valid_from" asc, t4."id" asc
limit least($1::int, 50)) t4 ) t5 on true) t6 on true),
trail as (insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, case_ids, party_ids, person_ids, types, categories, grant_ids) select (select s.event_id from scope s
where s.xact = pg_current_xact_id_if_assigned()), $3::smallint, 'cases', 'case.viewed', 'case-handling', 1, 'Handling', coalesce(array(select distinct unnest(answer.seen_case)), '{}'), '{}', '{}', array['Case', 'Grant', 'Team']::text[], array[]::text[], '{}' from answer)
select j from answer
