with answer as materialized (select t4.j j, t4.seen_case seen_case from (select) root
left join lateral (select coalesce(json_object_agg(t1."id", (select row_to_json(z) from (select t1."id" "id", t1."reference" "reference", t3.j "assignee") z)), '{}') j, array_agg(t1."id") seen_case
from "case_file" t1
left join lateral (select (select row_to_json(z) from (select t2."name" "name") z) j
from "employee" t2
where t2."id" = t1."assignee_id") t3 on true
where t1."id" = any($1::uuid[])) t4 on true),
trail as (insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, case_ids, party_ids, person_ids, types, categories, grant_ids) select (select s.event_id from scope s
where s.xact = pg_current_xact_id_if_assigned()), $2::smallint, 'cases', 'case.viewed', 'case-handling', 1, 'Handling', coalesce(array(select distinct unnest(answer.seen_case)), '{}'), '{}', '{}', array['Case', 'Employee']::text[], array[]::text[], '{}' from answer)
select j from answer
