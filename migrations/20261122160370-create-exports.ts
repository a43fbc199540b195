import type { MigrationInterface, QueryRunner } from "typeorm"

/** Exports of the trail: what was asked, and what was found, in chunks that only whoever asked can open. */
export class CreateExports1795363422000 implements MigrationInterface {
  async up(database: QueryRunner): Promise<void> {
    await database.query(`
      -- Somebody asked for what a filter finds (uitvoer van het logboek). Its filter names ids and codes, and no person.
      create table export_job (
        id uuid primary key,
        employee_id uuid not null references employee,
        -- The role she asked in: in another one it is not made, and not fetched.
        role text not null,
        format text not null check (format in ('CSV', 'LOGBOEK_DATAVERWERKINGEN')),
        filter jsonb not null,
        -- What it is encrypted for. What opens it was given to whoever asked, once, and is kept nowhere.
        public_key bytea not null check (length(public_key) = 32),
        state text not null default 'RUNNING' check (state in ('RUNNING', 'READY', 'FAILED')),
        -- How far it has come: it goes on there, on whichever node.
        events int not null default 0,
        chunks int not null default 0,
        after_at timestamptz,
        after_id uuid,
        -- Events until here; and a token that was issued by then.
        asked_at timestamptz not null default now(),
        -- It begins when whoever was at work then is done: what they commit later is of before she asked too.
        xact xid8 not null default pg_current_xact_id(),
        finished_at timestamptz,
        gone_at timestamptz not null default now() + interval '7 days'
      );
      create index export_job_asked on export_job (asked_at desc, id desc);
      create index export_job_running on export_job (asked_at) where state = 'RUNNING';
      create index export_job_gone on export_job (gone_at);

      -- A part of it, encrypted; and which cases it names, so that what is kept from her since is not fetched.
      create table export_chunk (
        job_id uuid not null references export_job,
        position int not null,
        case_ids uuid[] not null,
        party_ids uuid[] not null,
        person_ids uuid[] not null,
        bytes bytea not null,
        primary key (job_id, position)
      );
      -- What is encrypted does not get smaller.
      alter table export_chunk alter column bytes set storage external;
    `)
    await database.query(`
      create function running_exports() returns table (id uuid, employee_id uuid, role text, asked_at timestamptz)
        language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        select j.id, j.employee_id, j.role, j.asked_at from export_job j where j.state = 'RUNNING' and j.gone_at > now()
          and j.xact < pg_snapshot_xmin(pg_current_snapshot()) order by j.asked_at
      $$;
      comment on function running_exports is 'Definer, because an export is for who asked for it alone: whose is to be worked on, without what it asks.';

      create function fail_export(p_export uuid) returns void
        language sql security definer set search_path = pg_catalog, public, pg_temp as $$
        delete from export_chunk where job_id = p_export and exists (select from export_job where id = p_export and state = 'RUNNING');
        update export_job set state = 'FAILED', finished_at = now() where id = p_export and state = 'RUNNING';
      $$;
      comment on function fail_export is 'Definer, because whoever asked is somebody else now or nobody: ends an export that cannot be made in her name.';

      create function end_exports() returns int
        language sql security definer set search_path = pg_catalog, public, pg_temp as $$
        delete from export_chunk c using export_job j where j.id = c.job_id and j.gone_at <= now();
        with gone as (delete from export_job where gone_at <= now() returning 1) select count(*)::int from gone
      $$;
      comment on function end_exports is 'Definer, because no serving role deletes anything: removes exports whose seven days are over; how many.';
    `)
  }

  async down(database: QueryRunner): Promise<void> {
    await database.query(`
      drop function end_exports, fail_export, running_exports;
      drop table export_chunk, export_job;
    `)
  }
}
