import type { MigrationInterface, QueryRunner } from "typeorm"

/** The recurring acts of the service (`src/schedule.ts`). A closed list: whoever adds one adds it here, by a migration. */
const names = ["housekeeping", "custody", "confidentiality", "trail-months", "reviewing"]

/** Which act was done when: each once over all nodes, whichever comes first when it is due. */
export class CreateJobs1795363335000 implements MigrationInterface {
  async up(database: QueryRunner): Promise<void> {
    await database.query(`
      -- A recurring act of the service (terugkerende taak), with when it last began and ended well, by the database's clock.
      create table job (
        name text primary key,
        began_at timestamptz,
        ended_at timestamptz
      );
      insert into job (name) values ${names.map((name) => `('${name}')`).join(", ")};

      create function job_ages() returns jsonb
        language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
        select jsonb_object_agg(name, extract(epoch from clock_timestamp() - ended_at)) from job
      $$;
      comment on function job_ages is 'Definer, because which act was done when is nobody''s to write: for how many seconds each has not ended well, null for never.';

      create function take_job(p_name text, p_every_seconds int) returns boolean
        language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      begin
        -- Whoever holds the line does it; who finds another at it leaves. When its connection is gone another does it.
        perform from job where name = p_name and (ended_at is null or ended_at <= clock_timestamp() - make_interval(secs => p_every_seconds)
          -- Of a clock that was wrong.
          or ended_at > clock_timestamp() + interval '1 minute') for update skip locked;
        if not found then
          return false;
        end if;
        update job set began_at = clock_timestamp() where name = p_name;
        return true;
      end $$;
      comment on function take_job is 'Definer, for the same reason: takes an act that is due, until the transaction ends. False where it is not, or another node is at it.';

      create function end_job(p_name text) returns void
        language sql security definer set search_path = pg_catalog, public, pg_temp as $$
        update job set ended_at = clock_timestamp() where name = p_name
      $$;
      comment on function end_job is 'Definer, for the same reason: the act was done, if its transaction is committed.';
    `)
  }

  async down(database: QueryRunner): Promise<void> {
    await database.query(`
      drop function end_job, take_job, job_ages;
      drop table job;
    `)
  }
}
