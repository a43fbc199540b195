import type { MigrationInterface, QueryRunner } from "typeorm"
import { inForce, counts, scope, sees, traced, unblocked } from "./rule"

/** Health and criminal data stand in a case that has its ground for them, whatever its kind (GDPR art. 9, art. 10). */
const grounded = (table: string) => `(${table}.category not in ('HEALTH', 'CRIMINAL') or (select case ${table}.category
  when 'HEALTH' then c.health_ground else c.criminal_ground end from case_file c where c.id = ${table}.case_id) is not null)`

/** A shielded reporter: that the item is there would tell already, so it exists for those who are cleared for it alone. */
const unshielded = (table: string) =>
  `(${table}.category <> 'REPORTER' or 'REPORTER' = any (${scope("categories")}::text[]))`

/** Who looks up tenants and homes: who handles cases; and the coordinator, for requests of data subjects and conflicts of interest. */
const handlers = "'CONSULTANT', 'TEAM_LEAD', 'PRIVACY_COORDINATOR'"

/** What hangs under a case, and who writes it. */
const belowCase = { party: "added_by", journal_entry: "author_id", task: "added_by" }

/** Somebody who belongs to a team that the actor leads. */
const ofOwnTeam = (employeeId: string) => `(${scope("role")} = 'TEAM_LEAD' and (select true from team_membership m
  where m.employee_id = ${employeeId} and m.team_id = any (${scope("principals")}::uuid[])
    and ${inForce("m")} limit 1))`

