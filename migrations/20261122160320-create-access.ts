import type { MigrationInterface, QueryRunner } from "typeorm"
import { counts, inForce, scope, unblocked } from "./rule"

const pinned = "security definer set search_path = pg_catalog, public, pg_temp"
const actor = scope("actor_id")

/** Of whoever decides: a transaction that had to wait began before what it waited for, and would take it for yet to come. */
const thisMoment = "clock_timestamp()"

/**
 * Two who leave a case at once would each count on the other. So whatever can take a manager away – somebody leaves, a conflict of
 * interest begins or ends, a grant is ended – is alone; whatever changes a case in passing waits for it, and it for them. Taken
 * before anything else is held, so that they do not cross.
 */
const aManagerLeaves = "perform pg_advisory_xact_lock(hashtextextended('custody', 0));"
const managersStay = "perform pg_advisory_xact_lock_shared(hashtextextended('custody', 0));"

/** What decides for whom a case exists: grants, restrictions, and blocks. All are ended, never deleted. */
export class CreateAccess1795363392000 implements MigrationInterface {
  async up(database: QueryRunner): Promise<void> {
    await this.tables(database)
    await this.questions(database)
    await this.whatFollowsFromTheCase(database)
    await this.custody(database)
    await this.blocks(database)
    await this.acts(database)
  }

  private async tables(database: QueryRunner): Promise<void> {
    await database.query(`
      -- A grant (toegang): this principal may see this case, at this level, by this route, for this term.
      -- Kind and restriction are the case''s own, kept equal by the foreign key, so that the row rule needs one probe and no join;
      -- the moment of opening never changes, and orders what exists for a principal.
      create table case_grant (
        id uuid primary key default gen_random_uuid(),
        case_id uuid not null,
        kind text not null,
        restricted boolean not null,
        opened_at timestamptz not null,
        principal_id uuid not null,
        -- 1 view, 2 contribute, 3 manage
        level smallint not null check (level between 1 and 3),
        route text not null check (route in ('ASSIGNMENT', 'TEAM', 'SHARE', 'EMERGENCY', 'REQUEST', 'BREACH', 'CUSTODY')),
        valid_from timestamptz not null default now(),
        valid_until timestamptz,
        granted_by uuid references employee,
        reason text,
        ended_at timestamptz,
        ended_by uuid references employee,
        end_reason text,
        foreign key (case_id, kind, restricted) references case_file (id, kind, restricted) on update cascade,
        check (valid_until >= valid_from),
        -- What is given for an emergency, a request or a breach is to look, and has an end.
        check (route not in ('EMERGENCY', 'REQUEST', 'BREACH') or (level = 1 and valid_until is not null))
      );
      -- The probe of the row rules, and the grants that the trail names: all that is asked stands in the index.
      create index case_grant_case on case_grant (case_id)
        include (principal_id, kind, restricted, route, level, valid_from, valid_until, id);
      -- What exists for a principal, last opened first.
      create index case_grant_feed on case_grant (principal_id, opened_at, case_id)
        include (kind, restricted, route, valid_from, valid_until) where ended_at is null;
      create index case_grant_running_out on case_grant (valid_until) where level = 3 and ended_at is null and valid_until is not null;
      create index case_grant_emergency on case_grant (principal_id) include (case_id, valid_from, valid_until) where route = 'EMERGENCY';

      -- A restriction (afscherming): the time in which a case is only for those who are named personally.
      create table case_restriction (
        id uuid primary key default gen_random_uuid(),
        case_id uuid not null references case_file,
        -- To whom custody passes when the last manager leaves.
        deputy_id uuid not null references employee,
        reason text not null,
        restricted_by uuid references employee,
        valid_from timestamptz not null default now(),
        valid_until timestamptz,
        lifted_by uuid references employee,
        lift_reason text,
        check (valid_until >= valid_from)
      );
      create unique index case_restriction_current on case_restriction (case_id) where valid_until is null;
      create index case_restriction_case on case_restriction (case_id);

      -- A block (belangenverstrengeling): declared once, against a person, a household or an address; it covers what is to come too.
      create table block (
        id uuid primary key default gen_random_uuid(),
        employee_id uuid not null references employee,
        against text not null check (against in ('PERSON', 'HOUSEHOLD', 'ADDRESS')),
        person_id uuid references person,
        home_id uuid references home,
        reason text not null check (reason in ('KIN', 'NEIGHBOUR', 'INVOLVED', 'PERSONAL_TIE')),
        declared_by uuid not null references employee,
        valid_from timestamptz not null default now(),
        valid_until timestamptz,
        ended_by uuid references employee,
        check (valid_until >= valid_from),
        check ((against = 'PERSON') = (person_id is not null) and (against <> 'PERSON') = (home_id is not null))
      );
      create index block_employee on block (employee_id);
      create index block_person on block (person_id) where valid_until is null;
      create index block_home on block (home_id) where valid_until is null;
      create unique index block_current on block (employee_id, against, person_id, home_id) nulls not distinct where valid_until is null;

      -- The cases that a block covers, and when it did. Kept by triggers.
      create table case_block (
        id uuid primary key default gen_random_uuid(),
        block_id uuid not null references block,
        case_id uuid not null references case_file,
        employee_id uuid not null references employee,
        valid_from timestamptz not null default now(),
        valid_until timestamptz
      );
      create unique index case_block_current on case_block (employee_id, case_id, block_id) where valid_until is null;
      create index case_block_case on case_block (case_id);
      create index case_block_block on case_block (block_id);
    `)
  }

