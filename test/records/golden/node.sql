with answer as materialized (select coalesce(t2.j, t4.j, t6.j, t8.j, t10.j, t12.j, t14.j, t16.j, null::json) j, t2.seen_case || t4.seen_case || t6.seen_case || t8.seen_case seen_case, t4.seen_party seen_party, t10.seen_person seen_person, t2.seen_category seen_category, case when t2.j is not null then array['Case']::text[] when t4.j is not null then array['Party']::text[] when t6.j is not null then array['JournalEntry']::text[] when t8.j is not null then array['Task']::text[] when t10.j is not null then array['Person']::text[] when t12.j is not null then array['Home']::text[] when t14.j is not null then array['Team']::text[] when t16.j is not null then array['Employee']::text[] else '{}' end types, case when t2.j is not null then array[]::text[] when t4.j is not null then array[]::text[] when t6.j is not null then array[]::text[] when t8.j is not null then array[]::text[] when t10.j is not null then array['CONTACT']::text[] when t12.j is not null then array[]::text[] when t14.j is not null then array[]::text[] when t16.j is not null then array[]::text[] else '{}' end categories from (select) root
left join lateral (select (select row_to_json(z) from (select t1."id" "id", t1."title" "title", 'Case' "__typename") z) j, array[t1."id"] seen_case, array[t1."category"] seen_category
from "case_file" t1
where t1."id" = $1::uuid) t2 on true
left join lateral (select (select row_to_json(z) from (select t3."id" "id", 'Party' "__typename") z) j, array[t3."case_id"] seen_case, array[t3."id"] seen_party
from "party" t3
where t3."id" = $1::uuid) t4 on true
left join lateral (select (select row_to_json(z) from (select t5."id" "id", 'JournalEntry' "__typename") z) j, array[t5."case_id"] seen_case
from "journal_entry" t5
where t5."id" = $1::uuid) t6 on true
left join lateral (select (select row_to_json(z) from (select t7."id" "id", 'Task' "__typename") z) j, array[t7."case_id"] seen_case
from "task" t7
where t7."id" = $1::uuid) t8 on true
left join lateral (select (select row_to_json(z) from (select t9."id" "id", t9."surname" "surname", 'Person' "__typename") z) j, array[t9."id"] seen_person
from "person" t9
where t9."id" = $1::uuid) t10 on true
left join lateral (select (select row_to_json(z) from (select t11."id" "id", 'Home' "__typename") z) j
from "home" t11
where t11."id" = $1::uuid) t12 on true
left join lateral (select (select row_to_json(z) from (select t13."id" "id", 'Team' "__typename") z) j
from "team" t13
where t13."id" = $1::uuid) t14 on true
left join lateral (select (select row_to_json(z) from (select t15."id" "id", 'Employee' "__typename") z) j
from "employee" t15
where t15."id" = $1::uuid) t16 on true),
trail as (insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, case_ids, party_ids, person_ids, types, categories, grant_ids) select (select s.event_id from scope s
where s.xact = pg_current_xact_id_if_assigned()), $2::smallint, 'node', 'case.viewed', 'case-handling', 1, 'Handling', coalesce(array(select distinct unnest(answer.seen_case)), '{}'), coalesce(array(select distinct unnest(answer.seen_party)), '{}'), coalesce(array(select distinct unnest(answer.seen_person)), '{}'), answer.types, array(select distinct unnest(answer.seen_category || answer.categories)), array(select g.id from case_grant g
where g.case_id = any(answer.seen_case)) from answer)
select j from answer
