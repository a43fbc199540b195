import type { MigrationInterface, QueryRunner } from "typeorm"

/** The scope of this transaction. As a sub-select it is read once a statement, not once a row; without a header there is none. */
const scope = (column: string) => `(select s.${column} from scope s where s.xact = pg_current_xact_id_if_assigned())`

/** The request has written its header. */
const traced = `(select true from scope s where s.xact = pg_current_xact_id_if_assigned())`

/**
 * A grant of this case exists for the actor: which ones do is said once, by the rule on case_grant. A scalar sub-select with a
 * limit is one probe of an index a row; the planner would turn `exists` into a hash of all the actor's grants (decision 0004).
 */
const sees = (caseId: string, level = 1) =>
  `(select true from case_grant g where g.case_id = ${caseId} and g.level >= ${level} limit 1)`

const belowCase = ["party", "journal_entry", "task"]

/**
 * Who may see and write which row, in one place. Grants of privileges say which columns a role of the database may touch at all;
 * policies say which rows. Owner: migrations and bulk load, never serves. Staff: employees. Officer: the privacy officer.
 * Keeper: jobs, by definer functions only.
 */
export class CreateRowRules1795363440000 implements MigrationInterface {
  async up(database: QueryRunner): Promise<void> {
    await database.query(`
      revoke all on all functions in schema public from public;
      -- Functions that later migrations make are nobody's either, until they are granted.
      alter default privileges revoke execute on functions from public;
      revoke all on schema public from public;
      grant usage, create on schema public to current_user;
      grant usage on schema public to woonrust_staff, woonrust_officer, woonrust_keeper;
      grant execute on function find_actor, record_denial to woonrust_staff;
      grant execute on function open_request, array_concat_agg to woonrust_staff, woonrust_officer;
      grant execute on function trail_events_about to woonrust_officer;
      grant execute on function open_job, clear_scopes, ensure_trail_partitions to woonrust_keeper;
    `)
    await this.theScope(database)
    await this.theAssociation(database)
    await this.grants(database)
    await this.cases(database)
    await this.theTrail(database)
  }

  /** A transaction knows its own scope and no other. */
  private async theScope(database: QueryRunner): Promise<void> {
    await database.query(`
      alter table scope enable row level security;
      grant select on scope to woonrust_staff, woonrust_officer, woonrust_keeper;
      create policy own on scope for select to woonrust_staff, woonrust_officer, woonrust_keeper
        using (xact = pg_current_xact_id_if_assigned());
    `)
  }

  /** Colleagues and teams are known to whoever signed in; tenants and homes to those who handle cases. */
  private async theAssociation(database: QueryRunner): Promise<void> {
    await database.query(`
      alter table team enable row level security;
      alter table employee enable row level security;
      alter table team_membership enable row level security;
      alter table clearance enable row level security;
      alter table home enable row level security;
      alter table person enable row level security;
      grant select on team, team_membership, clearance to woonrust_staff, woonrust_officer;
      grant select (id, name, role, active) on employee to woonrust_staff, woonrust_officer;
      grant select on home, person to woonrust_staff;

      create policy traced on team for select to woonrust_staff, woonrust_officer using (${traced});
      create policy traced on employee for select to woonrust_staff, woonrust_officer using (${traced});
      create policy traced on team_membership for select to woonrust_staff, woonrust_officer using (${traced});
      create policy own on clearance for select to woonrust_staff, woonrust_officer using (employee_id = ${scope("actor_id")});
      create policy handlers on home for select to woonrust_staff using (${scope("role")} in ('CONSULTANT', 'TEAM_LEAD'));
      create policy handlers on person for select to woonrust_staff using (${scope("role")} in ('CONSULTANT', 'TEAM_LEAD'));
    `)
  }

  /** The rule. A grant counts when it names the actor or a team of the actor, is in force, and is of a kind the actor is cleared for. */
  private async grants(database: QueryRunner): Promise<void> {
    await database.query(`
      alter table case_grant enable row level security;
      grant select on case_grant to woonrust_staff, woonrust_officer;
      create policy in_force on case_grant for select to woonrust_staff using (
        principal_id = any (${scope("principals")}::uuid[])
        and kind = any (${scope("kinds")}::text[])
        and valid_from <= now() and (valid_until is null or valid_until > now())
      );
      create policy metadata on case_grant for select to woonrust_officer using (${traced});
    `)
  }

