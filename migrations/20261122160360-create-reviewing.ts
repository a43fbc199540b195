import type { MigrationInterface, QueryRunner } from "typeorm"
import { measureNames } from "./bursts"
import { raising } from "./raising"

/** What is found in the trail for the privacy officer to judge, and what decides it. */
export class CreateReviewing1795363416000 implements MigrationInterface {
  async up(database: QueryRunner): Promise<void> {
    await database.query(`
      -- Who an employee is as a tenant, and where she lives, as far as she told the administrator: to find looks at her own surroundings.
      -- Never readable by a serving role.
      alter table employee add person_id uuid references person, add home_id uuid references home;
      create index employee_person on employee (person_id) where person_id is not null;

      -- How far the sealed trail has been looked through: the first leaf that is yet to be.
      create table review_progress (
        one boolean primary key default true check (one),
        next_leaf bigint not null default 0
      );
      insert into review_progress default values;

      -- An event that could not be looked through, however little was taken at once. It is passed over, for people to look at.
      create table review_aside (
        leaf bigint primary key,
        event_id uuid,
        recorded_at timestamptz,
        put_at timestamptz not null default now()
      );

      -- What somebody saw, was denied or searched last, of each measure one more than may be in its time (see migrations/bursts.ts): enough to
      -- tell whether what comes next is too much, and no more. Whose: an employee, or an address without a valid token. What: a case, a
      -- person by the reference that the trail has of her, or an attempt. A day later it is gone.
      create table review_lately (
        measure text not null check (measure in (${measureNames})),
        whose text not null,
        thing uuid not null,
        seen_at timestamptz not null,
        event_id uuid not null,
        primary key (measure, whose, thing)
      );
      create index review_lately_seen on review_lately (seen_at);

      create function what_was_asked_stands() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
      begin
        raise exception 'what was asked stands' using errcode = '42501';
      end $$;
      create trigger review_item_asked_once before update on review_item for each row
        when (old.asked_at is not null and (old.asked_by, old.asked_at, old.asked_note) is distinct from (new.asked_by, new.asked_at, new.asked_note))
        execute function what_was_asked_stands();
    `)
    await database.query(`
      -- Around the attempts, and not since they stood on the list: whoever judges comes from somewhere too.
      create function is_own_access(p_item review_item) returns boolean
        language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        select coalesce(p_item.employee_id = me.actor_id or exists (select from trail_event e
            where e.actor_id = me.actor_id and e.address = p_item.address and e.recorded_at >= p_item.first_at - interval '1 hour'
              and e.recorded_at <= least(p_item.last_at + interval '1 hour', greatest(p_item.raised_at, p_item.last_at))), false)
          from scope me where me.xact = pg_current_xact_id_if_assigned()
      $$;
      comment on function is_own_access is 'Definer, because an event may be hidden from who asks: whether an access was her own, or attempts came from the address at which she was.';
    `)
    await database.query(`
      create function raise_reviews(p_limit int, p_rest_minutes int, p_reasoned_per_mille int, p_closed_days int, p_few_cases int,
          p_many_cases int, p_many_listed int, p_many_cases_minutes int, p_many_persons int, p_many_persons_minutes int, p_denied_series int,
          p_denied_minutes int, p_searched_cases int, p_searched_minutes int, p_sample_per_mille int, p_due_days int) returns jsonb
        language plpgsql security definer set search_path = pg_catalog, public, pg_temp set work_mem = '64MB' set enable_seqscan = off as $$
      declare
        v_from bigint;
        v_until bigint;
        v_rested timestamptz := now() - make_interval(mins => p_rest_minutes);
        v_raised int;
      begin
        -- Whoever holds the line looks; who finds another at it leaves.
        select next_leaf into v_from from review_progress for update skip locked;
        if not found then
          return '{"more": false, "raised": 0}';
        end if;
        -- As far as they have rested: what somebody writes down of her look, she writes after it.
        select coalesce(min(index) filter (where recorded_at > v_rested), max(index) + 1, v_from) into v_until
          from (select index, recorded_at from trail_leaf where index >= v_from order by index limit least(p_limit, 5000)) l;
        ${raising}
        delete from review_lately where seen_at < (select max(recorded_at) from trail_leaf where index >= v_from and index < v_until) - interval '1 day';
        update review_progress set next_leaf = v_until;
        return jsonb_build_object('more', v_until = v_from + least(p_limit, 5000), 'raised', v_raised);
      end $$;
      comment on function raise_reviews is 'Definer, because jobs read no trail, and nobody lists an access: lists those that are to be judged, each event once. How many accesses were listed, and whether there may be more.';

      create function next_to_review(out first bigint, out leaves bigint)
        language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        select next_leaf, (select coalesce(max(index) + 1, 0) from trail_leaf) - next_leaf from review_progress
      $$;
      comment on function next_to_review is 'Definer, because how far the trail has been looked through is for nobody to read: with which leaf the next share begins, and how many there are.';

      create function put_aside(p_leaf bigint) returns boolean
        language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      begin
        update review_progress set next_leaf = p_leaf + 1 where next_leaf = p_leaf;
        if found then
          insert into review_aside (leaf, event_id, recorded_at) select index, event_id, recorded_at from trail_leaf where index = p_leaf;
        end if;
        return found;
      end $$;
      comment on function put_aside is 'Definer, for the same reason: passes over one event that cannot be looked through, and keeps which. False where it was passed meanwhile.';

      create function review_lag(p_rest_minutes int) returns jsonb
        language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        select jsonb_build_object(
          'backlog', greatest(0, (select leaves from next_to_review())),
          -- Of the oldest that has rested.
          'age', greatest(0, coalesce(extract(epoch from clock_timestamp() - (select l.recorded_at from trail_leaf l
            where l.index >= p.next_leaf and l.recorded_at is not null order by l.index limit 1)) - 60 * p_rest_minutes, 0)),
          'aside', (select count(*) from review_aside))
        from review_progress p
      $$;
      comment on function review_lag is 'Definer, for the same reason: how many events are yet to be looked through, for how long the oldest has waited since it rested, and how many were put aside.';
    `)
  }

  async down(database: QueryRunner): Promise<void> {
    await database.query(`
      drop function review_lag, put_aside, next_to_review, raise_reviews, is_own_access;
      drop trigger review_item_asked_once on review_item;
      drop function what_was_asked_stands;
      drop table review_lately, review_aside, review_progress;
      alter table employee drop person_id, drop home_id;
    `)
  }
}
