with answer as materialized (select json_build_object('backward', false, 'beyond', false, 'order', 'Person.SURNAME', 'nodes', coalesce(json_agg(row_to_json(t5) order by t1."surname" asc, t1."id" asc), '[]')) j, array_agg(t1."id") seen_person from (select * from (select t1."surname", t1."initials", t1."home_id", t1."id"
from "person" t1
where t1."surname" collate "C" >= $2::text and t1."surname" collate "C" < $2::text || chr(1114111) order by t1."surname" asc, t1."id" asc
limit 100) t1 order by t1."surname" asc, t1."id" asc
limit $1::int + 0) t1 cross join lateral (select t1."surname" "surname", t1."initials" "initials", (select row_to_json(t3) j
from "home" t2 cross join lateral (select t2."street" "street") t3
where t2."id" = t1."home_id") "home") t5),
trail as (insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, legal_basis, case_ids, party_ids, person_ids, types, categories, grant_ids, employee_ids) select (select s.event_id from scope s
where s.xact = pg_current_xact_id_if_assigned()), $3::smallint, 'persons', 'case.viewed', 'case-handling', 1, 'Handling reports of nuisance, fraud, adaptations and safety (P8)', '6-1-a, 6-1-b, 6-1-c, 6-1-f; 9-2-a, 9-2-c, 9-2-f, 9-2-h, 10', '{}', '{}', trail_references(coalesce(answer.seen_person, '{}')), array['Home', 'Person']::text[], array['CONTACT']::text[], '{}', '{}' from answer)
select j from answer
