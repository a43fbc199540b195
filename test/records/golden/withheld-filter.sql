with answer as materialized (select json_build_object('backward', false, 'beyond', false, 'order', 'Case.NEWEST', 'totalCount', (select count(*) from (select
from "case_file" t1
where false
limit 1000) counted), 'nodes', coalesce(json_agg(row_to_json(t3) order by t2."opened_at" desc, t2."id" desc), '[]')) j, array_agg(t2."id") seen_case from (select * from (select t2."reference", t2."id", t2."opened_at"
from "case_file" t2
where false order by t2."opened_at" desc, t2."id" desc
limit 100) t2 order by t2."opened_at" desc, t2."id" desc
limit $1::int + 0) t2 cross join lateral (select t2."reference" "reference") t3),
trail as (insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, legal_basis, case_ids, party_ids, person_ids, types, categories, grant_ids, employee_ids) select (select s.event_id from scope s
where s.xact = pg_current_xact_id_if_assigned()), $2::smallint, 'cases', 'case.viewed', 'case-handling', 1, 'Handling reports of nuisance, fraud, adaptations and safety (P8)', '6-1-a, 6-1-b, 6-1-c, 6-1-f; 9-2-a, 9-2-c, 9-2-f, 9-2-h, 10', coalesce(answer.seen_case, '{}'), '{}', '{}', array['Case']::text[], array[]::text[], '{}', '{}' from answer)
select j from answer
