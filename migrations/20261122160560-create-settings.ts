import type { MigrationInterface, QueryRunner } from "typeorm"
import { traced } from "./rule"

/**
 * The settings that are noted, by their names in the environment; the service notes these (src/noting.ts). A closed list: the role that
 * notes could else write any word into the trail as a name. Whoever adds a setting adds it to the check, by a migration; a name that
 * is no longer noted stays, for what was noted of it.
 */
const names = [
  ...["OIDC_ISSUER", "OIDC_AUDIENCE", "TRAIL_TERM_MONTHS"],
  ...["REVIEW_REST_MINUTES", "REVIEW_REASONED_PER_MILLE", "REVIEW_CLOSED_DAYS", "REVIEW_FEW_CASES"],
  ...["REVIEW_MANY_CASES", "REVIEW_MANY_LISTED", "REVIEW_MANY_CASES_MINUTES"],
  ...["REVIEW_MANY_PERSONS", "REVIEW_MANY_PERSONS_MINUTES"],
  ...["REVIEW_DENIED_SERIES", "REVIEW_DENIED_MINUTES", "REVIEW_SEARCHED_CASES", "REVIEW_SEARCHED_MINUTES"],
  ...["REVIEW_SAMPLE_PER_MILLE", "REVIEW_DUE_DAYS"],
]

/** What the service was set to, as it was found at each start: how long the trail is kept, whose tokens are believed, what is judged. */
export class CreateSettings1795363560000 implements MigrationInterface {
  async up(database: QueryRunner): Promise<void> {
    await database.query(`
      -- A setting (instelling) of the environment that was found to be otherwise than at the start before, by whichever node. Appended
      -- to only. The event that it belongs to says the same, and is sealed; this outlives it, and is what the next start is compared with.
      create table trail_setting (
        id uuid primary key default new_event_id(),
        -- In the order in which they were noted, whatever the clock says.
        nth bigint not null generated always as identity,
        event_id uuid not null,
        recorded_at timestamptz not null default now(),
        name text not null constraint trail_setting_known check (name in (${names.map((name) => `'${name}'`).join(", ")})),
        -- A number, a name or an address without blanks, credentials and query: nothing that could be a secret or a sentence.
        value text not null check (value ~ '^[A-Za-z0-9][A-Za-z0-9._:/+-]{0,199}$'),
        -- Null where it was never noted before.
        before text
      );
      create index trail_setting_last on trail_setting (name, nth desc);
      create index trail_setting_event on trail_setting (event_id);
      create index trail_setting_newest on trail_setting (recorded_at, id);

      create function note_settings(p_settings jsonb) returns text[]
        language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      declare
        v_event uuid := new_event_id();
        v_names text[];
        v_said text[];
      begin
        -- Nodes that start together are compared one after the other: what they are set to alike is one change.
        lock table trail_setting in share row exclusive mode;
        -- Where the service has stood still for months, the month to write into is not there. Else it is left to the job, which may wait for
        -- whoever reads the trail: a start may not.
        if to_regclass('public.trail_event_' || to_char(now() at time zone 'UTC', 'YYYYMM')) is null then
          perform ensure_trail_partitions(3);
        end if;
        with found as (
          select s.key as name, s.value, (select l.value from trail_setting l where l.name = s.key order by l.nth desc limit 1) as before
          from jsonb_each_text(p_settings) s
        ), noted as (
          insert into trail_setting (event_id, name, value, before)
            select v_event, f.name, f.value, f.before from found f where f.value is distinct from f.before order by f.name
            returning name, value, before
        )
        select array_agg(n.name order by n.name), array_agg(setting_said(n.name, n.before, n.value) order by n.name)
          into v_names, v_said from noted n;
        if v_names is null then
          return '{}';
        end if;
        insert into trail_event (id, actor_kind, job, actions, outcome, settings)
          values (v_event, 'JOB', 'starting', '{settings.changed}', 'DONE', v_said);
        insert into scope (xact, event_id, role, principals, routes, kinds, categories, blocked, emergencies)
          values (pg_current_xact_id(), v_event, 'JOB', '{}', '{}', '{}', '{}', '{}', '{}');
        return v_names;
      end $$;
      comment on function note_settings is 'Definer, because nobody else may write the header of the trail or what stands in it: notes what is set otherwise than at the start before.';

      -- As it stands in the event, and is sealed with it.
      create function setting_said(p_name text, p_before text, p_value text) returns text language sql immutable as $$
        select concat_ws(' ', p_name, coalesce(p_before, '-'), p_value)
      $$;
    `)
    await database.query(`
      alter table trail_setting enable row level security;
      grant select on trail_setting to woonrust_officer;
      create policy traced on trail_setting for select to woonrust_officer using (${traced});
      grant execute on function note_settings to woonrust_keeper;
    `)
  }

  async down(database: QueryRunner): Promise<void> {
    await database.query(`drop function note_settings, setting_said; drop table trail_setting`)
  }
}
