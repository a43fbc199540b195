import type { MigrationInterface, QueryRunner } from "typeorm"

/** Signing in, as far as it happens here: the first use of an access token, and every attempt that is turned away. */
export class CreateSessions1795363330000 implements MigrationInterface {
  async up(database: QueryRunner): Promise<void> {
    await database.query(`
      -- The access tokens that were used, so that the first use of each is known as one whichever node it comes to: of each a hash of its
      -- issuer, subject and id together. A line goes when its token has expired.
      create table session (
        id text primary key check (octet_length(id) <= 64),
        expires_at timestamptz not null
      );
      create index session_expired on session (expires_at);

      create function admit(
        p_subject text, p_issued timestamptz, p_expires timestamptz, p_session text, p_token text, p_assurance text, p_client text, p_address inet,
        p_trace text, p_span text, p_silent boolean
      ) returns table (id uuid, role text, refused text)
        language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      declare
        v_employee record;
        v_refused text;
      begin
        select e.id, e.role, e.active and (e.until is null or e.until > now()) as active,
            e.sessions_since is null or coalesce(p_issued >= e.sessions_since, false) as session
          into v_employee from employee e where e.subject = p_subject;
        v_refused := case when v_employee.id is null then 'UNKNOWN_EMPLOYEE' when not v_employee.active then 'DISABLED_EMPLOYEE'
          when not v_employee.session then 'SESSION_ENDED' end;
        if v_refused is null then
          insert into session as s (id, expires_at) values (p_session, p_expires) on conflict do nothing;
        end if;
        if (v_refused is null and found) or (v_refused is not null and not p_silent) then
          insert into trail_event (actor_kind, actor_id, actor_role, token_id, assurance, client, address, actions, outcome, reason,
              trace_id, span_id)
            select case when v_employee.id is null then 'UNKNOWN' else 'EMPLOYEE' end, v_employee.id, v_employee.role, p_token, p_assurance,
              p_client, p_address, case when v_refused is null then '{session.begun}' else '{session.denied}' end::text[],
              case when v_refused is null then 'DONE' else 'DENIED' end, v_refused, p_trace, p_span;
        end if;
        return query select v_employee.id, v_employee.role, v_refused;
      end $$;
      comment on function admit is 'Definer, because subjects are readable by nobody: who a verified token speaks for; its first use, or that it is turned away, is written in the same step.';

      create function record_denial(p_reason text, p_address inet, p_trace text, p_span text) returns void
        language sql security definer set search_path = pg_catalog, public, pg_temp as $$
        insert into trail_event (actor_kind, address, actions, outcome, reason, trace_id, span_id)
        values ('UNKNOWN', p_address, '{session.denied}', 'DENIED', p_reason::trail_reason, p_trace, p_span)
      $$;
      comment on function record_denial is 'Definer, because nobody else may write the header of the trail: an attempt without a valid token, which is nobody''s.';

      create function clear_sessions() returns int
        language sql security definer set search_path = pg_catalog, public, pg_temp as $$
        -- Later than it expired, because the clocks of node and database may differ.
        with gone as (delete from session where expires_at < now() - interval '1 hour' returning 1) select count(*)::int from gone
      $$;
      comment on function clear_sessions is 'Definer, because nobody may delete: forgets the tokens that have expired; how many.';
    `)
  }

  async down(database: QueryRunner): Promise<void> {
    await database.query(`
      drop function clear_sessions, record_denial, admit;
      drop table session;
    `)
  }
}
