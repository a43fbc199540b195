with me as materialized (select s.categories, s.emergencies from scope s
where s.xact = pg_current_xact_id_if_assigned()), answer as materialized (select t25.j j, t25.seen_case seen_case, t25.seen_party seen_party, t25.seen_person seen_person, t25.seen_category seen_category from (select) root
left join lateral (select row_to_json(t24) j, array[t1."id"] seen_case, t23.seen_party seen_party, t7.seen_person seen_person, coalesce(case when t1."category" is not null then coalesce(1 << array_position('{CONTACT,CONDUCT,HEALTH,CRIMINAL,FINANCIAL,REPORTER,POLICE}'::text[], t1."category"), 254) end, 0) | coalesce(t10.seen_category, 0) | coalesce(t17.seen_category, 0) | coalesce(t23.seen_category, 0) seen_category
from "case_file" t1
left join lateral (select row_to_json(t6) j, t5.seen_person seen_person
from "home" t2
left join lateral (select coalesce(json_agg(row_to_json(t4) order by t3."surname" asc, t3."id" asc), '[]') j, array_agg(t3."id") seen_person from (select t3."surname", t3."id", t3."home_id"
from "person" t3
where t3."home_id" = t2."id" order by t3."surname" asc, t3."id" asc
limit least($1::int, 20)) t3 cross join lateral (select t3."surname" "surname") t4) t5 on true cross join lateral (select t2."street" "street", t5.j "residents") t6
where t2."id" = t1."home_id") t7 on true
left join lateral (select coalesce(json_agg(row_to_json(t9) order by t8."due_on" asc, t8."id" asc), '[]') j, bit_or(case when (t8."category" = any ((select categories from me)::text[]) or t8."case_id" = any ((select emergencies from me)::uuid[])) then case when t8."category" is not null then coalesce(1 << array_position('{CONTACT,CONDUCT,HEALTH,CRIMINAL,FINANCIAL,REPORTER,POLICE}'::text[], t8."category"), 254) end end) seen_category from (select t8."category", t8."case_id", t8."title", t8."due_on", t8."id"
from "task" t8
where t8."case_id" = t1."id" order by t8."due_on" asc, t8."id" asc
limit least($2::int, 100)) t8 cross join lateral (select case when (t8."category" = any ((select categories from me)::text[]) or t8."case_id" = any ((select emergencies from me)::uuid[])) then t8."title" end "title", t8."due_on" "dueOn") t9) t10 on true
left join lateral (select json_build_object('backward', false, 'beyond', false, 'order', 'JournalEntry.NEWEST', 'nodes', coalesce(json_agg(row_to_json(t16) order by t12."occurred_on" desc, t12."id" desc), '[]')) j, bit_or(case when (t12."category" = any ((select categories from me)::text[]) or t12."case_id" = any ((select emergencies from me)::uuid[])) then case when t12."category" is not null then coalesce(1 << array_position('{CONTACT,CONDUCT,HEALTH,CRIMINAL,FINANCIAL,REPORTER,POLICE}'::text[], t12."category"), 254) end end) seen_category from (select * from (select t12."category", t12."case_id", t12."body", t12."author_id", t12."occurred_on", t12."id"
from "journal_entry" t12
where t12."case_id" = t1."id" order by t12."occurred_on" desc, t12."id" desc
limit 100) t12 order by t12."occurred_on" desc, t12."id" desc
limit $3::int + 0) t12 cross join lateral (select case when (t12."category" = any ((select categories from me)::text[]) or t12."case_id" = any ((select emergencies from me)::uuid[])) then t12."body" end "body", (select row_to_json(t14) j
from "employee" t13 cross join lateral (select t13."name" "name") t14
where t13."id" = t12."author_id") "author") t16) t17 on true
left join lateral (select coalesce(json_agg(row_to_json(t19) order by t18."valid_from" asc, t18."id" asc), '[]') j from (select t18."level", t18."valid_from", t18."id", t18."case_id"
from "case_grant" t18
where t18."case_id" = t1."id" order by t18."valid_from" asc, t18."id" asc
limit least($4::int, 50)) t18 cross join lateral (select t18."level" "rank") t19) t20 on true
left join lateral (select coalesce(json_agg(row_to_json(t22) order by t21."id" asc), '[]') j, array_agg(t21."id") seen_party, bit_or(case when (t21."category" = any ((select categories from me)::text[]) or t21."case_id" = any ((select emergencies from me)::uuid[])) then case when t21."category" is not null then coalesce(1 << array_position('{CONTACT,CONDUCT,HEALTH,CRIMINAL,FINANCIAL,REPORTER,POLICE}'::text[], t21."category"), 254) end end) seen_category from (select t21."category", t21."case_id", t21."name", t21."role", t21."id"
from "party" t21
where t21."case_id" = t1."id" order by t21."id" asc
limit least($5::int, 100)) t21 cross join lateral (select case when (t21."category" = any ((select categories from me)::text[]) or t21."case_id" = any ((select emergencies from me)::uuid[])) then t21."name" end "name", t21."role" "role") t22) t23 on true cross join lateral (select t1."title" "title", t1."description" "description", t7.j "home", t10.j "tasks", (select count(*) from (select
from "task" t11
where t11."case_id" = t1."id" and t11."completed_at" is null
limit 1000) counted) "openTaskCount", t1."status" "status", t17.j "journal~RZ8mcuuK2awa", t20.j "access", t23.j "parties~zPuHj__9xQze") t24
where t1."id" = $6::uuid) t25 on true),
trail as (insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, legal_basis, case_ids, party_ids, person_ids, types, categories, grant_ids, employee_ids) select (select s.event_id from scope s
where s.xact = pg_current_xact_id_if_assigned()), $7::smallint, 'case', 'case.viewed', 'case-handling', 1, 'Handling reports of nuisance, fraud, adaptations and safety (P8)', '6-1-a, 6-1-b, 6-1-c, 6-1-f; 9-2-a, 9-2-c, 9-2-f, 9-2-h, 10', coalesce(answer.seen_case, '{}'), coalesce(answer.seen_party, '{}'), trail_references(array(select distinct c from unnest(answer.seen_person) c
where c is not null)), array['Case', 'Employee', 'Grant', 'Home', 'JournalEntry', 'Party', 'Person', 'Task']::text[], array_remove(array['CONTACT', case when answer.seen_category & 4 <> 0 then 'CONDUCT' end, case when answer.seen_category & 8 <> 0 then 'HEALTH' end, case when answer.seen_category & 16 <> 0 then 'CRIMINAL' end, case when answer.seen_category & 32 <> 0 then 'FINANCIAL' end, case when answer.seen_category & 64 <> 0 then 'REPORTER' end, case when answer.seen_category & 128 <> 0 then 'POLICE' end], null), '{}', '{}' from answer)
select j from answer
