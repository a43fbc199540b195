import type { MigrationInterface, QueryRunner } from "typeorm"

/** Cases and what hangs under them. */
export class CreateCases1795363380000 implements MigrationInterface {
  async up(database: QueryRunner): Promise<void> {
    await database.query(`
      create table case_file (
        id uuid primary key,
        -- Random and readable (WR-7F3K-92QD): a gap or a successor tells nothing.
        reference text not null unique check (reference ~ '^WR-[0-9A-Z]{4}-[0-9A-Z]{4}$'),
        kind text not null check (kind in ('NUISANCE', 'FRAUD', 'ADAPTATION', 'SAFETY')),
        category text not null generated always as (
          case kind when 'FRAUD' then 'CRIMINAL' when 'ADAPTATION' then 'HEALTH' else 'CONDUCT' end) stored,
        title text not null,
        description text not null,
        -- The codes of VERA, the sector''s reference data (ZAAKTYPESOORT, ZAAKTYPEDETAILSOORT); it has none for adaptations.
        vera_type text,
        vera_detail text,
        home_id uuid references home,
        -- Without purpose and basis no case can be opened (P8, P11); a legitimate interest carries its balancing note.
        purpose text not null check (purpose in ('TENANCY', 'ORGANISATION', 'SAFETY_OF_PEOPLE')),
        legal_basis text not null check (legal_basis in ('AGREEMENT', 'LEGAL_DUTY', 'CONSENT', 'LEGITIMATE_INTEREST')),
        balancing_note text,
        -- What lets health data (GDPR art. 9) and criminal data (art. 10) stand in the case, whatever its kind; none without it.
        health_ground text check (health_ground in ('SOCIAL_SUPPORT', 'EXPLICIT_CONSENT', 'VITAL_INTEREST', 'LEGAL_CLAIM')),
        criminal_ground text check (criminal_ground in ('OWN_CLAIM', 'AGAINST_THE_ASSOCIATION', 'COVENANT', 'EXPLICIT_CONSENT')),
        status text not null check (status in ('REPORTED', 'IN_TREATMENT', 'IN_EXECUTION', 'FINISHED', 'CLOSED', 'CANCELLED')),
        outcome text check (outcome in ('RESOLVED', 'AGREEMENT_REACHED', 'UNFOUNDED', 'REFERRED', 'ADAPTED', 'DECLINED', 'TENANCY_ENDED', 'OTHER')),
        team_id uuid not null references team,
        assignee_id uuid references employee,
        -- Only for those who are named personally; kept by the restrictions of the case.
        restricted boolean not null default false,
        opened_by uuid not null references employee,
        opened_at timestamptz not null,
        finished_at timestamptz,
        closed_at timestamptz,
        -- Five calendar years after closure, as the tenants were promised (P19); clears itself when the case is reopened.
        retain_until date generated always as (((closed_at at time zone 'Europe/Amsterdam') + interval '5 years')::date) stored,
        changed_at timestamptz not null,
        version int not null default 1,
        unique (id, kind, restricted),
        check ((status in ('CLOSED', 'CANCELLED')) = (closed_at is not null)),
        check ((status = 'CLOSED') = (outcome is not null)),
        check (legal_basis <> 'LEGITIMATE_INTEREST' or balancing_note is not null),
        check (kind <> 'ADAPTATION' or health_ground is not null),
        check (kind <> 'FRAUD' or criminal_ground is not null)
      );
      create index case_file_team_open on case_file (team_id, opened_at desc, id desc) where closed_at is null;
      create index case_file_team on case_file (team_id, opened_at desc, id desc);
      create index case_file_assignee on case_file (assignee_id, opened_at desc, id desc);
      create index case_file_home on case_file (home_id, opened_at desc, id desc);
      create index case_file_opened on case_file (opened_at desc, id desc);
      create index case_file_changed on case_file (changed_at desc, id desc);
      create index case_file_retention on case_file (retain_until) where retain_until is not null;

      -- A party (betrokkene): somebody''s part in one case. Its id is the random reference that the trail uses.
      create table party (
        id uuid primary key,
        case_id uuid not null references case_file,
        -- REPORTER shields the identity: the party then exists for nobody who is not cleared for that category.
        category text not null default 'CONTACT' check (category in ('CONTACT', 'CONDUCT', 'HEALTH', 'CRIMINAL', 'FINANCIAL', 'REPORTER', 'POLICE')),
        role text not null check (role in ('REPORTER', 'COMPLAINANT', 'SUBJECT', 'INTERESTED', 'WITNESS', 'PROFESSIONAL', 'OTHER')),
        name text not null,
        phone text,
        email text,
        person_id uuid references person,
        employee_id uuid references employee,
        added_by uuid not null references employee,
        added_at timestamptz not null,
        check (person_id is null or employee_id is null)
      );
      create index party_case on party (case_id, id);
      create index party_person on party (person_id);

      -- A journal entry (verslag): what was said, seen or decided, when, by whom. Written once.
      create table journal_entry (
        id uuid primary key,
        case_id uuid not null references case_file,
        type text not null check (type in ('NOTE', 'CALL', 'VISIT', 'LETTER', 'EMAIL', 'MEETING', 'DECISION')),
        category text not null check (category in ('CONTACT', 'CONDUCT', 'HEALTH', 'CRIMINAL', 'FINANCIAL', 'REPORTER', 'POLICE')),
        body text not null,
        occurred_on timestamptz not null,
        author_id uuid not null references employee,
        added_at timestamptz not null
      );
      create index journal_entry_case on journal_entry (case_id, occurred_on desc, id desc);

      create table task (
        id uuid primary key,
        case_id uuid not null references case_file,
        category text not null check (category in ('CONTACT', 'CONDUCT', 'HEALTH', 'CRIMINAL', 'FINANCIAL', 'POLICE')),
        title text not null,
        due_on date not null,
        assignee_id uuid references employee,
        added_by uuid not null references employee,
        added_at timestamptz not null,
        completed_at timestamptz,
        completed_by uuid references employee,
        version int not null default 1,
        check ((completed_at is null) = (completed_by is null))
      );
      create index task_case on task (case_id, due_on, id);
      create index task_case_open on task (case_id) where completed_at is null;
      create index task_assignee_open on task (assignee_id, due_on, id) where completed_at is null;
    `)
  }

  async down(database: QueryRunner): Promise<void> {
    await database.query(`drop table task, journal_entry, party, case_file`)
  }
}
