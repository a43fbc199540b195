with answer as materialized (select json_build_object('backward', false, 'beyond', false, 'order', 'Case.NEWEST', 'totalCount', (select count(*) from (select
from "case_file" t1
where t1."closed_at" is null
limit 1000) counted)) j),
trail as (insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, case_ids, party_ids, person_ids, types, categories, grant_ids) select (select s.event_id from scope s
where s.xact = pg_current_xact_id_if_assigned()), $1::smallint, 'cases', 'case.viewed', 'case-handling', 1, 'Handling', '{}', '{}', '{}', array[]::text[], array[]::text[], '{}' from answer)
select j from answer
