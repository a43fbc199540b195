import type { MigrationInterface, QueryRunner } from "typeorm"
import { inForce } from "./rule"

/**
 * The audit trail, and the scope that ties reading to it. `open_request` is the only writer of both: it works out what the actor
 * may see from the staff tables, writes the header of the trail, and lays the result down as the transaction's scope.
 * The row rules read the scope. So a transaction without a header sees nothing, whoever sends it what statement.
 */
export class CreateTrail1795363320000 implements MigrationInterface {
  async up(database: QueryRunner): Promise<void> {
    await database.query(`
      -- Random, and rising with time: new entries go to the end of an index, where a random place would be written all over.
      -- (A UUID of version 7, which PostgreSQL makes itself from version 18.)
      create function new_event_id() returns uuid language sql volatile parallel safe as $$
        select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
          placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
      $$;

      -- What the trail says in words of its own. Looked at by the functions below, which alone write a header: checks of the table, or
      -- columns of these types, would be looked up and put together anew by each insert, a tenth of what the trail costs a request.
      create domain trail_outcome as text check (value in ('DONE', 'REFUSED', 'DENIED', 'FAILED'));
      create domain trail_reason as text check (value ~ '^[A-Z_]+$');
      -- A line of any length, or one that names nothing, would hold up whoever seals or reads it.
      create domain trail_words as text[] check (pg_column_size(value) <= 30000 and array_position(value, null) is null);

      -- One line for each request, refused and denied ones too. No content, no names of tenants.
      create table trail_event (
        id uuid not null default new_event_id(),
        -- The start of its transaction, as of the sights that belong to it.
        recorded_at timestamptz not null default now(),
        -- The transaction that wrote it. Sealing follows the order of transactions, so that none that commits late is passed over.
        xact xid8 not null default pg_current_xact_id(),
        -- EMPLOYEE, JOB, OPERATOR or UNKNOWN.
        actor_kind text not null,
        actor_id uuid,
        actor_role text,
        -- The job, or the operator''s command.
        job varchar(100),
        -- What a token or a client says is of a form that is checked before it comes here; here it is of a length.
        token_id varchar(128),
        assurance varchar(256),
        client varchar(100),
        address inet,
        -- Of documents that the service itself ships: no client chooses it.
        operation_name varchar(100),
        document_hash varchar(64),
        actions text[] not null,
        outcome text not null,
        reason text,
        -- Why the actor looked, where she said so: of a closed list, never free text.
        look_reason text,
        trace_id varchar(32),
        span_id varchar(16),
        -- What was set otherwise at a start: each with its name, the value before or a dash, and the value since.
        settings text[],
        primary key (recorded_at, id)
      ) partition by range (recorded_at);
      create index trail_event_id on trail_event (id);
      create index trail_event_actor on trail_event (actor_id, recorded_at desc, id desc);
      create index trail_event_xact on trail_event (xact, id);

      -- What a root field of that request served: one line each, the records in arrays. The parties are named by a reference that
      -- belongs to party-in-case, persons of the registry by one that is given anew: once it is, it leads to nobody.
      create table trail_sight (
        event_id uuid not null,
        recorded_at timestamptz not null default now(),
        position smallint not null,
        field varchar(100) not null,
        action varchar(100) not null,
        activity varchar(100) not null,
        activity_version smallint not null,
        purpose varchar(300) not null,
        legal_basis varchar(300) not null,
        case_ids uuid[] not null,
        party_ids uuid[] not null,
        person_ids uuid[] not null,
        types text[] not null,
        categories text[] not null,
        -- The grants by which whoever changed the case had come to it. Who only looked needs none here: they are found when it is sealed.
        grant_ids uuid[] not null default '{}',
        -- Whose rights or sessions were changed.
        employee_ids uuid[] not null default '{}',
        primary key (event_id, position, recorded_at)
      ) partition by range (recorded_at);

      -- What one transaction may see. Unlogged: its lines mean nothing once their transaction is over. Emptied by the housekeeping
      -- job with truncate, therefore without autovacuum, whose statistics of a nearly empty table would spoil the index plans.
      create unlogged table scope (
        xact xid8 primary key,
        event_id uuid not null,
        actor_id uuid,
        role text not null,
        -- The actor and her teams: whom a grant must name.
        principals uuid[] not null,
        -- By which routes a grant can reach this role.
        routes text[] not null,
        kinds text[] not null,
        -- The categories of data that she may read.
        categories text[] not null,
        -- Cases that a conflict of interest keeps from her.
        blocked uuid[] not null,
        -- Cases that she opened in an emergency: their content is not withheld from her while it lasts.
        emergencies uuid[] not null
      ) with (autovacuum_enabled = off);
    `)
    await database.query(`
      -- Handling cases and the privacy coordinator''s work reach them by different routes; other roles reach none.
      create function routes_of(p_role text) returns text[] language sql immutable as $$
        select case
          when p_role in ('CONSULTANT', 'TEAM_LEAD') then '{ASSIGNMENT,TEAM,CUSTODY,EMERGENCY}'
          when p_role = 'PRIVACY_COORDINATOR' then '{REQUEST,BREACH}'
          else '{}' end::text[]
      $$;
    `)
    await database.query(`
      create function ensure_trail_partitions(months int) returns int
        language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      declare
        month timestamptz := date_trunc('month', now(), 'UTC');
        parent text;
        child text;
        made int := 0;
      begin
        for i in 0..months loop
          foreach parent in array array['trail_event', 'trail_sight', 'trail_by_case', 'trail_by_person'] loop
            child := format('%s_%s', parent, to_char(month + make_interval(months => i), 'YYYYMM'));
            if to_regclass('public.' || parent) is not null and to_regclass('public.' || child) is null then
              execute format('create table if not exists public.%I partition of public.%I for values from (%L) to (%L)', child, parent,
                month + make_interval(months => i), month + make_interval(months => i + 1));
              made := made + 1;
            end if;
          end loop;
        end loop;
        return made;
      end $$;
      comment on function ensure_trail_partitions is 'Definer, because a serving role owns no table: makes the coming months of the trail; how many tables there are more.';
      select ensure_trail_partitions(3);

      create function clear_scopes() returns void
        language plpgsql security definer set search_path = pg_catalog, public, pg_temp set lock_timeout = '100ms' as $$
      begin
        -- The lock is granted only when no transaction that wrote a scope is still open: nobody''s scope is lost.
        truncate scope;
      exception when lock_not_available then
        null; -- busy: the next round does it
      end $$;
      comment on function clear_scopes is 'Definer, because a serving role owns no table: empties the scopes of finished transactions.';

      create function open_request(
        p_actor uuid, p_role text, p_issued timestamptz, p_actions text[], p_outcome text, p_reason text, p_look_reason text,
        p_operation text, p_document text, p_token text, p_client text, p_address inet, p_trace text, p_span text,
        p_assurance text default null
      ) returns uuid
        language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      declare
        v_role text;
        v_teams uuid[];
        v_kinds text[];
        v_opened text[];
        v_blocked uuid[];
        v_emergencies uuid[];
        v_event uuid := new_event_id();
      begin
        select e.role,
          array(select m.team_id from team_membership m
            where m.employee_id = e.id and ${inForce("m")}),
          array(select c.kind from clearance c where c.employee_id = e.id and c.kind is not null
            and ${inForce("c")}),
          array(select c.opens from clearance c where c.employee_id = e.id and c.opens is not null
            and ${inForce("c")}),
          array(select b.case_id from case_block b where b.employee_id = e.id and b.valid_until is null),
          array(select g.case_id from case_grant g
            where g.principal_id = e.id and g.route = 'EMERGENCY' and g.valid_from <= now() and g.valid_until > now())
          into v_role, v_teams, v_kinds, v_opened, v_blocked, v_emergencies
          from employee e where e.id = p_actor and e.active and (e.until is null or e.until > now())
            and (e.sessions_since is null or p_issued >= e.sessions_since);
        -- The caller compiled its statements for a role; if that role is no longer true, nothing may be read with them.
        if v_role is null or v_role is distinct from p_role then
          raise exception 'the actor has changed' using errcode = 'WR401';
        end if;
        if (session_user = 'woonrust_officer') <> (v_role in ('PRIVACY_OFFICER', 'EXTERNAL_AUDITOR')) then
          raise exception 'this role of the database does not serve that actor' using errcode = 'WR403';
        end if;
        -- What most requests say needs no second look.
        if p_outcome <> 'DONE' or p_reason is not null or p_look_reason is not null or pg_column_size(p_actions) > 300
            or array_position(p_actions, null) is not null then
          perform p_outcome::trail_outcome, p_reason::trail_reason, p_look_reason::trail_reason, p_actions::trail_words;
        end if;
        -- Both in one statement, because each that runs is set up and cleared away.
        with header as (
          insert into trail_event (id, actor_kind, actor_id, actor_role, token_id, assurance, client, address, operation_name,
              document_hash, actions, outcome, reason, look_reason, trace_id, span_id)
            values (v_event, 'EMPLOYEE', p_actor, v_role, p_token, p_assurance, p_client, p_address, p_operation, p_document,
              p_actions, p_outcome, p_reason, p_look_reason, p_trace, p_span)
        )
        insert into scope (xact, event_id, actor_id, role, principals, routes, kinds, categories, blocked, emergencies)
          values (pg_current_xact_id(), v_event, p_actor, v_role,
            -- A membership reaches cases for those who handle them, and for nobody else.
            case when v_role in ('CONSULTANT', 'TEAM_LEAD') then array_prepend(p_actor, v_teams) else array[p_actor] end,
            routes_of(v_role), v_kinds, array['CONTACT', 'CONDUCT', 'FINANCIAL'] || v_opened, v_blocked, v_emergencies);
        return v_event;
      end $$;
      comment on function open_request is 'Definer, because nobody else may write the header of the trail or a scope: opens a request of an employee.';

      create function open_job(p_job text, p_actions text[]) returns uuid
        language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      declare
        v_event uuid := new_event_id();
      begin
        insert into trail_event (id, actor_kind, job, actions, outcome) values (v_event, 'JOB', p_job, p_actions::trail_words, 'DONE');
        insert into scope (xact, event_id, role, principals, routes, kinds, categories, blocked, emergencies)
          values (pg_current_xact_id(), v_event, 'JOB', '{}', '{}', '{}', '{}', '{}', '{}');
        return v_event;
      end $$;
      comment on function open_job is 'Definer, for the same reason: opens a request of a job.';

      -- Not a definer: only the owner writes here besides, and an operator's command comes as the owner.
      create function record_operation(p_command text, p_actions text[]) returns uuid
        language plpgsql set search_path = pg_catalog, public, pg_temp as $$
      declare
        v_event uuid := new_event_id();
      begin
        perform ensure_trail_partitions(3);
        insert into trail_event (id, actor_kind, job, actions, outcome) values (v_event, 'OPERATOR', p_command, p_actions, 'DONE');
        return v_event;
      end $$;

      create function end_sessions(p_employee uuid) returns boolean
        language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      begin
        update employee set sessions_since = clock_timestamp()
          where id = p_employee and exists (select from scope s
            where s.xact = pg_current_xact_id_if_assigned() and (s.actor_id = p_employee or s.role = 'ADMINISTRATOR'));
        return found;
      end $$;
      comment on function end_sessions is 'Definer, because no serving role may change an employee: voids the tokens that were issued before now.';

      create function about_blocked(p_event uuid, p_at timestamptz) returns boolean
        language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        select exists (select from trail_sight s where s.event_id = p_event and s.recorded_at = p_at
          and s.case_ids && (select blocked from scope where xact = pg_current_xact_id_if_assigned()))
      $$;
      comment on function about_blocked is 'Definer, because the sights that would tell are hidden from who asks: whether a request saw what is kept from her.';

      create function trail_references(p_persons uuid[]) returns uuid[]
        language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        select coalesce(array_agg(p.trail_reference), '{}') from person p where p.id = any (p_persons)
      $$;
      comment on function trail_references is 'Definer, because persons are not everybody''s to read: by what the trail names persons who were shown.';

      -- Joins the arrays of nested levels: what was seen below each row.
      create aggregate array_concat_agg (anycompatiblearray) (sfunc = array_cat, stype = anycompatiblearray, initcond = '{}');
    `)
  }

  async down(database: QueryRunner): Promise<void> {
    await database.query(`
      drop aggregate array_concat_agg (anycompatiblearray);
      drop function trail_references, about_blocked, end_sessions, routes_of, record_operation, open_job, open_request, clear_scopes, ensure_trail_partitions;
      drop table scope, trail_sight, trail_event;
      drop domain trail_words, trail_reason, trail_outcome;
      drop function new_event_id;
    `)
  }
}
