with me as materialized (select s.categories, s.emergencies from scope s
where s.xact = pg_current_xact_id_if_assigned()), answer as materialized (select json_build_object('backward', false, 'beyond', false, 'order', 'Team.NAME', 'nodes', coalesce(json_agg(row_to_json(t9) order by t1."name" asc, t1."id" asc), '[]')) j, array_concat_agg(t8.seen_case) seen_case, bit_or(t8.seen_category) seen_category from (select * from (select t1."name", t1."id", t1."ended_at"
from "team" t1
where t1."ended_at" is null order by t1."name" asc, t1."id" asc
limit 100) t1 order by t1."name" asc, t1."id" asc
limit $1::int + 0) t1
left join lateral (select json_build_object('backward', false, 'beyond', false, 'order', 'Case.NEWEST', 'totalCount', (select count(*) from (select
from "case_file" t2
where t2."team_id" = t1."id" and t2."closed_at" is null
limit 1000) counted), 'nodes', coalesce(json_agg(row_to_json(t7) order by t3."opened_at" desc, t3."id" desc) filter (where t3.n <= $2::int), '[]'), 'more', count(*) > $2::int) j, array_agg(t3."id") filter (where t3.n <= $2::int) seen_case, bit_or(t6.seen_category) filter (where t3.n <= $2::int) seen_category from (select * from (select t3."reference", t3."id", t3."opened_at", t3."team_id", t3."closed_at", row_number() over (order by t3."opened_at" desc, t3."id" desc) n
from "case_file" t3
where t3."team_id" = t1."id" and t3."closed_at" is null order by t3."opened_at" desc, t3."id" desc
limit 101) t3 order by t3."opened_at" desc, t3."id" desc
limit $2::int + 1) t3
left join lateral (select json_build_object('backward', false, 'beyond', false, 'order', 'JournalEntry.NEWEST', 'nodes', coalesce(json_agg(row_to_json(t5) order by t4."occurred_on" desc, t4."id" desc) filter (where t4.n <= $3::int), '[]'), 'more', count(*) > $3::int) j, bit_or(case when (t4."category" = any ((select categories from me)::text[]) or t4."case_id" = any ((select emergencies from me)::uuid[])) then case when t4."category" is not null then coalesce(1 << array_position('{CONTACT,CONDUCT,HEALTH,CRIMINAL,FINANCIAL,REPORTER,POLICE}'::text[], t4."category"), 254) end end) filter (where t4.n <= $3::int) seen_category from (select * from (select t4."category", t4."case_id", t4."body", t4."occurred_on", t4."id", row_number() over (order by t4."occurred_on" desc, t4."id" desc) n
from "journal_entry" t4
where t4."case_id" = t3."id" order by t4."occurred_on" desc, t4."id" desc
limit 101) t4 order by t4."occurred_on" desc, t4."id" desc
limit $3::int + 1) t4 cross join lateral (select case when (t4."category" = any ((select categories from me)::text[]) or t4."case_id" = any ((select emergencies from me)::uuid[])) then t4."body" end "body", json_build_array(t4."occurred_on", t4."id") "cursor") t5) t6 on true cross join lateral (select t3."reference" "reference", t6.j "journal~-dqtWQ3tzfAJ") t7) t8 on true cross join lateral (select t1."name" "name", t8.j "cases~pP6guCJTiZ28") t9),
trail as (insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, legal_basis, case_ids, party_ids, person_ids, types, categories, grant_ids, employee_ids) select (select s.event_id from scope s
where s.xact = pg_current_xact_id_if_assigned()), $4::smallint, 'teams', 'case.viewed', 'case-handling', 1, 'Handling reports of nuisance, fraud, adaptations and safety (P8)', '6-1-a, 6-1-b, 6-1-c, 6-1-f; 9-2-a, 9-2-c, 9-2-f, 9-2-h, 10', coalesce(answer.seen_case, '{}'), '{}', '{}', array['Case', 'JournalEntry', 'Team']::text[], array_remove(array[case when answer.seen_category & 2 <> 0 then 'CONTACT' end, case when answer.seen_category & 4 <> 0 then 'CONDUCT' end, case when answer.seen_category & 8 <> 0 then 'HEALTH' end, case when answer.seen_category & 16 <> 0 then 'CRIMINAL' end, case when answer.seen_category & 32 <> 0 then 'FINANCIAL' end, case when answer.seen_category & 64 <> 0 then 'REPORTER' end, case when answer.seen_category & 128 <> 0 then 'POLICE' end], null), '{}', '{}' from answer)
select j from answer
