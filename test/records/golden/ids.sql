with answer as materialized (select coalesce(json_object_agg(t1."id", row_to_json(t5)), '{}') j, array_agg(t1."id") seen_case
from "case_file" t1 cross join lateral (select t1."id" "id", t1."reference" "reference", (select row_to_json(t3) j
from "employee" t2 cross join lateral (select t2."name" "name") t3
where t2."id" = t1."assignee_id") "assignee") t5
where t1."id" = any($1::uuid[])),
trail as (insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, legal_basis, case_ids, party_ids, person_ids, types, categories, grant_ids, employee_ids) select (select s.event_id from scope s
where s.xact = pg_current_xact_id_if_assigned()), $2::smallint, 'cases', 'case.viewed', 'case-handling', 1, 'Handling reports of nuisance, fraud, adaptations and safety (P8)', '6-1-a, 6-1-b, 6-1-c, 6-1-f; 9-2-a, 9-2-c, 9-2-f, 9-2-h, 10', coalesce(answer.seen_case, '{}'), '{}', '{}', array['Case', 'Employee']::text[], array[]::text[], '{}', '{}' from answer)
select j from answer
