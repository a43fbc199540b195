import { scene } from "../../cases/support"
import type { House } from "../../support/house"

/** So many cases of others, each with what hangs under it, that one of them is found by an index, as in a service that is used. */
const others = 1_000

export async function crowd(house: House): Promise<void> {
  const { team, consultant } = await scene(house)
  await house.rows(
    `insert into case_file (id, reference, kind, title, description, purpose, legal_basis, status, team_id, assignee_id,
       opened_by, opened_at, changed_at)
     select gen_random_uuid(), 'WR-0000-' || lpad(n::text, 4, '0'), 'NUISANCE', 'Muziek', 'Te luid.', 'TENANCY', 'AGREEMENT',
       'REPORTED', $1, $2, $2, now(), now() from generate_series(1, ${others}) n`,
    [team, consultant.id],
  )
  await house.rows(
    `insert into person (id, source, initials, surname) select gen_random_uuid(), 'ERP', 'A.', 'Maas' from generate_series(1, ${others})`,
  )
  const ofOthers = "from case_file c where c.reference like 'WR-0000-%'"
  await house.rows(
    `insert into party (id, case_id, category, role, name, added_by, added_at)
     select gen_random_uuid(), c.id, 'CONTACT', 'SUBJECT', 'Dhr. Maas', $1, now() ${ofOthers}`,
    [consultant.id],
  )
  await house.rows(
    `insert into journal_entry (id, case_id, type, category, body, occurred_on, author_id, added_at)
     select gen_random_uuid(), c.id, 'CALL', 'CONDUCT', 'Gebeld.', now(), $1, now() ${ofOthers}`,
    [consultant.id],
  )
  await house.rows(
    `insert into task (id, case_id, category, title, due_on, added_by, added_at)
     select gen_random_uuid(), c.id, 'CONDUCT', 'Bellen', '2027-01-01', $1, now() ${ofOthers}`,
    [consultant.id],
  )
  await house.rows(
    `with made as (insert into trail_event (actor_kind, actor_id, actor_role, actions, outcome)
       select 'EMPLOYEE', $1, 'CONSULTANT', '{case.viewed}', 'DONE' from generate_series(1, ${others}) returning id),
     numbered as (select id, row_number() over () as n from made)
     insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, legal_basis, case_ids, party_ids, person_ids,
       types, categories)
     select m.id, 0, 'case', 'case.viewed', 'case-handling', 1, 'Zaken', '6-1-b', array[c.id], '{}', array[p.reference], '{Case}', '{}' from numbered m
       join (select id, row_number() over () as n from case_file where reference like 'WR-0000-%') c on c.n = m.n
       join (select trail_reference as reference, row_number() over () as n from person where surname = 'Maas') p on p.n = m.n`,
    [consultant.id],
  )
  await house.rows("analyze")
}
