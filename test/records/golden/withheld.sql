with answer as materialized (select '{"nodes":[],"more":false,"backward":false,"beyond":false,"totalCount":0,"order":""}'::json j),
trail as (insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, legal_basis, case_ids, party_ids, person_ids, types, categories, grant_ids, employee_ids) select (select s.event_id from scope s
where s.xact = pg_current_xact_id_if_assigned()), $1::smallint, 'trailEvents', 'case.viewed', 'case-handling', 1, 'Handling reports of nuisance, fraud, adaptations and safety (P8)', '6-1-a, 6-1-b, 6-1-c, 6-1-f; 9-2-a, 9-2-c, 9-2-f, 9-2-h, 10', '{}', '{}', '{}', array[]::text[], array[]::text[], '{}', '{}' from answer)
select j from answer
