with answer as materialized (select coalesce(t3.j, t6.j, t9.j, t12.j, t15.j, t18.j, t21.j, t24.j, null::json) j, t3.seen_case || t6.seen_case || t9.seen_case || t12.seen_case seen_case, t6.seen_party seen_party, t15.seen_person seen_person, coalesce(t3.seen_category, 0) | coalesce(case when t3.j is not null then 0 when t6.j is not null then 0 when t9.j is not null then 0 when t12.j is not null then 0 when t15.j is not null then 2 when t18.j is not null then 0 when t21.j is not null then 0 when t24.j is not null then 0 else 0 end, 0) seen_category, case when t3.j is not null then array['Case']::text[] when t6.j is not null then array['Party']::text[] when t9.j is not null then array['JournalEntry']::text[] when t12.j is not null then array['Task']::text[] when t15.j is not null then array['Person']::text[] when t18.j is not null then array['Home']::text[] when t21.j is not null then array['Team']::text[] when t24.j is not null then array['Employee']::text[] else array[]::text[] end types from (select) root
left join lateral (select row_to_json(t2) j, array[t1."id"] seen_case, case when t1."category" is not null then coalesce(1 << array_position('{CONTACT,CONDUCT,HEALTH,CRIMINAL,FINANCIAL,REPORTER,POLICE}'::text[], t1."category"), 254) end seen_category
from "case_file" t1 cross join lateral (select t1."id" "id", t1."title" "title", 'Case' "__typename") t2
where t1."id" = $1::uuid) t3 on true
left join lateral (select row_to_json(t5) j, array[t4."case_id"] seen_case, array[t4."id"] seen_party
from "party" t4 cross join lateral (select t4."id" "id", 'Party' "__typename") t5
where t4."id" = $1::uuid) t6 on true
left join lateral (select row_to_json(t8) j, array[t7."case_id"] seen_case
from "journal_entry" t7 cross join lateral (select t7."id" "id", 'JournalEntry' "__typename") t8
where t7."id" = $1::uuid) t9 on true
left join lateral (select row_to_json(t11) j, array[t10."case_id"] seen_case
from "task" t10 cross join lateral (select t10."id" "id", 'Task' "__typename") t11
where t10."id" = $1::uuid) t12 on true
left join lateral (select row_to_json(t14) j, array[t13."id"] seen_person
from "person" t13 cross join lateral (select t13."id" "id", t13."surname" "surname", 'Person' "__typename") t14
where t13."id" = $1::uuid) t15 on true
left join lateral (select row_to_json(t17) j
from "home" t16 cross join lateral (select t16."id" "id", 'Home' "__typename") t17
where t16."id" = $1::uuid) t18 on true
left join lateral (select row_to_json(t20) j
from "team" t19 cross join lateral (select t19."id" "id", 'Team' "__typename") t20
where t19."id" = $1::uuid) t21 on true
left join lateral (select row_to_json(t23) j
from "employee" t22 cross join lateral (select t22."id" "id", 'Employee' "__typename") t23
where t22."id" = $1::uuid) t24 on true),
trail as (insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, legal_basis, case_ids, party_ids, person_ids, types, categories, grant_ids, employee_ids) select (select s.event_id from scope s
where s.xact = pg_current_xact_id_if_assigned()), $2::smallint, 'node', 'case.viewed', 'case-handling', 1, 'Handling reports of nuisance, fraud, adaptations and safety (P8)', '6-1-a, 6-1-b, 6-1-c, 6-1-f; 9-2-a, 9-2-c, 9-2-f, 9-2-h, 10', array(select distinct c from unnest(answer.seen_case) c
where c is not null), coalesce(answer.seen_party, '{}'), trail_references(coalesce(answer.seen_person, '{}')), answer.types, array_remove(array[case when answer.seen_category & 2 <> 0 then 'CONTACT' end, case when answer.seen_category & 4 <> 0 then 'CONDUCT' end, case when answer.seen_category & 8 <> 0 then 'HEALTH' end, case when answer.seen_category & 16 <> 0 then 'CRIMINAL' end, case when answer.seen_category & 32 <> 0 then 'FINANCIAL' end, case when answer.seen_category & 64 <> 0 then 'REPORTER' end, case when answer.seen_category & 128 <> 0 then 'POLICE' end], null), '{}', '{}' from answer)
select j from answer
