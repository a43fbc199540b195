import type { MigrationInterface, QueryRunner } from "typeorm"
import { scope, sees, traced, unblocked } from "./rule"

/** What is confidential towards those whom a case is about, for a time: it is left out of the log that is handed to them. */
export class CreateConfidentiality1795363540000 implements MigrationInterface {
  async up(database: QueryRunner): Promise<void> {
    await database.query(`
      -- A mark (vertrouwelijk tegenover de betrokkene): from when, why, and until when it stands unless it is renewed. A renewal is a
      -- new line, and ends the one before it; nothing is deleted.
      create table case_confidentiality (
        id uuid primary key,
        case_id uuid not null references case_file,
        reason text not null check (reason in ('FRAUD_INVESTIGATION', 'CRIMINAL_INVESTIGATION', 'SAFETY_OF_OTHERS', 'LEGAL_CLAIM')),
        marked_by uuid not null references employee,
        valid_from timestamptz not null default now(),
        -- The day on which it is over by itself: nobody forgets a case into secrecy.
        review_on date not null,
        review_at timestamptz not null generated always as (review_on::timestamp at time zone 'Europe/Amsterdam') stored,
        ended_at timestamptz,
        -- Nobody, where the day of review came.
        ended_by uuid references employee,
        check (review_on > (valid_from at time zone 'Europe/Amsterdam')::date),
        check (review_on <= (valid_from at time zone 'Europe/Amsterdam')::date + interval '6 months'),
        check (ended_at >= valid_from),
        check (ended_by is null or ended_at is not null)
      );
      create unique index case_confidentiality_current on case_confidentiality (case_id) where ended_at is null;
      create index case_confidentiality_case on case_confidentiality (case_id);
      create index case_confidentiality_review on case_confidentiality (review_on, id) where ended_at is null;
    `)
    await this.rules(database)
    await this.byTheClock(database)
  }

  /** Known to whom the case exists for, so that nobody tells by mistake; made and lifted by who manages it. */
  private async rules(database: QueryRunner): Promise<void> {
    await database.query(`
      alter table case_confidentiality enable row level security;
      grant select on case_confidentiality to woonrust_staff, woonrust_officer;
      grant insert (id, case_id, reason, marked_by, review_on, ended_by) on case_confidentiality to woonrust_staff;
      grant update (ended_at, ended_by) on case_confidentiality to woonrust_staff;
      create policy seen on case_confidentiality for select to woonrust_staff using (${sees("case_confidentiality.case_id")});
      create policy metadata on case_confidentiality for select to woonrust_officer using (${traced} and ${unblocked("case_id")});
      create policy marked on case_confidentiality for insert to woonrust_staff with check (
        ended_by is null and marked_by = ${scope("actor_id")} and ${sees("case_confidentiality.case_id", 3)});
      create policy lifted on case_confidentiality for update to woonrust_staff
        using (ended_at is null and ${sees("case_confidentiality.case_id", 3)})
        with check (ended_at = greatest(now(), valid_from) and ended_by = ${scope("actor_id")});
    `)
  }

  /**
   * The log asks the clock and waits for no job. This writes down what the clock has ended already, so that the trail says when a case
   * was shown again.
   */
  private async byTheClock(database: QueryRunner): Promise<void> {
    await database.query(`
      create function lapse_confidentiality(p_version int, p_purpose text, p_basis text) returns int
        language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      declare
        v_cases uuid[];
        v_event uuid := new_event_id();
      begin
        with lapsed as (
          update case_confidentiality set ended_at = review_at where ended_at is null and review_at <= now() returning case_id)
        select array_agg(case_id) into v_cases from lapsed;
        if v_cases is null then return 0; end if;
        -- An event of its own, which names the cases.
        insert into trail_event (id, actor_kind, job, actions, outcome)
          values (v_event, 'JOB', 'confidentiality', '{confidentiality.ended}', 'DONE');
        insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, legal_basis, case_ids, party_ids,
            person_ids, types, categories)
          values (v_event, 0, 'confidentiality', 'confidentiality.ended', 'subject-rights', p_version, p_purpose, p_basis, v_cases, '{}', '{}',
            '{Confidentiality}', '{}');
        return cardinality(v_cases);
      end $$;
      comment on function lapse_confidentiality is 'Definer, because a job writes no rows of cases: ends what its day of review has ended, and says so in the trail; of how many.';
      grant execute on function lapse_confidentiality to woonrust_keeper;
    `)
  }

  async down(database: QueryRunner): Promise<void> {
    await database.query(`drop function lapse_confidentiality; drop table case_confidentiality`)
  }
}