  /** The rule as a question about anybody, at any moment. For those who act, now, the row rules say the same of one row at a time. */
  private async questions(database: QueryRunner): Promise<void> {
    await database.query(`
      create function grants_at(p_case uuid, p_at timestamptz) returns table (grant_id uuid, employee_id uuid, team_id uuid,
          level smallint, route text, valid_from timestamptz, valid_until timestamptz, granted_by uuid, reason text)
        language plpgsql stable ${pinned} as $$
      begin
        return query select g.id, who.id, case when g.principal_id <> who.id then g.principal_id end,
          g.level, g.route, g.valid_from, g.valid_until, g.granted_by, g.reason
        from case_grant g
        join lateral (select g.principal_id as id
          union all select m.employee_id from team_membership m where m.team_id = g.principal_id and ${inForce("m", "p_at")}) who on true
        join employee_term t on t.employee_id = who.id and ${inForce("t", "p_at")} and g.route = any (routes_of(t.role))
          -- A membership reaches cases for those who handle them, and for nobody else.
          and (g.principal_id = who.id or t.role in ('CONSULTANT', 'TEAM_LEAD'))
        where g.case_id = p_case and ${inForce("g", "p_at")}
          and (g.route = 'EMERGENCY' or exists (select from clearance k
            where k.employee_id = who.id and k.kind = g.kind and ${inForce("k", "p_at")}))
          and (g.principal_id = who.id or not exists (select from case_restriction r
            where r.case_id = p_case and ${inForce("r", "p_at")}))
          and not exists (select from case_block b where b.case_id = p_case and b.employee_id = who.id and ${inForce("b", "p_at")});
      end $$;
      comment on function grants_at is 'Definer, because it asks about others than the actor: who can see a case at a moment, and by which grant.';

      create function what_stands_against(p_employee uuid, p_case uuid, p_kind text, p_roles text[] default '{CONSULTANT,TEAM_LEAD}') returns text[]
        language plpgsql stable ${pinned} as $$
      declare
        v_employee employee;
      begin
        select * into v_employee from employee where id = p_employee;
        return array_remove(array[
          case when v_employee.id is null or not v_employee.active or v_employee.until <= now() then 'INACTIVE' end,
          case when v_employee.role <> all (p_roles) then 'NOT_IN_ROLE' end,
          case when not exists (select from clearance k where k.employee_id = p_employee and k.kind = p_kind and ${inForce("k", thisMoment)})
            then 'NOT_CLEARED' end,
          case when exists (select from case_block b where b.case_id = p_case and b.employee_id = p_employee and b.valid_until is null)
            then 'CONFLICT_OF_INTEREST' end
        ], null);
      end $$;
      comment on function what_stands_against is 'Definer, because clearances and blocks of others are nobody''s to read: what keeps somebody from handling a case.';

      create function may_handle(p_employee uuid, p_case uuid, p_kind text, p_roles text[] default '{CONSULTANT,TEAM_LEAD}') returns boolean
        language plpgsql stable ${pinned} as $$
      begin
        return what_stands_against(p_employee, p_case, p_kind, p_roles) = '{}';
      end $$;
      comment on function may_handle is 'Definer, for the same reason: whether somebody is there, cleared, and without a conflict of interest.';

      -- Of the actor alone, by the rule itself: an absent case and one that exists for others take the same time.
      create function manages(p_case uuid) returns boolean
        language plpgsql stable ${pinned} as $$
      begin
        return exists (select from case_grant g where g.case_id = p_case and ${counts("g", thisMoment)} and (g.level = 3
          or (g.level = 2 and ${scope("role")} = 'TEAM_LEAD' and not g.restricted
            and (select c.team_id from case_file c where c.id = g.case_id) = any (${scope("principals")}::uuid[]))));
      end $$;
      comment on function manages is 'Definer, because other definers ask it: whether the actor manages the case, or leads the team that handles it.';
    `)
  }

