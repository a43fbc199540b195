with answer as materialized (select t9.j, case when (t9.j ->> 'totalCount')::int > 0 or (t9.j ->> 'more')::boolean or json_array_length(t9.j -> 'nodes') > 0 then array[$5::uuid] end seen_case from (select json_build_object('backward', false, 'beyond', false, 'order', 'TrailEvent.NEWEST', 'nodes', coalesce(json_agg(row_to_json(t8) order by t1."recorded_at" desc, t1."id" desc), '[]')) j from (select * from (select t1."recorded_at", t1."actor_id", t1."actions", t1."id"
from "trail_found"(p_case => $2::uuid, p_action => $3::text, p_order => 'desc', p_rows => $1::int + 0) t1
where true order by t1."recorded_at" desc, t1."id" desc
limit 100) t1 order by t1."recorded_at" desc, t1."id" desc
limit $1::int + 0) t1
left join lateral (select coalesce(json_agg(row_to_json(t6) order by t5."position" asc), '[]') j from (select t5."field", t5."action", t5."case_ids", t5."position", t5."event_id", t5."recorded_at"
from "trail_sight" t5
where t5."event_id" = t1."id" and t5."recorded_at" = t1."recorded_at" order by t5."position" asc
limit least($4::int, 50)) t5 cross join lateral (select t5."field" "field", t5."action" "action", t5."case_ids" "caseIds") t6) t7 on true cross join lateral (select t1."recorded_at" "recordedAt", (select row_to_json(t3) j
from "employee" t2 cross join lateral (select t2."name" "name") t3
where t2."id" = t1."actor_id") "actor", "employee_name_then"(t1."actor_id", t1."recorded_at") "actorNameThen", t1."actions" "actions", t7.j "sights") t8 offset 0) t9),
trail as (insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, legal_basis, case_ids, party_ids, person_ids, types, categories, grant_ids, employee_ids) select (select s.event_id from scope s
where s.xact = pg_current_xact_id_if_assigned()), $6::smallint, 'trailEvents', 'case.viewed', 'case-handling', 1, 'Handling reports of nuisance, fraud, adaptations and safety (P8)', '6-1-a, 6-1-b, 6-1-c, 6-1-f; 9-2-a, 9-2-c, 9-2-f, 9-2-h, 10', array(select distinct c from unnest(answer.seen_case) c
where c is not null), '{}', '{}', array['Employee', 'TrailEvent', 'TrailSight']::text[], array[]::text[], '{}', '{}' from answer)
select j from answer
