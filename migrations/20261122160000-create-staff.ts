import type { MigrationInterface, QueryRunner } from "typeorm"

/** Who works at the association: teams, employees, who belongs to which team and who is cleared for which kind of case. */
export class CreateStaff1795363200000 implements MigrationInterface {
  async up(database: QueryRunner): Promise<void> {
    await database.query(`
      -- A name as it is looked for: its words, each behind a space, in small letters and without accents. So whoever asks for the start
      -- of a word asks for what follows a space.
      create function sought_as(p_name text) returns text
        language sql immutable parallel safe as $$
        select ' ' || btrim(regexp_replace(lower(regexp_replace(normalize(p_name, nfd), '[\\u0300-\\u036f]', '', 'g')), '[^[:alnum:]]+', ' ', 'g'))
      $$;

      create table team (
        id uuid primary key,
        name text not null,
        district text not null,
        sought text not null generated always as (sought_as(name)) stored,
        -- Ended and never deleted: history names it. Nobody belongs to it any more, and no case is its.
        ended_at timestamptz,
        merged_into uuid references team,
        check (merged_into is null or (ended_at is not null and merged_into <> id))
      );
      create unique index team_name on team (name) where ended_at is null;
      comment on table team is 'A group of employees that handles the cases of a district or a subject.';

      create table employee (
        id uuid primary key,
        -- The subject of the identity provider''s tokens. Never readable by a serving role.
        subject text not null unique,
        name text not null,
        role text not null check (role in ('CONSULTANT', 'TEAM_LEAD', 'PRIVACY_OFFICER', 'PRIVACY_COORDINATOR', 'ADMINISTRATOR',
          'EXTERNAL_AUDITOR')),
        active boolean not null default true,
        -- An external auditor is there for a term; whoever has one is nobody after it, without a job having to run.
        until timestamptz,
        -- Tokens issued before this moment are void: her sessions were ended.
        sessions_since timestamptz,
        sought text not null generated always as (sought_as(name)) stored,
        check (role <> 'EXTERNAL_AUDITOR' or until is not null)
      );
      comment on table employee is 'Somebody who works for the association and may sign in.';

      -- Who was what, and when: who could see a case at a past moment is worked out from it. Kept by a trigger.
      create table employee_term (
        id uuid primary key default gen_random_uuid(),
        employee_id uuid not null references employee,
        role text not null,
        valid_from timestamptz not null,
        valid_until timestamptz
      );
      create index employee_term_employee on employee_term (employee_id);

      -- The names that an employee or a team bore before the one of now, so that what happened then can be told with the name of then.
      -- Kept by triggers. Since when is null of the first: since whenever.
      create table former_name (
        id uuid primary key default gen_random_uuid(),
        employee_id uuid references employee,
        team_id uuid references team,
        name text not null,
        valid_from timestamptz,
        valid_until timestamptz not null,
        check (num_nonnulls(employee_id, team_id) = 1)
      );
      create index former_name_employee on former_name (employee_id, valid_until);
      create index former_name_team on former_name (team_id, valid_until);

      -- Terms are kept and never deleted, so that the trail can say later who belonged where at a given moment.
      create table team_membership (
        id uuid primary key default gen_random_uuid(),
        employee_id uuid not null references employee,
        team_id uuid not null references team,
        valid_from timestamptz not null default now(),
        valid_until timestamptz,
        check (valid_until > valid_from)
      );
      create index team_membership_employee on team_membership (employee_id);
      create index team_membership_team on team_membership (team_id);
      create unique index team_membership_current on team_membership (employee_id, team_id) where valid_until is null;

      -- What an employee is cleared for (P7): a kind of case, its compartment, or a category of data that needs a ground of its own
      -- in whatever kind of case it turns up. A kind brings the category with it that its own cases hold.
      create table clearance (
        id uuid primary key default gen_random_uuid(),
        employee_id uuid not null references employee,
        kind text check (kind in ('NUISANCE', 'FRAUD', 'ADAPTATION', 'SAFETY')),
        category text check (category in ('HEALTH', 'CRIMINAL', 'POLICE', 'REPORTER')),
        opens text generated always as (coalesce(category,
          case kind when 'ADAPTATION' then 'HEALTH' when 'FRAUD' then 'CRIMINAL' when 'SAFETY' then 'POLICE' end)) stored,
        valid_from timestamptz not null default now(),
        valid_until timestamptz,
        check (valid_until > valid_from),
        check (num_nonnulls(kind, category) = 1)
      );
      create index clearance_employee on clearance (employee_id);
      create unique index clearance_current on clearance (employee_id, kind, category) nulls not distinct where valid_until is null;
    `)
    await database.query(`
      create function terms_follow_the_employee() returns trigger
        language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      begin
        if tg_op = 'UPDATE' then
          update employee_term set valid_until = now() where employee_id = new.id and (valid_until is null or valid_until > now());
        end if;
        if new.active then
          insert into employee_term (employee_id, role, valid_from, valid_until) values (new.id, new.role, now(), new.until);
        end if;
        return null;
      end $$;
      comment on function terms_follow_the_employee is 'Definer, because no serving role may write a term.';
      create trigger employee_terms_at_enrolment after insert on employee for each row execute function terms_follow_the_employee();
      create trigger employee_terms_at_change after update of role, active, until on employee for each row
        when ((old.role, old.active, old.until) is distinct from (new.role, new.active, new.until))
        execute function terms_follow_the_employee();
    `)
    await this.formerNames(database)
  }

  private async formerNames(database: QueryRunner): Promise<void> {
    await database.query(`
      -- Not a definer: nobody but the owner gives a name. By the clock and not by the start of the transaction, which may have waited
      -- for another that gave a name too: so they follow each other without a gap.
      create function former_names_are_kept() returns trigger
        language plpgsql set search_path = pg_catalog, public, pg_temp as $$
      begin
        insert into former_name (employee_id, team_id, name, valid_from, valid_until)
          select case tg_table_name when 'employee' then new.id end, case tg_table_name when 'team' then new.id end, old.name,
            max(f.valid_until), clock_timestamp()
          from former_name f where f.employee_id = new.id or f.team_id = new.id;
        return null;
      end $$;
      create trigger employee_former_names after update of name on employee for each row
        when (old.name is distinct from new.name) execute function former_names_are_kept();
      create trigger team_former_names after update of name on team for each row
        when (old.name is distinct from new.name) execute function former_names_are_kept();
    `)
    for (const bearer of ["employee", "team"])
      await database.query(`
        -- The name that was borne at a moment, where it is another than now. It obeys the row rules.
        create function ${bearer}_name_then(p_id uuid, p_at timestamptz) returns text
          language sql stable set search_path = pg_catalog, public, pg_temp as $$
          select nullif(f.name, b.name) from former_name f join ${bearer} b on b.id = f.${bearer}_id
            where f.${bearer}_id = p_id and f.valid_until > p_at order by f.valid_until limit 1
        $$;
      `)
  }

  async down(database: QueryRunner): Promise<void> {
    await database.query(`drop table clearance, team_membership, former_name, employee_term, employee, team`)
    await database.query(
      `drop function terms_follow_the_employee, former_names_are_kept, employee_name_then, team_name_then, sought_as`,
    )
  }
}
