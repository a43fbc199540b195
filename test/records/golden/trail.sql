with answer as materialized (select t6.j j from (select) root
left join lateral (select json_build_object('backward', false, 'beyond', false, 'order', 'TrailEvent.NEWEST', 'nodes', coalesce(json_agg((select row_to_json(z) from (select t1."recorded_at" "recordedAt", t3.j "actor", t1."actions" "actions", t5.j "sights") z) order by t1.n), '[]')) j from (select * from (select t1."recorded_at", t1."actor_id", t1."actions", t1."id", row_number() over (order by t1."recorded_at" desc, t1."id" desc) n
from "trail_event" t1
where t1."id" in (select "trail_events_about"($3::uuid)) and $4::text = any(t1."actions") order by t1."recorded_at" desc, t1."id" desc
limit 100) t1
limit $2::int + 0) t1
left join lateral (select (select row_to_json(z) from (select t2."name" "name") z) j
from "employee" t2
where t2."id" = t1."actor_id") t3 on true
left join lateral (select coalesce(json_agg((select row_to_json(z) from (select t4."field" "field", t4."action" "action", t4."case_ids" "caseIds") z) order by t4."position" asc), '[]') j from (select t4."field", t4."action", t4."case_ids", t4."position", t4."event_id"
from "trail_sight" t4
where t4."event_id" = t1."id" order by t4."position" asc
limit least($1::int, 50)) t4 ) t5 on true) t6 on true),
trail as (insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, case_ids, party_ids, person_ids, types, categories, grant_ids) select (select s.event_id from scope s
where s.xact = pg_current_xact_id_if_assigned()), $5::smallint, 'trailEvents', 'case.viewed', 'case-handling', 1, 'Handling', '{}', '{}', '{}', array['Employee', 'TrailEvent', 'TrailSight']::text[], array[]::text[], '{}' from answer)
select j from answer
