with answer as materialized (select json_build_object('backward', false, 'beyond', false, 'order', 'Case.NEWEST', 'nodes', coalesce(json_agg(row_to_json(t8) order by t1."opened_at" desc, t1."id" desc) filter (where t1.n <= $1::int), '[]'), 'more', count(*) > $1::int) j, array_agg(t1."id") filter (where t1.n <= $1::int) seen_case from (select * from (select t1."reference", t1."team_id", t1."id", t1."opened_at", row_number() over (order by t1."opened_at" desc, t1."id" desc) n from (select distinct on (t1."opened_at", t1."id") t1."reference", t1."team_id", t1."id", t1."opened_at" from unnest((select s.principals from scope s
where s.xact = pg_current_xact_id_if_assigned())) principal(id) cross join lateral (select * from (select distinct on (f.opened_at, f.case_id) t1."reference", t1."team_id", t1."id", t1."opened_at" from case_grant f join "case_file" t1 on t1."id" = f.case_id
where f.principal_id = principal.id and f.ended_at is null order by f.opened_at desc, f.case_id desc
limit 101) t1
limit $1::int + 1) t1 order by t1."opened_at" desc, t1."id" desc) t1 order by t1."opened_at" desc, t1."id" desc
limit 101) t1 order by t1."opened_at" desc, t1."id" desc
limit $1::int + 1) t1
left join lateral (select coalesce(json_agg(row_to_json(t6) order by t5."valid_from" asc, t5."id" asc), '[]') j from (select t5."route", t5."level", t5."valid_from", t5."id", t5."case_id"
from "case_grant" t5
where t5."case_id" = t1."id" order by t5."valid_from" asc, t5."id" asc
limit least($2::int, 50)) t5 cross join lateral (select t5."route" "route", t5."level" "rank") t6) t7 on true cross join lateral (select t1."reference" "reference", 'null'::json "title", 'null'::json "description", 'null'::json "home", '[]'::json "parties", '{"nodes":[],"more":false,"backward":false,"beyond":false,"totalCount":0,"order":""}'::json "journal", (select row_to_json(t3) j
from "team" t2 cross join lateral (select t2."name" "name") t3
where t2."id" = t1."team_id") "team", t7.j "access") t8),
trail as (insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, legal_basis, case_ids, party_ids, person_ids, types, categories, grant_ids, employee_ids) select (select s.event_id from scope s
where s.xact = pg_current_xact_id_if_assigned()), $3::smallint, 'cases', 'case.viewed', 'case-handling', 1, 'Handling reports of nuisance, fraud, adaptations and safety (P8)', '6-1-a, 6-1-b, 6-1-c, 6-1-f; 9-2-a, 9-2-c, 9-2-f, 9-2-h, 10', coalesce(answer.seen_case, '{}'), '{}', '{}', array['Case', 'Grant', 'Team']::text[], array[]::text[], '{}', '{}' from answer)
select j from answer
