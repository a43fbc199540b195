with answer as materialized (select json_build_object('backward', false, 'beyond', false, 'order', 'Case.NEWEST', 'nodes', coalesce(json_agg(row_to_json(t8) order by t1."opened_at" desc, t1."id" desc), '[]')) j, array_agg(t1."id") seen_case, bit_or(case when t1."category" is not null then coalesce(1 << array_position('{CONTACT,CONDUCT,HEALTH,CRIMINAL,FINANCIAL,REPORTER,POLICE}'::text[], t1."category"), 254) end) seen_category from (select * from (select t1."id", t1."title", t1."team_id", t1."assignee_id", t1."category", t1."opened_at" from (select distinct on (t1."opened_at", t1."id") t1."id", t1."title", t1."team_id", t1."assignee_id", t1."category", t1."opened_at" from unnest((select s.principals from scope s
where s.xact = pg_current_xact_id_if_assigned())) principal(id) cross join lateral (select * from (select distinct on (f.opened_at, f.case_id) t1."id", t1."title", t1."team_id", t1."assignee_id", t1."category", t1."opened_at" from case_grant f join "case_file" t1 on t1."id" = f.case_id
where f.principal_id = principal.id and f.ended_at is null order by f.opened_at desc, f.case_id desc
limit 100) t1
limit $1::int + 0) t1 order by t1."opened_at" desc, t1."id" desc) t1 order by t1."opened_at" desc, t1."id" desc
limit 100) t1 order by t1."opened_at" desc, t1."id" desc
limit $1::int + 0) t1 cross join lateral (select t1."id" "id", t1."title" "title", (select row_to_json(t3) j
from "team" t2 cross join lateral (select t2."name" "name") t3
where t2."id" = t1."team_id") "team", (select row_to_json(t6) j
from "employee" t5 cross join lateral (select t5."name" "name") t6
where t5."id" = t1."assignee_id") "assignee") t8),
trail as (insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, legal_basis, case_ids, party_ids, person_ids, types, categories, grant_ids, employee_ids) select (select s.event_id from scope s
where s.xact = pg_current_xact_id_if_assigned()), $2::smallint, 'cases', 'case.viewed', 'case-handling', 1, 'Handling reports of nuisance, fraud, adaptations and safety (P8)', '6-1-a, 6-1-b, 6-1-c, 6-1-f; 9-2-a, 9-2-c, 9-2-f, 9-2-h, 10', coalesce(answer.seen_case, '{}'), '{}', '{}', array['Case', 'Employee', 'Team']::text[], array_remove(array[case when answer.seen_category & 2 <> 0 then 'CONTACT' end, case when answer.seen_category & 4 <> 0 then 'CONDUCT' end, case when answer.seen_category & 8 <> 0 then 'HEALTH' end, case when answer.seen_category & 16 <> 0 then 'CRIMINAL' end, case when answer.seen_category & 32 <> 0 then 'FINANCIAL' end, case when answer.seen_category & 64 <> 0 then 'REPORTER' end, case when answer.seen_category & 128 <> 0 then 'POLICE' end], null), '{}', '{}' from answer)
select j from answer
