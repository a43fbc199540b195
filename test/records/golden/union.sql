with me as materialized (select s.categories, s.emergencies from scope s
where s.xact = pg_current_xact_id_if_assigned()), answer as materialized (select t18.j j, t18.seen_case seen_case, t18.seen_party seen_party, t18.seen_person seen_person, t18.seen_category seen_category from (select) root
left join lateral (select row_to_json(t17) j, array[t1."id"] || t16.seen_case seen_case, t16.seen_party seen_party, t16.seen_person seen_person, t16.seen_category seen_category
from "case_file" t1
left join lateral (select coalesce(json_agg(row_to_json(t15) order by t2."id" asc), '[]') j, array_concat_agg(t11.seen_case) seen_case, array_concat_agg(array[t2."id"] || t11.seen_party) seen_party, array_concat_agg(t11.seen_person) seen_person, bit_or(case when (t2."category" = any ((select categories from me)::text[]) or t2."case_id" = any ((select emergencies from me)::uuid[])) then case when t2."category" is not null then coalesce(1 << array_position('{CONTACT,CONDUCT,HEALTH,CRIMINAL,FINANCIAL,REPORTER,POLICE}'::text[], t2."category"), 254) end end) seen_category from (select t2."category", t2."case_id", t2."name", t2."person_id", t2."employee_id", t2."id"
from "party" t2
where t2."case_id" = t1."id" order by t2."id" asc
limit least($2::int, 100)) t2
left join lateral (select row_to_json(t10) j, t9.seen_case seen_case, t9.seen_party seen_party, array[t3."id"] seen_person
from "person" t3
left join lateral (select coalesce(json_agg(row_to_json(t8) order by t4."id" desc), '[]') j, array_concat_agg(array[t4."case_id"] || t7.seen_case) seen_case, array_agg(t4."id") seen_party from (select t4."case_id", t4."id", t4."person_id", t4."category"
from "party" t4
where t4."person_id" = t3."id" and (t4."category" = any ((select categories from me)::text[]) or t4."case_id" = any ((select emergencies from me)::uuid[])) order by t4."id" desc
limit least($1::int, 50)) t4
left join lateral (select row_to_json(t6) j, array[t5."id"] seen_case
from "case_file" t5 cross join lateral (select t5."reference" "reference") t6
where t5."id" = t4."case_id") t7 on true cross join lateral (select t7.j "case") t8) t9 on true cross join lateral (select t3."surname" "surname", t9.j "involvements~K5NFVZBwcgPm", 'Person' "__typename") t10
where t3."id" = case when (t2."category" = any ((select categories from me)::text[]) or t2."case_id" = any ((select emergencies from me)::uuid[])) then t2."person_id" end) t11 on true cross join lateral (select case when (t2."category" = any ((select categories from me)::text[]) or t2."case_id" = any ((select emergencies from me)::uuid[])) then t2."name" end "name", coalesce(t11.j, (select row_to_json(t13) j
from "employee" t12 cross join lateral (select t12."name" "name", 'Employee' "__typename") t13
where t12."id" = case when (t2."category" = any ((select categories from me)::text[]) or t2."case_id" = any ((select emergencies from me)::uuid[])) then t2."employee_id" end), null::json) "participant") t15) t16 on true cross join lateral (select t16.j "parties") t17
where t1."id" = $3::uuid) t18 on true),
trail as (insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, legal_basis, case_ids, party_ids, person_ids, types, categories, grant_ids, employee_ids) select (select s.event_id from scope s
where s.xact = pg_current_xact_id_if_assigned()), $4::smallint, 'case', 'case.viewed', 'case-handling', 1, 'Handling reports of nuisance, fraud, adaptations and safety (P8)', '6-1-a, 6-1-b, 6-1-c, 6-1-f; 9-2-a, 9-2-c, 9-2-f, 9-2-h, 10', array(select distinct c from unnest(answer.seen_case) c
where c is not null), array(select distinct c from unnest(answer.seen_party) c
where c is not null), trail_references(array(select distinct c from unnest(answer.seen_person) c
where c is not null)), array['Case', 'Employee', 'Party', 'Person']::text[], array_remove(array['CONTACT', case when answer.seen_category & 4 <> 0 then 'CONDUCT' end, case when answer.seen_category & 8 <> 0 then 'HEALTH' end, case when answer.seen_category & 16 <> 0 then 'CRIMINAL' end, case when answer.seen_category & 32 <> 0 then 'FINANCIAL' end, case when answer.seen_category & 64 <> 0 then 'REPORTER' end, case when answer.seen_category & 128 <> 0 then 'POLICE' end], null), '{}', '{}' from answer)
select j from answer
