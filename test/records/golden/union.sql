with answer as materialized (select t12.j j, t12.seen_case seen_case, t12.seen_party seen_party, t12.seen_person seen_person from (select) root
left join lateral (select (select row_to_json(z) from (select t11.j "parties") z) j, array[t1."id"] || t11.seen_case seen_case, t11.seen_party seen_party, t11.seen_person seen_person
from "case_file" t1
left join lateral (select coalesce(json_agg((select row_to_json(z) from (select t2."name" "name", coalesce(t8.j, t10.j, null::json) "participant") z) order by t2."id" asc), '[]') j, array_concat_agg(t8.seen_case) seen_case, array_concat_agg(array[t2."id"] || t8.seen_party) seen_party, array_concat_agg(t8.seen_person) seen_person from (select t2."name", t2."person_id", t2."employee_id", t2."id", t2."case_id"
from "party" t2
where t2."case_id" = t1."id" order by t2."id" asc
limit least($2::int, 100)) t2
left join lateral (select (select row_to_json(z) from (select t3."surname" "surname", t7.j "involvements~K5NFVZBwcgPm", 'Person' "__typename") z) j, t7.seen_case seen_case, t7.seen_party seen_party, array[t3."id"] seen_person
from "person" t3
left join lateral (select coalesce(json_agg((select row_to_json(z) from (select t6.j "case") z) order by t4."id" desc), '[]') j, array_concat_agg(array[t4."case_id"] || t6.seen_case) seen_case, array_agg(t4."id") seen_party from (select t4."case_id", t4."id", t4."person_id"
from "party" t4
where t4."person_id" = t3."id" order by t4."id" desc
limit least($1::int, 50)) t4
left join lateral (select (select row_to_json(z) from (select t5."reference" "reference") z) j, array[t5."id"] seen_case
from "case_file" t5
where t5."id" = t4."case_id") t6 on true) t7 on true
where t3."id" = t2."person_id") t8 on true
left join lateral (select (select row_to_json(z) from (select t9."name" "name", 'Employee' "__typename") z) j
from "employee" t9
where t9."id" = t2."employee_id") t10 on true) t11 on true
where t1."id" = $3::uuid) t12 on true),
trail as (insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, case_ids, party_ids, person_ids, types, categories, grant_ids) select (select s.event_id from scope s
where s.xact = pg_current_xact_id_if_assigned()), $4::smallint, 'case', 'case.viewed', 'case-handling', 1, 'Handling', coalesce(array(select distinct unnest(answer.seen_case)), '{}'), coalesce(array(select distinct unnest(answer.seen_party)), '{}'), coalesce(array(select distinct unnest(answer.seen_person)), '{}'), array['Case', 'Employee', 'Party', 'Person']::text[], array['CONTACT']::text[], array(select g.id from case_grant g
where g.case_id = any(answer.seen_case)) from answer)
select j from answer
