import type { MigrationInterface, QueryRunner } from "typeorm"
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
          p_many_cases int, p_many_listed int, p_many_cases_minutes int, p_denied_series int, p_denied_minutes int, p_searched_cases int,
          p_searched_minutes int, p_sample_per_mille int, p_due_days int) returns boolean
        language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      declare
        v_from bigint;
        v_until bigint;
        v_rested timestamptz := now() - make_interval(mins => p_rest_minutes);
        v_window interval := make_interval(mins => p_many_cases_minutes);
        v_denied_window interval := make_interval(mins => p_denied_minutes);
        v_searched_window interval := make_interval(mins => p_searched_minutes);
      begin
        -- Whoever holds the line looks; who finds another at it leaves.
        select next_leaf into v_from from review_progress for update skip locked;
        if not found then
          return false;
        end if;
        -- As far as they have rested: what somebody writes down of her look, she writes after it.
        select coalesce(min(index) filter (where recorded_at > v_rested), max(index) + 1, v_from) into v_until
          from (select index, recorded_at from trail_leaf where index >= v_from order by index limit p_limit) l;
        ${raising}
        update review_progress set next_leaf = v_until;
        return v_until = v_from + p_limit;
      end $$;
      comment on function raise_reviews is 'Definer, because jobs read no trail, and nobody lists an access: lists those that are to be judged, each event once. True where there may be more.';
    `)
  }

  async down(database: QueryRunner): Promise<void> {
    await database.query(`
      drop function raise_reviews, is_own_access;
      drop trigger review_item_asked_once on review_item;
      drop function what_was_asked_stands;
      drop table review_progress;
      alter table employee drop person_id, drop home_id;
    `)
  }
}
