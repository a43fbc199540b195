import type pg from "pg"
import { smallTeam } from "./teams"

/**
 * What the colleagues did about access, as the verbs would have done it: a few cases are restricted, a few reporters are shielded, and
 * one consultant declared a conflict of interest. As many of each whatever the size; the same rows make the same.
 */
export async function decideAccess(client: pg.Client): Promise<void> {
  await client.query(`
    with chosen as (
      select c.id, c.assignee_id, c.changed_at,
        (select m.employee_id from team_membership m
          where m.team_id = c.team_id and m.valid_until is null and m.employee_id <> c.assignee_id
            and may_handle(m.employee_id, c.id, c.kind) order by m.employee_id limit 1) as deputy
      from case_file c join team t on t.id = c.team_id
      where c.closed_at is null and c.assignee_id is not null and c.status <> 'REPORTED' and t.name <> '${smallTeam}'
      order by c.opened_at desc, c.id limit 12
    ), restricted as (
      insert into case_restriction (case_id, deputy_id, reason, restricted_by, valid_from)
      select id, deputy, 'Een collega is bij deze zaak betrokken.', assignee_id, changed_at from chosen where deputy is not null
      returning case_id
    )
    update case_file set restricted = true where id in (select case_id from restricted)`)
  await client.query(`
    update party set category = 'REPORTER' where id in (
      select p.id from party p join case_file c on c.id = p.case_id
      where p.role = 'REPORTER' and p.person_id is not null and c.closed_at is null order by c.opened_at desc, p.id limit 25)`)
  await client.query(`
    insert into block (employee_id, against, person_id, reason, declared_by)
    select e.id, 'PERSON', p.person_id, 'KIN', e.id
    from employee e join team_membership m on m.employee_id = e.id join case_file c on c.team_id = m.team_id
      join party p on p.case_id = c.id
    where e.name = 'Joost van Vliet' and c.kind = 'NUISANCE' and p.role = 'SUBJECT' and p.person_id is not null
    order by c.opened_at desc, p.id limit 1`)
}