  private async whatFollowsFromTheCase(database: QueryRunner): Promise<void> {
    await database.query(`
      -- Who a case is assigned to and which team handles it are facts of the case; the grants follow from them, so that no verb can
      -- change the one and forget the other.
      create function grants_follow_the_case() returns trigger
        language plpgsql ${pinned} as $$
      declare
        v_actor uuid := ${actor};
        v_assigned boolean := tg_op = 'INSERT' or old.assignee_id is distinct from new.assignee_id;
        v_moved boolean := tg_op = 'INSERT' or old.team_id is distinct from new.team_id;
      begin
        ${managersStay}
        if tg_op = 'UPDATE' then
          -- Whoever waited for the case began earlier than what was given meanwhile.
          update case_grant set valid_until = greatest(now(), valid_from), ended_at = now(), ended_by = v_actor
            where case_id = new.id and ended_at is null
              and ((v_assigned and (route = 'CUSTODY' or (route = 'ASSIGNMENT' and reason is null and principal_id = old.assignee_id)))
                or (v_moved and route = 'TEAM' and principal_id = old.team_id));
        end if;
        if v_assigned and new.assignee_id is not null then
          -- Whoever is about to leave, or to be blocked, is waited for; and waits.
          perform from employee where id = new.assignee_id for share;
          if not may_handle(new.assignee_id, new.id, new.kind) then
            raise exception 'the assignee cannot handle this case' using errcode = 'WR422', constraint = 'ASSIGNEE_UNFIT', column = 'assigneeId';
          end if;
          insert into case_grant (case_id, principal_id, level, route, granted_by) values (new.id, new.assignee_id, 3, 'ASSIGNMENT', v_actor);
        end if;
        if v_moved then
          -- A team that is being ended is waited for; one that has ended is nobody's choice.
          perform from team where id = new.team_id and ended_at is null for key share;
          if not found then
            raise exception 'the team has ended' using errcode = 'WR422', constraint = 'ABSENT', column = 'teamId';
          end if;
          insert into case_grant (case_id, principal_id, level, route, granted_by) values (new.id, new.team_id, 2, 'TEAM', v_actor);
        end if;
        perform keep_custody(new.id);
        return null;
      end $$;
      comment on function grants_follow_the_case is 'Definer, because no serving role may write a grant: keeps them in step with the case.';
      create trigger case_file_grants_at_opening after insert on case_file
        for each row execute function grants_follow_the_case();
      create trigger case_file_grants_at_hand_over after update of assignee_id, team_id on case_file
        for each row when (old.assignee_id is distinct from new.assignee_id or old.team_id is distinct from new.team_id)
        execute function grants_follow_the_case();

      -- Whoever hands a case over, ends it, takes it up again or moves it to another home manages it, or leads the team that handles it: said here too,
      -- because it decides who sees, and when the term runs.
      create function great_changes_are_the_managers() returns trigger
        language plpgsql ${pinned} as $$
      begin
        if ${actor} is not null and not manages(old.id) then
          raise exception 'the actor does not manage this case' using errcode = '42501';
        end if;
        return new;
      end $$;
      comment on function great_changes_are_the_managers is 'Definer, because it asks who manages the case.';
      create trigger case_file_managed before update on case_file for each row
        when ((old.assignee_id, old.team_id, old.outcome, old.closed_at) is distinct from (new.assignee_id, new.team_id, new.outcome, new.closed_at)
          -- Conflicts of interest hang on the home: to take it away is to lift them.
          or (old.home_id is not null and old.home_id is distinct from new.home_id))
        execute function great_changes_are_the_managers();

      create function a_grant_is_of_its_case() returns trigger
        language plpgsql ${pinned} as $$
      begin
        select c.kind, c.restricted, c.opened_at into new.kind, new.restricted, new.opened_at from case_file c where c.id = new.case_id;
        return new;
      end $$;
      comment on function a_grant_is_of_its_case is 'Definer, because it reads the case: copies what the row rule needs of it.';
      create trigger case_grant_of_its_case before insert on case_grant for each row execute function a_grant_is_of_its_case();
    `)
  }

