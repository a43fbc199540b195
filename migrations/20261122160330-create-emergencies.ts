import type { MigrationInterface, QueryRunner } from "typeorm"
import { inForce } from "./rule"

/** Emergency access, what is told of it, and what the privacy officer has to judge. */
export class CreateEmergencies1795363398000 implements MigrationInterface {
  async up(database: QueryRunner): Promise<void> {
    await database.query(`
      -- An attempt to open a case in an emergency (noodprocedure), whether it found one or not.
      create table emergency (
        id uuid primary key default gen_random_uuid(),
        employee_id uuid not null references employee,
        case_id uuid references case_file,
        grant_id uuid references case_grant,
        reason text not null check (reason in ('DANGER_TO_LIFE', 'VIOLENCE', 'FIRE_OR_GAS', 'CARE_CRISIS', 'POLICE_AT_THE_DOOR')),
        explanation text not null,
        asked_at timestamptz not null default now(),
        valid_until timestamptz
      );
      create index emergency_employee on emergency (employee_id, asked_at);

      -- What the privacy officer owes a judgement (te beoordelen inzage). It stays on the list until it is judged. An emergency is listed
      -- as it happens; all else is found in the sealed trail, and what is of one employee, case and kind on one day is one item.
      create table review_item (
        id uuid primary key default gen_random_uuid(),
        kind text not null check (kind in ('EMERGENCY', 'NO_TASK', 'AFTER_CLOSURE', 'COLLEAGUE_OR_SAME_ADDRESS', 'MANY_CASES',
          'MANY_PERSONS', 'DENIED_SERIES', 'SEARCHING_CASES', 'RANDOM_SAMPLE')),
        emergency_id uuid references emergency,
        -- The first event of the trail that it is about.
        event_id uuid not null,
        -- Nobody, where those who were denied could not be told apart but by their address.
        employee_id uuid references employee,
        -- What she was at that time.
        actor_role text,
        address inet,
        case_id uuid references case_file,
        -- The day, in Amsterdam, whose accesses it gathers.
        period_on date not null default (now() at time zone 'Europe/Amsterdam')::date,
        first_at timestamptz not null default now(),
        last_at timestamptz not null default now(),
        raised_at timestamptz not null default now(),
        due_at timestamptz not null default now() + interval '7 days',
        -- She was asked: the item stays open for what comes of it.
        asked_by uuid references employee,
        asked_at timestamptz,
        asked_note text,
        judgement text,
        note text,
        judged_by uuid references employee,
        judged_at timestamptz,
        check ((kind = 'EMERGENCY') = (emergency_id is not null)),
        check (num_nonnulls(employee_id, address) = 1),
        check ((asked_by is null) = (asked_at is null) and (asked_note is null or asked_at is not null)),
        check ((judged_by is null) = (judged_at is null) and (note is null or judged_at is not null)),
        check (coalesce(judgement, 'OWED') = any (case when judged_at is not null then '{FINE,INCIDENT}'
          when asked_at is not null then '{ASKED}' else '{OWED}' end::text[]))
      );
      create index review_item_open on review_item (raised_at, id) where judged_at is null;
      create index review_item_due on review_item (due_at, id) where judged_at is null;
      create index review_item_raised on review_item (raised_at desc, id desc);
      create index review_item_case on review_item (case_id);
      create index review_item_emergency on review_item (emergency_id);
      -- What is judged takes in nothing more: what comes after it is looked at anew.
      create unique index review_item_gathers on review_item (kind, employee_id, address, case_id, period_on) nulls not distinct
        where judged_at is null and kind <> 'EMERGENCY';

      -- Each access that an item gathers: the event of the trail, by which routes she had come, and why she said to look.
      create table review_access (
        id uuid primary key default gen_random_uuid(),
        item_id uuid not null references review_item,
        case_id uuid references case_file,
        event_id uuid not null,
        recorded_at timestamptz not null default now(),
        routes text[] not null default '{}',
        look_reason text,
        unique (item_id, event_id)
      );
      create index review_access_item on review_access (item_id, recorded_at, id);

      -- What somebody is told (bericht): that something happened, without content.
      create table notice (
        id uuid primary key default gen_random_uuid(),
        employee_id uuid not null references employee,
        kind text not null check (kind in ('EMERGENCY_OPENED', 'EMERGENCY_MISSED', 'CUSTODY_PASSED', 'DEPUTY_LEFT')),
        about_id uuid references employee,
        case_id uuid references case_file,
        created_at timestamptz not null default now(),
        read_at timestamptz
      );
      create index notice_employee on notice (employee_id, created_at desc, id desc);
      create index notice_unread on notice (employee_id, created_at desc, id desc) where read_at is null;
    `)
    await database.query(`
      create function open_in_emergency(p_reference text, p_postcode text, p_house_number text, p_reason text, p_explanation text)
        returns table (case_id uuid, refusal text, kept boolean)
        language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      declare
        v_scope scope;
        v_case uuid;
        v_visible boolean;
        v_attempts int;
        v_refusal text;
        v_grant uuid;
        v_emergency uuid;
        -- By the server''s clock alone.
        v_until timestamptz := now() + interval '4 hours';
      begin
        select * into v_scope from scope s where s.xact = pg_current_xact_id_if_assigned();
        if v_scope.role is null or v_scope.role not in ('CONSULTANT', 'TEAM_LEAD') then
          raise exception 'not for this role' using errcode = '42501';
        end if;
        -- One at a time for each employee, so that attempts side by side are counted too.
        perform pg_advisory_xact_lock(hashtextextended('emergency ' || v_scope.actor_id, 0));
        select count(*) into v_attempts from emergency e where e.employee_id = v_scope.actor_id and e.asked_at > now() - interval '1 hour';
        if v_attempts > 5 then
          return query select null::uuid, 'TOO_MANY_ATTEMPTS', false;
          return;
        end if;
        select found.id, found.visible into v_case, v_visible from (
          select c.id, c.closed_at, c.changed_at,
            -- At the moment of asking: another attempt may just have opened it.
            exists (select from grants_at(c.id, clock_timestamp()) a where a.employee_id = v_scope.actor_id) as visible
          from case_file c
          where c.id in (select r.id from case_file r where r.reference = p_reference
              union all select o.id from home h join case_file o on o.home_id = h.id
                where h.postcode = p_postcode and h.house_number = p_house_number)
            and c.id <> all (v_scope.blocked) and v_attempts < 5
        ) found
        -- At an address with several: one that she does not see yet, that is alive, that was changed last.
        order by found.visible, found.closed_at is not null, found.changed_at desc limit 1;
        if v_visible then
          return query select v_case, 'ALREADY_VISIBLE', false;
          return;
        end if;
        -- The first that is too many is on record as any that finds nothing; those after it only in the trail.
        v_refusal := case when v_attempts = 5 then 'TOO_MANY_ATTEMPTS' when v_case is null then 'ABSENT' end;
        if v_case is not null then
          insert into case_grant (case_id, principal_id, level, route, valid_until, granted_by, reason)
            values (v_case, v_scope.actor_id, 1, 'EMERGENCY', v_until, v_scope.actor_id, p_reason) returning id into v_grant;
          update scope set emergencies = emergencies || v_case where xact = pg_current_xact_id_if_assigned();
        end if;
        insert into emergency (employee_id, case_id, grant_id, reason, explanation, valid_until)
          values (v_scope.actor_id, v_case, v_grant, p_reason, p_explanation, case when v_case is not null then v_until end)
          returning id into v_emergency;
        with item as (
          insert into review_item (kind, emergency_id, event_id, employee_id, actor_role, case_id)
            values ('EMERGENCY', v_emergency, v_scope.event_id, v_scope.actor_id, v_scope.role, v_case) returning id
        )
        insert into review_access (item_id, case_id, event_id, routes)
          select id, v_case, v_scope.event_id, case when v_case is null then '{}' else '{EMERGENCY}' end::text[] from item;
        -- Told at once: the privacy officers, and who leads a team of hers or the one that handles the case; where nobody does, the leads
        -- of the same districts, and else all leads. Never the blocked.
        insert into notice (employee_id, kind, about_id, case_id)
          with teams as (
            select t.id, t.district from team t
            where t.id = any (v_scope.principals) or t.id = (select c.team_id from case_file c where c.id = v_case)
          ), reachable as (
            select e.id, e.role, (select coalesce(max(case when t.id = m.team_id then 2 when t.district = o.district then 1 else 0 end), 0)
              from team_membership m join team o on o.id = m.team_id cross join teams t
              where m.employee_id = e.id and ${inForce("m")}) as near
            from employee e
            where e.active and (e.until is null or e.until > now()) and e.id <> v_scope.actor_id and e.role in ('PRIVACY_OFFICER', 'TEAM_LEAD')
              and not exists (select from case_block b where b.case_id = v_case and b.employee_id = e.id and b.valid_until is null)
          )
          select r.id, case when v_case is null then 'EMERGENCY_MISSED' else 'EMERGENCY_OPENED' end, v_scope.actor_id, v_case
          from reachable r
          where r.role = 'PRIVACY_OFFICER' or r.near = (select max(l.near) from reachable l where l.role = 'TEAM_LEAD');
        return query select v_case, v_refusal, v_refusal is not null;
      end $$;
      comment on function open_in_emergency is 'Definer, because it opens what the actor cannot see: by an exact reference or address, for a term, and told at once.';
    `)
  }

  async down(database: QueryRunner): Promise<void> {
    await database.query(`
      drop function open_in_emergency;
      drop table notice, review_access, review_item, emergency;
    `)
  }
}