  /** A case exists for whom a grant exists, and so does everything below it. Writing asks the level contribute; the rest is the roles'. */
  private async cases(database: QueryRunner): Promise<void> {
    await database.query(`
      alter table case_file enable row level security;
      grant select on case_file to woonrust_staff;
      grant select (id, reference, kind, category, vera_type, vera_detail, purpose, legal_basis, status, outcome, team_id,
        assignee_id, opened_by, opened_at, finished_at, closed_at, retain_until, changed_at, version) on case_file to woonrust_officer;
      grant insert (id, reference, kind, title, description, vera_type, vera_detail, home_id, purpose, legal_basis, balancing_note,
        status, outcome, team_id, assignee_id, opened_by, opened_at, finished_at, closed_at, changed_at, version) on case_file to woonrust_staff;
      grant update (title, description, vera_type, vera_detail, home_id, purpose, legal_basis, balancing_note, status, outcome,
        team_id, assignee_id, finished_at, closed_at, changed_at, version) on case_file to woonrust_staff;

      create policy seen on case_file for select to woonrust_staff using (${sees("case_file.id")});
      create policy metadata on case_file for select to woonrust_officer using (${traced});
      -- Opened by oneself, for a team of one's own, of a kind one is cleared for.
      create policy opened on case_file for insert to woonrust_staff with check (
        status = 'REPORTED'
        and opened_by = ${scope("actor_id")}
        and team_id = any (${scope("principals")}::uuid[])
        and kind = any (${scope("kinds")}::text[])
      );
      create policy contributed on case_file for update to woonrust_staff using (${sees("case_file.id", 2)}) with check (true);
    `)
    for (const table of belowCase) {
      await database.query(`
        alter table ${table} enable row level security;
        grant select, insert on ${table} to woonrust_staff;
        create policy seen on ${table} for select to woonrust_staff using (${sees(`${table}.case_id`)});
        create policy added on ${table} for insert to woonrust_staff with check (
          ${table === "journal_entry" ? "author_id" : "added_by"} = ${scope("actor_id")} and ${sees(`${table}.case_id`, 2)});
      `)
    }
    await database.query(`
      grant update (title, due_on, assignee_id, completed_at, completed_by, version) on task to woonrust_staff;
      create policy contributed on task for update to woonrust_staff using (${sees("task.case_id", 2)});
    `)
  }

  /** Append-only: everybody adds to the own event, the officer reads, nobody changes or deletes. */
  private async theTrail(database: QueryRunner): Promise<void> {
    await database.query(`
      alter table trail_event enable row level security;
      alter table trail_sight enable row level security;
      -- When it was recorded is the database's to say.
      grant insert (event_id, position, field, action, activity, activity_version, purpose, case_ids, party_ids, person_ids, types,
        categories, grant_ids) on trail_sight to woonrust_staff, woonrust_officer, woonrust_keeper;
      grant select on trail_event, trail_sight to woonrust_officer;
      create policy own on trail_sight for insert to woonrust_staff, woonrust_officer, woonrust_keeper
        with check (event_id = ${scope("event_id")});
      create policy traced on trail_event for select to woonrust_officer using (${traced});
      create policy traced on trail_sight for select to woonrust_officer using (${traced});
    `)
  }

  async down(database: QueryRunner): Promise<void> {
    await database.query(`
      do $$ declare rule record; begin
        for rule in select policyname, tablename from pg_policies where schemaname = 'public' loop
          execute format('drop policy %I on %I', rule.policyname, rule.tablename);
          execute format('alter table %I disable row level security', rule.tablename);
        end loop;
      end $$;
      revoke all on all tables in schema public from woonrust_staff, woonrust_officer, woonrust_keeper;
      revoke all on all functions in schema public from woonrust_staff, woonrust_officer, woonrust_keeper;
    `)
  }
}