  /** Every live case has an active employee at level manage, whatever happens to people and teams. */
  private async custody(database: QueryRunner): Promise<void> {
    await database.query(`
      create function keep_custody(p_case uuid) returns boolean
        language plpgsql ${pinned} as $$
      declare
        v_case case_file;
        v_custodian uuid;
      begin
        select * into v_case from case_file where id = p_case and closed_at is null;
        if not found or exists (select from grants_at(p_case, ${thisMoment}) where level = 3) then return false; end if;
        -- The named deputy of a restricted case; else a lead of the team that handles it; else of the same district; else any lead.
        select e.id into v_custodian
          from employee e
          left join case_restriction r on r.case_id = p_case and r.valid_until is null and r.deputy_id = e.id
          left join team t on t.id = v_case.team_id
          left join lateral (select max(case when m.team_id = t.id then 2 when o.district = t.district then 1 else 0 end) as near
            from team_membership m join team o on o.id = m.team_id where m.employee_id = e.id and ${inForce("m")}) place on true
          where (r.id is not null or e.role = 'TEAM_LEAD') and may_handle(e.id, p_case, v_case.kind)
            -- Nobody comes by a restricted case through what she did herself, as by declaring conflicts of others.
            and (not v_case.restricted or r.id is not null or (e.id is distinct from ${actor} and not exists (
              select from case_block o join block b on b.id = o.block_id
              where o.case_id = p_case and o.valid_until is null and b.declared_by = e.id and b.employee_id <> e.id)))
          order by r.id is null, place.near desc nulls last, e.id limit 1;
        -- Nobody at all fits: the doctor tells the operators.
        if v_custodian is null then return false; end if;
        insert into case_grant (case_id, principal_id, level, route, granted_by, reason)
          values (p_case, v_custodian, 3, 'CUSTODY', ${actor}, 'LAST_MANAGER_LEFT');
        insert into notice (employee_id, kind, about_id, case_id)
          select e.id, 'CUSTODY_PASSED', case when e.id <> v_custodian then v_custodian end, p_case from employee e
          where e.id = v_custodian or (v_case.restricted and e.role = 'PRIVACY_OFFICER' and e.active and (e.until is null or e.until > now())
            and not exists (select from case_block b where b.case_id = p_case and b.employee_id = e.id and b.valid_until is null));
        return true;
      end $$;
      comment on function keep_custody is 'Definer, because no serving role may write a grant: a case without a manager gets one. Whether it did.';

      -- Cases that are alive and that nobody manages; none, but for the moment in which a term runs out.
      create function cases_without_manager() returns setof uuid
        language sql stable ${pinned} as $$
        select c.id from case_file c where c.closed_at is null and not exists (
          select from case_grant g join employee e on e.id = g.principal_id
          where g.case_id = c.id and g.level = 3 and ${inForce("g")} and may_handle(e.id, c.id, c.kind))
      $$;
      comment on function cases_without_manager is 'Definer, because it asks about all cases: for the job that keeps custody, and the doctor.';

      -- A job asks each minute; it looks at what ran out since it last could, not at all cases.
      create function keep_custody_by_the_clock() returns int
        language plpgsql ${pinned} as $$
      declare
        v_kept int;
      begin
        ${aManagerLeaves}
        select count(*) filter (where keep_custody(held.case_id)) into v_kept from (
          select g.case_id from case_grant g
            where g.level = 3 and g.ended_at is null and g.valid_until <= now() and g.valid_until > now() - interval '1 week'
          union select g.case_id from case_grant g where g.level = 3 and g.ended_at is null and g.principal_id in (
            select e.id from employee e where e.until <= now() and e.until > now() - interval '1 week'
            union select k.employee_id from clearance k where k.valid_until <= now() and k.valid_until > now() - interval '1 week'
            union select t.employee_id from employee_term t where t.valid_until <= now() and t.valid_until > now() - interval '1 week')
          union select b.case_id from case_block b where b.valid_until is null and b.valid_from > now() - interval '1 week'
          order by 1
        ) held;
        return v_kept;
      end $$;
      comment on function keep_custody_by_the_clock is 'Definer, for the same reason: for what ran out by the clock alone; how many cases got a manager.';

      create function custody_follows_the_employee() returns trigger
        language plpgsql ${pinned} as $$
      declare
        v_employee uuid := case tg_table_name when 'employee' then to_jsonb(new) ->> 'id' else to_jsonb(new) ->> 'employee_id' end;
      begin
        ${aManagerLeaves}
        perform from employee where id = v_employee for no key update;
        insert into notice (employee_id, kind, about_id, case_id)
          select distinct a.employee_id, 'DEPUTY_LEFT', v_employee, r.case_id from case_restriction r
          join case_file c on c.id = r.case_id and c.closed_at is null
          cross join lateral grants_at(r.case_id, ${thisMoment}) a
          where r.deputy_id = v_employee and r.valid_until is null and a.level = 3 and a.employee_id <> v_employee
            and not may_handle(v_employee, r.case_id, c.kind)
            and not exists (select from notice n where n.employee_id = a.employee_id and n.kind = 'DEPUTY_LEFT'
              and n.about_id = v_employee and n.case_id = r.case_id and n.created_at >= r.valid_from);
        perform keep_custody(g.case_id) from case_grant g
          where g.principal_id = v_employee and g.level = 3 and g.ended_at is null order by g.case_id;
        return null;
      end $$;
      comment on function custody_follows_the_employee is 'Definer, because no serving role may write a grant: who leaves, or may no longer, manages nothing.';
      -- Its name is behind that of the trigger that keeps the terms, which the question of who manages reads.
      create trigger employee_zz_custody after update of role, active, until on employee for each row
        execute function custody_follows_the_employee();
      create function managers_may_leave() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
      begin
        ${aManagerLeaves}
        return null;
      end $$;
      -- Before any row is held: whoever assigns a case holds the one before the other too.
      create trigger employee_leaves before update of role, active, until on employee for each statement execute function managers_may_leave();
      create trigger clearance_custody after update on clearance for each row execute function custody_follows_the_employee();

      create function custody_follows_the_case() returns trigger
        language plpgsql ${pinned} as $$
      begin
        ${managersStay}
        perform keep_custody(new.id);
        return null;
      end $$;
      comment on function custody_follows_the_case is 'Definer, for the same reason: whoever managed it may have left while it was closed.';
      create trigger case_file_reopened after update of closed_at on case_file for each row
        when (old.closed_at is not null and new.closed_at is null) execute function custody_follows_the_case();
    `)
  }