/**
 * Who may see and write which row, in one place. Grants of privileges say which columns a role of the database may touch at all;
 * policies say which rows. Owner: migrations and bulk load, never serves. Staff: employees. Officer: the privacy officer and the
 * external auditor. Keeper: jobs, by definer functions only. Partner: nothing, until there are covenants.
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
      grant execute on function admit, record_denial to woonrust_staff;
      grant execute on function open_request, trail_references, end_sessions, array_concat_agg, case_access, sought_as to woonrust_staff, woonrust_officer;
      grant execute on function give_access, end_access, restrict_case, lift_restriction, fit_receivers, case_candidates, held_in_custody, open_in_emergency
        to woonrust_staff;
      grant execute on function trail_found, trail_reached, sealed_until, case_of_party, about_blocked, is_own_access to woonrust_officer;
      grant execute on function open_job, clear_scopes, clear_sessions, ensure_trail_partitions, keep_custody_by_the_clock, take_tree, seal_events, expire_events, grow_tree, leaf_commitments, restored_leaf, sealing_lag, running_exports, fail_export, end_exports
        to woonrust_keeper;
      grant execute on function raise_reviews, next_to_review, put_aside, review_lag to woonrust_keeper;
      grant execute on function job_ages, take_job, end_job to woonrust_keeper;
    `)
    await this.theScope(database)
    await this.grants(database)
    await this.cases(database)
    await this.blocks(database)
    await this.emergencies(database)
    await this.theAssociation(database)
    await this.theTrail(database)
    await this.exports(database)
  }

  /** A transaction knows its own scope and no other. */
  private async theScope(database: QueryRunner): Promise<void> {
    await database.query(`
      alter table scope enable row level security;
      -- Which tokens were used is for nobody to read.
      alter table session enable row level security;
      create policy nobodys on session for select to woonrust_keeper using (false);
      -- Which act of the service was done when is asked by functions.
      alter table job enable row level security;
      create policy nobodys on job for select to woonrust_keeper using (false);
      grant select on scope to woonrust_staff, woonrust_officer, woonrust_keeper;
      create policy own on scope for select to woonrust_staff, woonrust_officer, woonrust_keeper
        using (xact = pg_current_xact_id_if_assigned());
    `)
  }

  /** The rule, on the table of grants alone; all else asks whether a grant exists. */
  private async grants(database: QueryRunner): Promise<void> {
    await database.query(`
      alter table case_grant enable row level security;
      alter table case_restriction enable row level security;
      grant select on case_grant to woonrust_staff;
      grant select (id, case_id, kind, restricted, opened_at, principal_id, level, route, valid_from, valid_until, granted_by, ended_at,
        ended_by) on case_grant to woonrust_officer;
      grant select on case_restriction to woonrust_staff;
      grant select (id, case_id, deputy_id, restricted_by, valid_from, valid_until, lifted_by) on case_restriction to woonrust_officer;
      create policy in_force on case_grant for select to woonrust_staff using (${counts("case_grant")});
      create policy metadata on case_grant for select to woonrust_officer using (${unblocked("case_id")});
      create policy seen on case_restriction for select to woonrust_staff using (${sees("case_restriction.case_id")});
      create policy metadata on case_restriction for select to woonrust_officer using (${unblocked("case_id")});
    `)
  }

  /** A case exists for whom a grant exists, and so does everything below it. Writing asks the level contribute; the rest is the roles'. */
  private async cases(database: QueryRunner): Promise<void> {
    await database.query(`
      alter table case_file enable row level security;
      grant select on case_file to woonrust_staff;
      grant select (id, reference, kind, category, vera_type, vera_detail, purpose, legal_basis, health_ground, criminal_ground,
        status, outcome, team_id, assignee_id, restricted, opened_by, opened_at, finished_at, closed_at, retain_until, changed_at,
        version) on case_file to woonrust_officer;
      grant insert (id, reference, kind, title, description, vera_type, vera_detail, home_id, purpose, legal_basis, balancing_note,
        health_ground, criminal_ground, status, outcome, team_id, assignee_id, opened_by, opened_at, finished_at, closed_at,
        changed_at, version) on case_file to woonrust_staff;
      grant update (title, description, vera_type, vera_detail, home_id, purpose, legal_basis, balancing_note, health_ground,
        criminal_ground, status, outcome, team_id, assignee_id, finished_at, closed_at, changed_at, version) on case_file to woonrust_staff;

      create policy seen on case_file for select to woonrust_staff using (${sees("case_file.id")});
      create policy metadata on case_file for select to woonrust_officer using (${unblocked("id")});
      -- Opened by oneself, for a team of one's own, of a kind one is cleared for.
      create policy opened on case_file for insert to woonrust_staff with check (
        status = 'REPORTED'
        and opened_by = ${scope("actor_id")}
        and team_id = any (${scope("principals")}::uuid[])
        and kind = any (${scope("kinds")}::text[])
      );
      create policy contributed on case_file for update to woonrust_staff using (${sees("case_file.id", 2)}) with check (true);
    `)
    for (const [table, author] of Object.entries(belowCase)) {
      await database.query(`
        alter table ${table} enable row level security;
        grant select, insert on ${table} to woonrust_staff;
        create policy seen on ${table} for select to woonrust_staff using (${sees(`${table}.case_id`)} and ${unshielded(table)});
        create policy added on ${table} for insert to woonrust_staff with check (
          ${author} = ${scope("actor_id")} and ${sees(`${table}.case_id`, 2)} and ${grounded(table)}${table === "task" ? " and completed_by is null" : ""});
      `)
    }
    await database.query(`
      grant update (title, due_on, assignee_id, completed_at, completed_by, version) on task to woonrust_staff;
      create policy contributed on task for update to woonrust_staff using (${sees("task.case_id", 2)})
        with check (completed_by is null or completed_by = ${scope("actor_id")});
    `)
  }

  /** One knows of one's own blocks; the lead of those of her team, the coordinator of all. Nobody ends her own. */
  private async blocks(database: QueryRunner): Promise<void> {
    const declares = `(employee_id = ${scope("actor_id")} or ${scope("role")} = 'PRIVACY_COORDINATOR' or ${ofOwnTeam("block.employee_id")})`
    await database.query(`
      alter table block enable row level security;
      alter table case_block enable row level security;
      grant select on block to woonrust_staff;
      grant insert (id, employee_id, against, person_id, home_id, reason, declared_by, ended_by) on block to woonrust_staff;
      grant update (valid_until, ended_by) on block to woonrust_staff;
      create policy known on block for select to woonrust_staff using (${declares});
      create policy declared on block for insert to woonrust_staff with check (ended_by is null and declared_by = ${scope("actor_id")} and ${declares}
        and ${scope("role")} in ('CONSULTANT', 'TEAM_LEAD', 'PRIVACY_COORDINATOR'));
      create policy ended on block for update to woonrust_staff using (valid_until is null and employee_id <> ${scope("actor_id")} and ${declares})
        with check (ended_by = ${scope("actor_id")});
      -- Which cases a block covers is for nobody to read.
      create policy nobodys on case_block for select to woonrust_keeper using (false);
    `)
  }

  /** The officer judges; whoever is told is told herself, and never of a case that a conflict of interest keeps from her. */
  private async emergencies(database: QueryRunner): Promise<void> {
    const unblockedOrNone = `(case_id is null or ${unblocked("case_id")})`
    await database.query(`
      alter table emergency enable row level security;
      alter table review_item enable row level security;
      alter table review_access enable row level security;
      alter table review_progress enable row level security;
      alter table review_aside enable row level security;
      alter table review_lately enable row level security;
      alter table notice enable row level security;
      grant select on emergency, review_item, review_access to woonrust_officer;
      grant update (judgement, note, judged_by, judged_at, asked_by, asked_at, asked_note) on review_item to woonrust_officer;
      grant select on notice to woonrust_staff, woonrust_officer;
      grant update (read_at) on notice to woonrust_staff, woonrust_officer;
      create policy reviewed on emergency for select to woonrust_officer using (${traced} and ${unblockedOrNone});
      create policy reviewed on review_item for select to woonrust_officer using (${traced} and ${unblockedOrNone});
      create policy reviewed on review_access for select to woonrust_officer using (${traced} and ${unblockedOrNone});
      -- Nobody judges her own access, nor in another's name; what was asked before her stands (see the trigger).
      create policy judged on review_item for update to woonrust_officer
        using (judged_at is null and ${scope("role")} = 'PRIVACY_OFFICER' and not is_own_access(review_item)
          and ${unblockedOrNone})
        with check (case when judged_at is null then asked_by else judged_by end = ${scope("actor_id")});
      -- How far the trail has been looked through is for nobody to read.
      create policy nobodys on review_progress for select to woonrust_keeper using (false);
      create policy nobodys on review_aside for select to woonrust_keeper using (false);
      create policy nobodys on review_lately for select to woonrust_keeper using (false);
      create policy own on notice for select to woonrust_staff, woonrust_officer
        using (employee_id = ${scope("actor_id")} and ${unblockedOrNone});
      create policy read on notice for update to woonrust_staff, woonrust_officer
        using (employee_id = ${scope("actor_id")} and read_at is null) with check (employee_id = ${scope("actor_id")});
    `)
  }

  /** Colleagues and teams are known to whoever signed in; tenants and homes to those who look them up. */
  private async theAssociation(database: QueryRunner): Promise<void> {
    await database.query(`
      alter table team enable row level security;
      alter table employee enable row level security;
      alter table employee_term enable row level security;
      alter table former_name enable row level security;
      alter table team_membership enable row level security;
      alter table clearance enable row level security;
      alter table home enable row level security;
      alter table person enable row level security;
      grant select on team, team_membership, clearance, former_name to woonrust_staff, woonrust_officer;
      grant execute on function employee_name_then, team_name_then to woonrust_staff, woonrust_officer;
      grant select (id, name, role, active, until, sought) on employee to woonrust_staff, woonrust_officer;
      grant select on home, person to woonrust_staff;

      create policy traced on team for select to woonrust_staff, woonrust_officer using (${traced});
      create policy traced on employee for select to woonrust_staff, woonrust_officer using (${traced});
      -- Former names are as well known as the names of now.
      create policy traced on former_name for select to woonrust_staff, woonrust_officer using (${traced});
      create policy traced on team_membership for select to woonrust_staff, woonrust_officer using (${traced});
      create policy own on clearance for select to woonrust_staff, woonrust_officer using (employee_id = ${scope("actor_id")});
      create policy handlers on home for select to woonrust_staff using (${scope("role")} in (${handlers}));
      create policy handlers on person for select to woonrust_staff using (${scope("role")} in (${handlers}));
      -- Who was what at which time is for nobody to read: it is asked by the questions about a past moment.
      create policy nobodys on employee_term for select to woonrust_keeper using (false);
    `)
  }

  /** Append-only: everybody adds to the own event, the officer reads, nobody changes or deletes. */
  private async theTrail(database: QueryRunner): Promise<void> {
    const lists = ["case_ids", "party_ids", "person_ids", "types", "categories", "grant_ids", "employee_ids"]
    await database.query(`
      alter table trail_event enable row level security;
      alter table trail_sight enable row level security;
      alter table trail_by_case enable row level security;
      alter table trail_leaf enable row level security;
      alter table trail_checkpoint enable row level security;
      alter table trail_tree enable row level security;
      -- When it was recorded is the database's to say.
      grant insert (event_id, position, field, action, activity, activity_version, purpose, legal_basis, case_ids, party_ids, person_ids,
        types, categories, grant_ids, employee_ids) on trail_sight to woonrust_staff, woonrust_officer, woonrust_keeper;
      grant select on trail_event, trail_sight, trail_by_case to woonrust_officer;
      create policy own on trail_sight for insert to woonrust_staff, woonrust_officer, woonrust_keeper
        with check (event_id = ${scope("event_id")}
          -- Nothing among what is named, and no line without end: either would hold up whoever seals or reads it.
          and ${lists.map((list) => `array_position(${list}, null) is null`).join(" and ")}
          and pg_column_size(row(${lists.join(", ")})) <= 2500000);
      -- A line of which a sight is hidden would tell that such cases are worked on, by whom and when.
      create policy traced on trail_event for select to woonrust_officer
        using (${traced} and (cardinality(${scope("blocked")}::uuid[]) = 0 or not about_blocked(id, recorded_at)));
      create policy traced on trail_sight for select to woonrust_officer using (${traced} and not (case_ids && ${scope("blocked")}::uuid[]));
      create policy traced on trail_by_case for select to woonrust_officer using (${traced} and ${unblocked("case_id")});
    `)
    // The seal: its heads are the officer's to keep elsewhere, all else is reached by functions.
    await database.query(`
      alter table trail_checkpoint enable row level security;
      grant select on trail_checkpoint to woonrust_officer;
      create policy traced on trail_checkpoint for select to woonrust_officer using (${traced});
    `)
    for (const table of ["trail_leaf", "trail_tree", "trail_by_person"])
      await database.query(`
        alter table ${table} enable row level security;
        create policy nobodys on ${table} for select to woonrust_keeper using (false);
      `)
  }

  /** An export is for who asked for it; and none that names a case that is kept from her since. */
  private async exports(database: QueryRunner): Promise<void> {
    await database.query(`
      alter table export_job enable row level security;
      alter table export_chunk enable row level security;
      grant select on export_job, export_chunk to woonrust_officer;
      grant insert (id, employee_id, role, format, filter, public_key) on export_job to woonrust_officer;
      grant update (state, events, chunks, after_at, after_id, finished_at) on export_job to woonrust_officer;
      grant insert on export_chunk to woonrust_officer;
      create policy own on export_job for select to woonrust_officer using (employee_id = ${scope("actor_id")} and gone_at > now());
      create policy asked on export_job for insert to woonrust_officer
        with check (employee_id = ${scope("actor_id")} and role = ${scope("role")} and role = 'PRIVACY_OFFICER');
      create policy made on export_job for update to woonrust_officer using (employee_id = ${scope("actor_id")} and state = 'RUNNING')
        with check (employee_id = ${scope("actor_id")});
      create policy own on export_chunk for select to woonrust_officer
        using ((select true from export_job j where j.id = job_id limit 1) and not (case_ids && ${scope("blocked")}::uuid[]));
      create policy made on export_chunk for insert to woonrust_officer
        with check ((select true from export_job j where j.id = job_id and j.state = 'RUNNING' and j.employee_id = ${scope("actor_id")} limit 1));
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
