with answer as materialized (select json_build_object('backward', true, 'beyond', true, 'order', 'Case.NEWEST', 'nodes', coalesce(json_agg(row_to_json(t2) order by t1."opened_at" desc, t1."id" desc) filter (where t1.n <= $1::int), '[]'), 'more', count(*) > $1::int) j, array_agg(t1."id") filter (where t1.n <= $1::int) seen_case from (select * from (select t1."id", t1."opened_at", row_number() over (order by t1."opened_at" asc, t1."id" asc) n from (select distinct on (t1."opened_at", t1."id") t1."id", t1."opened_at" from unnest((select s.principals from scope s
where s.xact = pg_current_xact_id_if_assigned())) principal(id) cross join lateral (select * from (select distinct on (f.opened_at, f.case_id) t1."id", t1."opened_at" from case_grant f join "case_file" t1 on t1."id" = f.case_id
where f.principal_id = principal.id and f.ended_at is null and (f.opened_at, f.case_id) > ($2::timestamptz, $3::uuid) order by f.opened_at asc, f.case_id asc
limit 101) t1
limit $1::int + 1) t1 order by t1."opened_at" asc, t1."id" asc) t1 order by t1."opened_at" asc, t1."id" asc
limit 101) t1 order by t1."opened_at" asc, t1."id" asc
limit $1::int + 1) t1 cross join lateral (select t1."id" "id", json_build_array(t1."opened_at", t1."id") "cursor") t2),
trail as (insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, legal_basis, case_ids, party_ids, person_ids, types, categories, grant_ids, employee_ids) select (select s.event_id from scope s
where s.xact = pg_current_xact_id_if_assigned()), $4::smallint, 'cases', 'case.viewed', 'case-handling', 1, 'Handling reports of nuisance, fraud, adaptations and safety (P8)', '6-1-a, 6-1-b, 6-1-c, 6-1-f; 9-2-a, 9-2-c, 9-2-f, 9-2-h, 10', coalesce(answer.seen_case, '{}'), '{}', '{}', array['Case']::text[], array[]::text[], '{}', '{}' from answer)
select j from answer