  /** Which cases a block covers follows from the block, the parties, the home of the case, and who lives where. */
  private async blocks(database: QueryRunner): Promise<void> {
    await database.query(`
      create function keep_blocks(p_case uuid) returns void
        language plpgsql ${pinned} as $$
      declare
        v_home uuid;
        v_added uuid[];
      begin
        if not exists (select from block where valid_until is null) then return; end if;
        select home_id into v_home from case_file where id = p_case;
        with covering as (
          select b.id, b.employee_id from block b where b.valid_until is null and b.home_id = v_home
          union select b.id, b.employee_id from party p join block b on b.person_id = p.person_id and b.valid_until is null
            where p.case_id = p_case
          union select b.id, b.employee_id from party p join person r on r.id = p.person_id
            join block b on b.home_id = r.home_id and b.against = 'HOUSEHOLD' and b.valid_until is null
            where p.case_id = p_case
        ), over as (
          update case_block o set valid_until = now()
            where o.case_id = p_case and o.valid_until is null and o.block_id not in (select id from covering)
        ), added as (
          insert into case_block (block_id, case_id, employee_id) select id, p_case, employee_id from covering
            on conflict (employee_id, case_id, block_id) where valid_until is null do nothing returning employee_id
        )
        select array(select employee_id from added) into v_added;
        if v_added = '{}' then return; end if;
        -- Whoever blocks herself is not shown the case in the answer to it either.
        update scope set blocked = blocked || p_case where xact = pg_current_xact_id_if_assigned() and actor_id = any (v_added);
        perform keep_custody(p_case);
      end $$;
      comment on function keep_blocks is 'Definer, because nobody else may read or write which cases a block covers.';

      create function blocks_follow() returns trigger
        language plpgsql ${pinned} as $$
      begin
        -- Two parties of one case wait for each other, and all for a conflict that is being declared; a registry that moves somebody
        -- may touch many cases, and is alone.
        if tg_table_name = 'person' then
          ${aManagerLeaves}
        else
          ${managersStay}
        end if;
        if tg_table_name = 'party' then
          perform from case_file where id = new.case_id for no key update;
        end if;
        case tg_table_name
          when 'case_file' then perform keep_blocks(new.id);
          when 'party' then perform keep_blocks(new.case_id);
          when 'person' then perform keep_blocks(p.case_id) from party p where p.person_id = new.id;
        end case;
        return null;
      end $$;
      comment on function blocks_follow is 'Definer, for the same reason.';
      -- Its name is before that of the trigger that gives the grants, which asks for blocks.
      create trigger case_file_blocks_at_opening after insert on case_file for each row execute function blocks_follow();
      create trigger case_file_blocks_at_move after update of home_id on case_file for each row
        when (old.home_id is distinct from new.home_id) execute function blocks_follow();
      create trigger party_blocks after insert or update of person_id on party for each row execute function blocks_follow();
      create trigger person_blocks after update of home_id on person for each row
        when (old.home_id is distinct from new.home_id) execute function blocks_follow();

      create function cases_follow_the_block() returns trigger
        language plpgsql ${pinned} as $$
      begin
        ${aManagerLeaves}
        if tg_op = 'UPDATE' then
          update case_block set valid_until = now() where block_id = new.id and valid_until is null;
          return null;
        end if;
        perform from employee where id = new.employee_id for no key update;
        perform keep_blocks(id) from (
          select c.id from case_file c where c.home_id = new.home_id
          union select p.case_id from party p where p.person_id = new.person_id
          union select p.case_id from party p join person r on r.id = p.person_id
            where new.against = 'HOUSEHOLD' and r.home_id = new.home_id
        ) covered;
        return null;
      end $$;
      comment on function cases_follow_the_block is 'Definer, for the same reason.';
      create trigger block_cases_at_start after insert on block for each row execute function cases_follow_the_block();
      create trigger block_cases_at_end after update of valid_until on block for each row
        when (old.valid_until is null and new.valid_until is not null) execute function cases_follow_the_block();
    `)
  }

