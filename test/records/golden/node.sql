with answer as materialized (select coalesce(t3.j, t6.j, t9.j, t12.j, t15.j, t18.j, t21.j, t24.j, t27.j, t30.j, t33.j, t36.j, t39.j, t42.j, t45.j, null::json) j, t21.seen_case || t24.seen_case || t27.seen_case || t33.seen_case || t36.seen_case || t39.seen_case || t45.seen_case seen_case, t45.seen_party seen_party, t6.seen_person || t30.seen_person seen_person, coalesce(t21.seen_category, 0) | coalesce(case when t3.j is not null then 0 when t6.j is not null then 2 when t9.j is not null then 0 when t12.j is not null then 0 when t15.j is not null then 0 when t18.j is not null then 0 when t21.j is not null then 0 when t24.j is not null then 0 when t27.j is not null then 0 when t30.j is not null then 0 when t33.j is not null then 0 when t36.j is not null then 0 when t39.j is not null then 0 when t42.j is not null then 0 when t45.j is not null then 0 else 0 end, 0) seen_category, case when t3.j is not null then array['Home']::text[] when t6.j is not null then array['Person']::text[] when t9.j is not null then array['Employee']::text[] when t12.j is not null then array['Clearance']::text[] when t15.j is not null then array['Team']::text[] when t18.j is not null then array['Membership']::text[] when t21.j is not null then array['Case']::text[] when t24.j is not null then array['Grant']::text[] when t27.j is not null then array['Restriction']::text[] when t30.j is not null then array['Block']::text[] when t33.j is not null then array['Confidentiality']::text[] when t36.j is not null then array['JournalEntry']::text[] when t39.j is not null then array['Task']::text[] when t42.j is not null then array['Notice']::text[] when t45.j is not null then array['Party']::text[] else array[]::text[] end types from (select) root
left join lateral (select row_to_json(t2) j
from "home" t1 cross join lateral (select t1."id" "id", 'Home' "__typename") t2
where t1."id" = $1::uuid) t3 on true
left join lateral (select row_to_json(t5) j, array[t4."id"] seen_person
from "person" t4 cross join lateral (select t4."id" "id", t4."surname" "surname", 'Person' "__typename") t5
where t4."id" = $1::uuid) t6 on true
left join lateral (select row_to_json(t8) j
from "employee" t7 cross join lateral (select t7."id" "id", 'Employee' "__typename") t8
where t7."id" = $1::uuid) t9 on true
left join lateral (select row_to_json(t11) j
from "clearance" t10 cross join lateral (select t10."id" "id", 'Clearance' "__typename") t11
where t10."id" = $1::uuid) t12 on true
left join lateral (select row_to_json(t14) j
from "team" t13 cross join lateral (select t13."id" "id", 'Team' "__typename") t14
where t13."id" = $1::uuid) t15 on true
left join lateral (select row_to_json(t17) j
from "team_membership" t16 cross join lateral (select t16."id" "id", 'Membership' "__typename") t17
where t16."id" = $1::uuid) t18 on true
left join lateral (select row_to_json(t20) j, array[t19."id"] seen_case, case when t19."category" is not null then coalesce(1 << array_position('{CONTACT,CONDUCT,HEALTH,CRIMINAL,FINANCIAL,REPORTER,POLICE}'::text[], t19."category"), 254) end seen_category
from "case_file" t19 cross join lateral (select t19."id" "id", t19."title" "title", 'Case' "__typename") t20
where t19."id" = $1::uuid) t21 on true
left join lateral (select row_to_json(t23) j, array[t22."case_id"] seen_case
from "case_grant" t22 cross join lateral (select t22."id" "id", 'Grant' "__typename") t23
where t22."id" = $1::uuid) t24 on true
left join lateral (select row_to_json(t26) j, array[t25."case_id"] seen_case
from "case_restriction" t25 cross join lateral (select t25."id" "id", 'Restriction' "__typename") t26
where t25."id" = $1::uuid) t27 on true
left join lateral (select row_to_json(t29) j, array[t28."person_id"] seen_person
from "block" t28 cross join lateral (select t28."id" "id", 'Block' "__typename") t29
where t28."id" = $1::uuid) t30 on true
left join lateral (select row_to_json(t32) j, array[t31."case_id"] seen_case
from "case_confidentiality" t31 cross join lateral (select t31."id" "id", 'Confidentiality' "__typename") t32
where t31."id" = $1::uuid) t33 on true
left join lateral (select row_to_json(t35) j, array[t34."case_id"] seen_case
from "journal_entry" t34 cross join lateral (select t34."id" "id", 'JournalEntry' "__typename") t35
where t34."id" = $1::uuid) t36 on true
left join lateral (select row_to_json(t38) j, array[t37."case_id"] seen_case
from "task" t37 cross join lateral (select t37."id" "id", 'Task' "__typename") t38
where t37."id" = $1::uuid) t39 on true
left join lateral (select row_to_json(t41) j
from "notice" t40 cross join lateral (select t40."id" "id", 'Notice' "__typename") t41
where t40."id" = $1::uuid) t42 on true
left join lateral (select row_to_json(t44) j, array[t43."case_id"] seen_case, array[t43."id"] seen_party
from "party" t43 cross join lateral (select t43."id" "id", 'Party' "__typename") t44
where t43."id" = $1::uuid) t45 on true),
trail as (insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, legal_basis, case_ids, party_ids, person_ids, types, categories, grant_ids, employee_ids) select (select s.event_id from scope s
where s.xact = pg_current_xact_id_if_assigned()), $2::smallint, 'node', 'case.viewed', 'case-handling', 1, 'Handling reports of nuisance, fraud, adaptations and safety (P8)', '6-1-a, 6-1-b, 6-1-c, 6-1-f; 9-2-a, 9-2-c, 9-2-f, 9-2-h, 10', array(select distinct c from unnest(answer.seen_case) c
where c is not null), coalesce(answer.seen_party, '{}'), trail_references(array(select distinct c from unnest(answer.seen_person) c
where c is not null)), answer.types, array_remove(array[case when answer.seen_category & 2 <> 0 then 'CONTACT' end, case when answer.seen_category & 4 <> 0 then 'CONDUCT' end, case when answer.seen_category & 8 <> 0 then 'HEALTH' end, case when answer.seen_category & 16 <> 0 then 'CRIMINAL' end, case when answer.seen_category & 32 <> 0 then 'FINANCIAL' end, case when answer.seen_category & 64 <> 0 then 'REPORTER' end, case when answer.seen_category & 128 <> 0 then 'POLICE' end], null), '{}', '{}' from answer)
select j from answer
