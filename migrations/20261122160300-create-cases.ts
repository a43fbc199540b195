import type { MigrationInterface, QueryRunner } from "typeorm"

/** Cases and what hangs under them, and the grants that say for whom a case exists. */
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
        status text not null check (status in ('REPORTED', 'IN_TREATMENT', 'IN_EXECUTION', 'FINISHED', 'CLOSED', 'CANCELLED')),
        outcome text check (outcome in ('RESOLVED', 'AGREEMENT_REACHED', 'UNFOUNDED', 'REFERRED', 'ADAPTED', 'DECLINED', 'TENANCY_ENDED', 'OTHER')),
        team_id uuid not null references team,
        assignee_id uuid references employee,
        opened_by uuid not null references employee,
        opened_at timestamptz not null,
        finished_at timestamptz,
        closed_at timestamptz,
        -- Five calendar years after closure, as the tenants were promised (P19); clears itself when the case is reopened.
        retain_until date generated always as (((closed_at at time zone 'Europe/Amsterdam') + interval '5 years')::date) stored,
        changed_at timestamptz not null,
        version int not null default 1,
        unique (id, kind),
        check ((status in ('CLOSED', 'CANCELLED')) = (closed_at is not null)),
        check ((status = 'CLOSED') = (outcome is not null)),
        check (legal_basis <> 'LEGITIMATE_INTEREST' or balancing_note is not null)
      );
      create index case_file_team_open on case_file (team_id, opened_at desc, id desc) where closed_at is null;
      create index case_file_team on case_file (team_id, opened_at desc, id desc);
      create index case_file_assignee on case_file (assignee_id, opened_at desc, id desc);
      create index case_file_home on case_file (home_id, opened_at desc, id desc);
      create index case_file_opened on case_file (opened_at desc, id desc);
      create index case_file_changed on case_file (changed_at desc, id desc);
      create index case_file_retention on case_file (retain_until) where retain_until is not null;

      -- A grant (toegang): this principal may see this case, at this level, by this route, for this term. Ended, never deleted.
      -- The kind is the case''s own, kept equal by the foreign key, so that the row rule needs one probe and no join.
      create table case_grant (
        id uuid primary key default gen_random_uuid(),
        case_id uuid not null,
        kind text not null,
        principal_id uuid not null,
        -- 1 view, 2 contribute, 3 manage
        level smallint not null check (level between 1 and 3),
        route text not null check (route in ('ASSIGNMENT', 'TEAM', 'SHARE', 'EMERGENCY', 'REQUEST', 'BREACH', 'CUSTODY')),
        valid_from timestamptz not null default now(),
        valid_until timestamptz,
        granted_by uuid references employee,
        reason text,
        foreign key (case_id, kind) references case_file (id, kind) on update cascade,
        check (valid_until >= valid_from)
      );
      -- The probe of the row rules, and the grants that the trail names: all that is asked stands in the index.
      create index case_grant_case on case_grant (case_id) include (principal_id, kind, level, valid_from, valid_until, id);
      create index case_grant_principal on case_grant (principal_id, case_id);

      -- A party (betrokkene): somebody''s part in one case. Its id is the random reference that the trail uses.
      create table party (
        id uuid primary key,
        case_id uuid not null references case_file,
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
    await database.query(`
      -- Who a case is assigned to and which team handles it are facts of the case; the grants follow from them, so that no verb can
      -- change the one and forget the other.
      create function grants_follow_the_case() returns trigger
        language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      declare
        v_actor uuid := (select actor_id from scope where xact = pg_current_xact_id_if_assigned());
      begin
        if tg_op = 'UPDATE' then
          -- Whoever hands a case over manages it, or leads the team that handles it. Said here too, because it decides who sees.
          if v_actor is not null and not exists (
              select from case_grant g, scope s where s.xact = pg_current_xact_id_if_assigned() and g.case_id = new.id
                and g.principal_id = any (s.principals) and g.kind = any (s.kinds)
                and g.valid_from <= now() and (g.valid_until is null or g.valid_until > now())
                and (g.level >= 3 or (s.role = 'TEAM_LEAD' and old.team_id = any (s.principals)))) then
            raise exception 'the actor does not manage this case' using errcode = '42501';
          end if;
          update case_grant set valid_until = now() where case_id = new.id and valid_until is null
            and ((route = 'ASSIGNMENT' and old.assignee_id is distinct from new.assignee_id)
              or (route = 'TEAM' and old.team_id is distinct from new.team_id));
        end if;
        if new.assignee_id is not null and (tg_op = 'INSERT' or old.assignee_id is distinct from new.assignee_id) then
          if not exists (select from employee e join clearance c on c.employee_id = e.id
              where e.id = new.assignee_id and e.active and e.role in ('CONSULTANT', 'TEAM_LEAD') and c.kind = new.kind
                and c.valid_from <= now() and (c.valid_until is null or c.valid_until > now())) then
            raise exception 'the assignee cannot handle this kind of case' using errcode = 'WR422', constraint = 'ASSIGNEE_UNFIT', column = 'assigneeId';
          end if;
          insert into case_grant (case_id, kind, principal_id, level, route, granted_by)
            values (new.id, new.kind, new.assignee_id, 3, 'ASSIGNMENT', v_actor);
        end if;
        if tg_op = 'INSERT' or old.team_id is distinct from new.team_id then
          insert into case_grant (case_id, kind, principal_id, level, route, granted_by)
            values (new.id, new.kind, new.team_id, 2, 'TEAM', v_actor);
        end if;
        return null;
      end $$;
      comment on function grants_follow_the_case is 'Definer, because no serving role may write a grant: keeps them in step with the case.';
      create trigger case_file_grants_at_opening after insert on case_file
        for each row execute function grants_follow_the_case();
      create trigger case_file_grants_at_hand_over after update of assignee_id, team_id on case_file
        for each row when (old.assignee_id is distinct from new.assignee_id or old.team_id is distinct from new.team_id)
        execute function grants_follow_the_case();
    `)
  }

  async down(database: QueryRunner): Promise<void> {
    await database.query(`
      drop table task, journal_entry, party, case_grant, case_file;
      drop function grants_follow_the_case;
    `)
  }
}