  /** What a manager does with the access of others, whose grants she cannot see by the row rules. */
  private async acts(database: QueryRunner): Promise<void> {
    await database.query(`
      create function give_access(p_case uuid, p_employee uuid, p_level int, p_route text, p_from timestamptz, p_until timestamptz, p_reason text)
        returns uuid language plpgsql ${pinned} as $$
      declare
        v_own int := (select max(a.level) from grants_at(p_case, ${thisMoment}) a where a.employee_id = ${actor});
        v_kind text := (select kind from case_file where id = p_case);
        v_id uuid;
      begin
        if not manages(p_case) then raise exception 'the actor does not manage this case' using errcode = '42501'; end if;
        perform from employee where id = p_employee for share;
        -- Whoever's own access ended while she waited for the case gives none.
        if v_own is null then raise exception 'the actor does not manage this case' using errcode = '42501'; end if;
        if p_employee = ${actor} then
          raise exception 'not to oneself' using errcode = 'WR422', constraint = 'NOT_TO_ONESELF', column = 'employeeId';
        end if;
        if p_level > v_own then
          raise exception 'beyond the own level' using errcode = 'WR422', constraint = 'BEYOND_OWN_LEVEL', column = 'level';
        end if;
        -- Nor for longer than she has it herself.
        if not exists (select from grants_at(p_case, ${thisMoment}) a where a.employee_id = ${actor} and a.level >= p_level
            and (a.valid_until is null or a.valid_until >= p_until)) then
          raise exception 'beyond the own term' using errcode = 'WR422', constraint = 'BEYOND_OWN_TERM', column = 'endsAt';
        end if;
        if p_route not in ('ASSIGNMENT', 'REQUEST', 'BREACH') or not may_handle(p_employee, p_case, v_kind,
            case p_route when 'ASSIGNMENT' then '{CONSULTANT,TEAM_LEAD}' else '{PRIVACY_COORDINATOR}' end::text[]) then
          raise exception 'the employee cannot be given this' using errcode = 'WR422', constraint = 'EMPLOYEE_UNFIT', column = 'employeeId';
        end if;
        insert into case_grant (case_id, principal_id, level, route, valid_from, valid_until, granted_by, reason)
          values (p_case, p_employee, p_level, p_route, greatest(p_from, now()), p_until, ${actor}, p_reason) returning id into v_id;
        return v_id;
      end $$;
      comment on function give_access is 'Definer, because no serving role may write a grant: adds somebody to a case, by who manages it.';

      -- Whose it was, where it was an employee''s and not a team''s.
      create function end_access(p_case uuid, p_grant uuid, p_reason text) returns uuid
        language plpgsql ${pinned} as $$
      declare
        v_grant case_grant;
        v_handled boolean;
      begin
        ${aManagerLeaves}
        if not manages(p_case) then raise exception 'the actor does not manage this case' using errcode = '42501'; end if;
        select * into v_grant from case_grant g where g.id = p_grant and g.case_id = p_case and ended_at is null
          and (g.valid_until is null or g.valid_until > now()) for update;
        if not found then raise exception 'no such grant' using errcode = 'WR422', constraint = 'ABSENT', column = 'grantId'; end if;
        if v_grant.level = 3 and exists (select from case_file where id = p_case and closed_at is null)
            and not exists (select from grants_at(p_case, ${thisMoment}) a where a.level = 3 and a.grant_id <> p_grant) then
          raise exception 'the last manager' using errcode = 'WR422', constraint = 'LAST_MANAGER', column = 'grantId';
        end if;
        select true into v_handled from case_file c where c.id = p_case and (
          (v_grant.route = 'ASSIGNMENT' and v_grant.reason is null and v_grant.principal_id = c.assignee_id)
          or (v_grant.route = 'TEAM' and v_grant.principal_id = c.team_id));
        if v_handled then
          raise exception 'follows from the case' using errcode = 'WR422', constraint = 'FOLLOWS_FROM_THE_CASE', column = 'grantId';
        end if;
        update case_grant set valid_until = greatest(now(), valid_from), ended_at = now(), ended_by = ${actor}, end_reason = p_reason where id = p_grant;
        return (select e.id from employee e where e.id = v_grant.principal_id);
      end $$;
      comment on function end_access is 'Definer, for the same reason: ends a grant, by who manages the case, and never the last manager''s.';

      create function restrict_case(p_case uuid, p_deputy uuid, p_reason text) returns void
        language plpgsql ${pinned} as $$
      begin
        if not exists (select from grants_at(p_case, ${thisMoment}) a where a.employee_id = ${actor} and a.level = 3) then
          raise exception 'the actor does not manage this case' using errcode = '42501';
        end if;
        if not may_handle(p_deputy, p_case, (select kind from case_file where id = p_case)) or p_deputy = ${actor} then
          raise exception 'the deputy cannot handle this case' using errcode = 'WR422', constraint = 'EMPLOYEE_UNFIT', column = 'deputyId';
        end if;
        insert into case_restriction (case_id, deputy_id, reason, restricted_by) values (p_case, p_deputy, p_reason, ${actor});
        update case_file set restricted = true where id = p_case;
      end $$;
      comment on function restrict_case is 'Definer, because no serving role may write a restriction: by who manages the case personally.';

      create function lift_restriction(p_case uuid, p_reason text) returns void
        language plpgsql ${pinned} as $$
      begin
        if not exists (select from grants_at(p_case, ${thisMoment}) a where a.employee_id = ${actor} and a.level = 3) then
          raise exception 'the actor does not manage this case' using errcode = '42501';
        end if;
        update case_restriction set valid_until = greatest(now(), valid_from), lifted_by = ${actor}, lift_reason = p_reason
          where case_id = p_case and valid_until is null;
        update case_file set restricted = false where id = p_case;
      end $$;
      comment on function lift_restriction is 'Definer, for the same reason.';

      create function fit_receivers(p_cases uuid[], p_receivers uuid[]) returns table (case_id uuid, employee_id uuid)
        language sql stable ${pinned} as $$
        select c.id, r.id from case_file c, unnest(p_receivers) r(id)
        where c.id = any (p_cases) and manages(c.id) and may_handle(r.id, c.id, c.kind)
      $$;
      comment on function fit_receivers is 'Definer, because clearances and blocks of others are nobody''s to read: who can take over which case.';

      create function case_candidates(p_case uuid) returns table (case_id uuid, employee_id uuid, sought text, place text,
          of_team boolean, fit boolean, obstacles text[])
        language plpgsql stable ${pinned} as $$
      declare
        -- As below: whoever may not be told asks about a case that is none.
        v_case uuid := case when manages(p_case) then p_case else '00000000-0000-0000-0000-000000000000' end;
      begin
        return query select c.id, e.id, e.sought, case when near.of_team then '0' else '1' end || e.sought,
          near.of_team, against.obstacles = '{}', against.obstacles
        from case_file c cross join employee e
        cross join lateral (select exists (select from team_membership m
          where m.employee_id = e.id and m.team_id = c.team_id and ${inForce("m")}) as of_team) near
        cross join lateral (select what_stands_against(e.id, c.id, c.kind) as obstacles) against
        where c.id = v_case;
      end $$;
      comment on function case_candidates is 'Definer, for the same reason: for who manages a case, whether each employee can handle it, and what keeps her from it.';

      create function held_in_custody(p_employee uuid) returns setof uuid
        language sql stable ${pinned} as $$
        select g.case_id from case_grant g
        where g.principal_id = p_employee and g.route = 'CUSTODY' and g.ended_at is null and manages(g.case_id)
      $$;
      comment on function held_in_custody is 'Definer, because grants of others are nobody''s to read: of the cases that the actor manages, those in somebody''s custody.';

      create function case_access(p_case uuid, p_at timestamptz) returns table (case_id uuid, grant_id uuid, employee_id uuid, team_id uuid,
          level smallint, route text, valid_from timestamptz, valid_until timestamptz, granted_by uuid, reason text, at timestamptz)
        language plpgsql stable ${pinned} as $$
      declare
        v_at timestamptz := least(coalesce(p_at, now()), now());
        -- Whoever may not be told asks about a case that is none: what is kept from her takes the way of what is not there.
        v_case uuid := case when manages(p_case) or (${scope("role")} in ('PRIVACY_OFFICER', 'EXTERNAL_AUDITOR') and ${unblocked("p_case")})
          then p_case else '00000000-0000-0000-0000-000000000000' end;
      begin
        return query select p_case, a.grant_id, a.employee_id, a.team_id, a.level, a.route, a.valid_from, a.valid_until, a.granted_by,
          -- What a colleague wrote is content: who supervises is told the reasons of routes that have a closed list of them.
          case when ${scope("role")} not in ('PRIVACY_OFFICER', 'EXTERNAL_AUDITOR') or a.route in ('EMERGENCY', 'CUSTODY') then a.reason end, v_at
        from grants_at(v_case, v_at) a;
      end $$;
      comment on function case_access is 'Definer, because the grants of others are nobody''s to read: for who manages the case, and the privacy officer.';
    `)
  }

  async down(database: QueryRunner): Promise<void> {
    await database.query(`
      drop trigger employee_zz_custody on employee;
      drop trigger employee_leaves on employee;
      drop trigger clearance_custody on clearance;
      drop trigger party_blocks on party;
      drop trigger person_blocks on person;
      drop trigger case_file_blocks_at_opening on case_file;
      drop trigger case_file_blocks_at_move on case_file;
      drop trigger case_file_grants_at_opening on case_file;
      drop trigger case_file_grants_at_hand_over on case_file;
      drop trigger case_file_managed on case_file;
      drop trigger case_file_reopened on case_file;
      drop table case_block, block, case_restriction, case_grant cascade;
      drop function case_access, case_candidates, held_in_custody, fit_receivers, lift_restriction, restrict_case, end_access, give_access, cases_follow_the_block,
        blocks_follow, keep_blocks, custody_follows_the_case, custody_follows_the_employee, managers_may_leave, keep_custody_by_the_clock, cases_without_manager,
        keep_custody, a_grant_is_of_its_case, great_changes_are_the_managers, grants_follow_the_case, manages, may_handle, what_stands_against, grants_at;
    `)
  }
}
