with answer as materialized (select json_build_object('backward', false, 'beyond', true, 'order', 'Case.LAST_CHANGED', 'totalCount', (select count(*) from (select distinct t1."id" from unnest((select s.principals from scope s
where s.xact = pg_current_xact_id_if_assigned())) principal(id) cross join lateral (select distinct on (f.opened_at, f.case_id) t1."id" from case_grant f join "case_file" t1 on t1."id" = f.case_id
where f.principal_id = principal.id and f.ended_at is null and t1."kind" = any($1::text[]) and t1."closed_at" is null order by f.opened_at, f.case_id
limit 1000) t1
limit 1000) counted), 'nodes', coalesce(json_agg(row_to_json(t3) order by t2."changed_at" desc, t2."id" desc) filter (where t2.n <= $2::int), '[]'), 'more', count(*) > $2::int) j, array_agg(t2."id") filter (where t2.n <= $2::int) seen_case from (select * from (select t2."reference", t2."changed_at", t2."id", t2."kind", t2."closed_at", row_number() over (order by t2."changed_at" desc, t2."id" desc) n from (with mine as materialized (select array_agg(own.id) ids, count(*) <= 2000 few from (select f.case_id id from unnest((select s.principals from scope s
where s.xact = pg_current_xact_id_if_assigned())) principal(id) cross join lateral (select f.case_id from case_grant f
where f.principal_id = principal.id and f.ended_at is null
limit 2001) f
limit 2001) own) (select t2."reference", t2."changed_at", t2."id", t2."kind", t2."closed_at"
from "case_file" t2
where (select few from mine) and t2."id" = any ((select ids from mine)::uuid[]) and t2."kind" = any($1::text[]) and t2."closed_at" is null and (t2."changed_at", t2."id") < ($3::timestamptz, $4::uuid) order by t2."changed_at" desc, t2."id" desc
limit 101) union all (select t2."reference", t2."changed_at", t2."id", t2."kind", t2."closed_at"
from "case_file" t2
where not (select few from mine) and t2."kind" = any($1::text[]) and t2."closed_at" is null and (t2."changed_at", t2."id") < ($3::timestamptz, $4::uuid) order by t2."changed_at" desc, t2."id" desc
limit 101)) t2 order by t2."changed_at" desc, t2."id" desc
limit 101) t2 order by t2."changed_at" desc, t2."id" desc
limit $2::int + 1) t2 cross join lateral (select t2."reference" "reference", json_build_array(t2."changed_at", t2."id") "cursor") t3),
trail as (insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, legal_basis, case_ids, party_ids, person_ids, types, categories, grant_ids, employee_ids) select (select s.event_id from scope s
where s.xact = pg_current_xact_id_if_assigned()), $5::smallint, 'cases', 'case.viewed', 'case-handling', 1, 'Handling reports of nuisance, fraud, adaptations and safety (P8)', '6-1-a, 6-1-b, 6-1-c, 6-1-f; 9-2-a, 9-2-c, 9-2-f, 9-2-h, 10', coalesce(answer.seen_case, '{}'), '{}', '{}', array['Case']::text[], array[]::text[], '{}', '{}' from answer)
select j from answer
