import type { MigrationInterface, QueryRunner } from "typeorm"

/** Who works at the association: teams, employees, who belongs to which team and who is cleared for which kind of case. */
export class CreateStaff1795363200000 implements MigrationInterface {
  async up(database: QueryRunner): Promise<void> {
    await database.query(`
      create table team (
        id uuid primary key,
        name text not null unique,
        district text not null
      );
      comment on table team is 'A group of employees that handles the cases of a district or a subject.';

      create table employee (
        id uuid primary key,
        -- The subject of the identity provider''s tokens. Never readable by a serving role.
        subject text not null unique,
        name text not null,
        role text not null check (role in ('CONSULTANT', 'TEAM_LEAD', 'PRIVACY_OFFICER', 'PRIVACY_COORDINATOR', 'ADMINISTRATOR')),
        active boolean not null default true
      );
      comment on table employee is 'Somebody who works for the association and may sign in.';

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

      -- A compartment: a kind of case that an employee is cleared for (P7).
      create table clearance (
        id uuid primary key default gen_random_uuid(),
        employee_id uuid not null references employee,
        kind text not null check (kind in ('NUISANCE', 'FRAUD', 'ADAPTATION', 'SAFETY')),
        valid_from timestamptz not null default now(),
        valid_until timestamptz,
        check (valid_until > valid_from)
      );
      create index clearance_employee on clearance (employee_id);
      create unique index clearance_current on clearance (employee_id, kind) where valid_until is null;
    `)
  }

  async down(database: QueryRunner): Promise<void> {
    await database.query(`drop table clearance, team_membership, employee, team`)
  }
}
