with answer as materialized (select t17.j j, t17.seen_case seen_case, t17.seen_party seen_party, t17.seen_person seen_person, t17.seen_category seen_category from (select) root
left join lateral (select (select row_to_json(z) from (select t1."title" "title", t1."description" "description", t5.j "home", t7.j "tasks", (select count(*) from (select
from "task" t8
where t8."case_id" = t1."id" and t8."completed_at" is null
limit 1000) counted) "openTaskCount", t1."status" "status", t12.j "journal~RZ8mcuuK2awa", t14.j "access", t16.j "parties~zPuHj__9xQze") z) j, array[t1."id"] seen_case, t16.seen_party seen_party, t5.seen_person seen_person, array[t1."category"] || t12.seen_category seen_category
from "case_file" t1
left join lateral (select (select row_to_json(z) from (select t2."street" "street", t4.j "residents") z) j, t4.seen_person seen_person
from "home" t2
left join lateral (select coalesce(json_agg((select row_to_json(z) from (select t3."surname" "surname") z) order by t3."surname" asc, t3."id" asc), '[]') j, array_agg(t3."id") seen_person from (select t3."surname", t3."id", t3."home_id"
from "person" t3
where t3."home_id" = t2."id" order by t3."surname" asc, t3."id" asc
limit least($1::int, 20)) t3 ) t4 on true
where t2."id" = t1."home_id") t5 on true
left join lateral (select coalesce(json_agg((select row_to_json(z) from (select t6."title" "title", t6."due_on" "dueOn") z) order by t6."due_on" asc, t6."id" asc), '[]') j from (select t6."title", t6."due_on", t6."id", t6."case_id"
from "task" t6
where t6."case_id" = t1."id" order by t6."due_on" asc, t6."id" asc
limit least($2::int, 100)) t6 ) t7 on true
left join lateral (select json_build_object('backward', false, 'beyond', false, 'order', 'JournalEntry.NEWEST', 'nodes', coalesce(json_agg((select row_to_json(z) from (select t9."body" "body", t11.j "author") z) order by t9.n), '[]')) j, array_agg(t9."category") seen_category from (select * from (select t9."body", t9."author_id", t9."category", t9."occurred_on", t9."id", t9."case_id", row_number() over (order by t9."occurred_on" desc, t9."id" desc) n
from "journal_entry" t9
where t9."case_id" = t1."id" order by t9."occurred_on" desc, t9."id" desc
limit 100) t9
limit $3::int + 0) t9
left join lateral (select (select row_to_json(z) from (select t10."name" "name") z) j
from "employee" t10
where t10."id" = t9."author_id") t11 on true) t12 on true
left join lateral (select coalesce(json_agg((select row_to_json(z) from (select t13."level" "rank") z) order by t13."valid_from" asc, t13."id" asc), '[]') j from (select t13."level", t13."valid_from", t13."id", t13."case_id"
from "case_grant" t13
where t13."case_id" = t1."id" order by t13."valid_from" asc, t13."id" asc
limit least($4::int, 50)) t13 ) t14 on true
left join lateral (select coalesce(json_agg((select row_to_json(z) from (select t15."name" "name", t15."role" "role") z) order by t15."id" asc), '[]') j, array_agg(t15."id") seen_party from (select t15."name", t15."role", t15."id", t15."case_id"
from "party" t15
where t15."case_id" = t1."id" order by t15."id" asc
limit least($5::int, 100)) t15 ) t16 on true
where t1."id" = $6::uuid) t17 on true),
trail as (insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, case_ids, party_ids, person_ids, types, categories, grant_ids) select (select s.event_id from scope s
where s.xact = pg_current_xact_id_if_assigned()), $7::smallint, 'case', 'case.viewed', 'case-handling', 1, 'Handling', coalesce(array(select distinct unnest(answer.seen_case)), '{}'), coalesce(array(select distinct unnest(answer.seen_party)), '{}'), coalesce(array(select distinct unnest(answer.seen_person)), '{}'), array['Case', 'Employee', 'Grant', 'Home', 'JournalEntry', 'Party', 'Person', 'Task']::text[], array(select distinct unnest(answer.seen_category || array['CONTACT']::text[])), array(select g.id from case_grant g
where g.case_id = any(answer.seen_case)) from answer)
select j from answer
