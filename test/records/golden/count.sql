with answer as materialized (select json_build_object('backward', false, 'beyond', false, 'order', 'Case.NEWEST', 'totalCount', (select count(*) from (select distinct t1."id" from unnest((select s.principals from scope s
where s.xact = pg_current_xact_id_if_assigned())) principal(id) cross join lateral (select distinct on (f.opened_at, f.case_id) t1."id" from case_grant f join "case_file" t1 on t1."id" = f.case_id
where f.principal_id = principal.id and f.ended_at is null and t1."closed_at" is null order by f.opened_at, f.case_id
limit 1000) t1
limit 1000) counted)) j),
trail as (insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, legal_basis, case_ids, party_ids, person_ids, types, categories, grant_ids, employee_ids) select (select s.event_id from scope s
where s.xact = pg_current_xact_id_if_assigned()), $1::smallint, 'cases', 'case.viewed', 'case-handling', 1, 'Handling reports of nuisance, fraud, adaptations and safety (P8)', '6-1-a, 6-1-b, 6-1-c, 6-1-f; 9-2-a, 9-2-c, 9-2-f, 9-2-h, 10', '{}', '{}', '{}', array['Case']::text[], array[]::text[], '{}', '{}' from answer)
select j from answer
