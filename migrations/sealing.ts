import { inForce } from "./rule"

/** When what is in force changed in the time of the batch; each asked for by the index, however few they are. */
const changes = (table: string, column: string, those: string) => `
            select unnest(array[r.valid_from, r.valid_until]) from ${those} cross join lateral (
              select valid_from, valid_until from ${table} where ${column} = those.id offset 0) r`

/**
 * By which grants an employee had come to cases when her transaction saw the rows: worked out when the event is sealed, so that no request waits for it. Plain SQL, that the
 * planner takes up into the statement.
 */
export const grantsBehind = `
      create function grants_behind(p_actor uuid, p_role text, p_moment timestamptz, p_cases uuid[])
        returns table (case_id uuid, grant_ids uuid[], routes text[]) language sql stable as $$
        select c.id, coalesce(array_agg(g.id order by g.id) filter (where g.id is not null), '{}'),
          coalesce(array_agg(distinct g.route order by g.route) filter (where g.id is not null), '{}')
        from (select routes_of(p_role) as routes,
            array_prepend(p_actor, array(select m.team_id from team_membership m
              where p_role in ('CONSULTANT', 'TEAM_LEAD') and m.employee_id = p_actor and ${inForce("m", "p_moment")})) as principals,
            array(select k.kind from clearance k where k.employee_id = p_actor and ${inForce("k", "p_moment")}) as kinds
          offset 0) own
        cross join (select distinct unnest(p_cases)) c (id)
        -- By the index of the case, also where the planner has no statistics to see that it is good.
        left join lateral (select * from case_grant where case_id = c.id offset 0) g
          on g.principal_id = any (own.principals) and g.route = any (own.routes)
          and ${inForce("g", "p_moment")} and (g.kind = any (own.kinds) or g.route = 'EMERGENCY')
          and (g.principal_id = p_actor or not exists (select from case_restriction r where r.case_id = c.id and ${inForce("r", "p_moment")}))
        group by c.id
      $$;
`

/**
 * Makes leaves of the events that come next, behind those that the sealer itself adds in that round, and the look-ups of them. Many
 * events tell of the same: somebody comes back to her list. So grants are asked for once for whoever saw the same cases, in the same
 * state of rights.
 */
export const sealEvents = `
      create function seal_events(p_limit int, p_own int) returns json
        language plpgsql security definer set search_path = pg_catalog, public, pg_temp set work_mem = '64MB' set jit = off as $$
      declare
        v_tree trail_tree;
        v_horizon xid8 := pg_snapshot_xmin(pg_current_snapshot());
        v_sealed json;
      begin
        select * into v_tree from trail_tree for update skip locked;
        if not found then
          return null;
        end if;
        if p_own is null or p_own not between 0 and 1000 then
          raise exception 'no sealer has so much to say itself' using errcode = 'WR400';
        end if;
        -- The tree is to grow by these before the transaction ends.
        update trail_tree set size = size;
        with batch as materialized (
          select v_tree.size + p_own - 1 + row_number() over (order by e.xact, e.id) as index, e.xact, e.id, e.recorded_at,
            coalesce(e.actor_id, '00000000-0000-0000-0000-000000000000') as actor_id, coalesce(e.actor_role, '') as actor_role,
            uuid_send(gen_random_uuid()) as nonce, event_said(e, seen.sights) as event, seen.cases, seen.persons
          from trail_event e cross join lateral (
            select string_agg(sight_said(s), ',' order by s.position) as sights, array_concat_agg(s.case_ids) as cases,
              array_concat_agg(s.person_ids) as persons
            from trail_sight s where s.event_id = e.id and s.recorded_at = e.recorded_at) seen
          where (e.xact, e.id) > (v_tree.sealed_xact, v_tree.sealed_id) and e.xact < v_horizon
          order by e.xact, e.id limit p_limit
        ), span as materialized (
          select min(recorded_at) as began, max(recorded_at) as ended from batch
        ), actors as materialized (
          select distinct actor_id as id from batch
        ), cases as materialized (
          select distinct unnest(cases) as id from batch
        ), changed as materialized (
          select array(select at from (${changes("case_grant", "case_id", "cases those")}
            union all${changes("case_restriction", "case_id", "cases those")}
            union all${changes("team_membership", "employee_id", "actors those")}
            union all${changes("clearance", "employee_id", "actors those")}) c (at)
            where at > span.began and at <= span.ended group by at order by at) as moments
          from span
        ), lists as materialized (
          select row_number() over () as nth, actor_id, actor_role, width_bucket(recorded_at, moments) as state, cases, min(recorded_at) as moment
          from batch cross join changed where cases <> '{}' group by actor_id, actor_role, state, cases
        ), askers as materialized (
          select actor_id, actor_role, state, min(moment) as moment, array_agg(c) as cases from lists cross join unnest(cases) c
          group by actor_id, actor_role, state
        ), granted as materialized (
          select a.actor_id, a.actor_role, a.state, g.* from askers a cross join lateral grants_behind(a.actor_id, a.actor_role, a.moment, a.cases) g
        ), led as materialized (
          select l.nth, g.case_id, g.grant_ids, g.routes from (select distinct nth, actor_id, actor_role, state, unnest(cases) as case_id from lists) l
          join granted g on g.actor_id = l.actor_id and g.actor_role = l.actor_role and g.state = l.state and g.case_id = l.case_id
        ), told as materialized (
          select nth, string_agg(grant_said(case_id, grant_ids, routes), ',' order by case_id) as grants from led group by nth
        ), leaves as materialized (
          select b.index, b.id, b.recorded_at, b.nonce, b.persons, l.nth,
            sha256(b.nonce || convert_to(leaf_said(b.event, t.grants), 'UTF8')) as commitment
          from batch b cross join changed c
          left join lists l on l.actor_id = b.actor_id and l.actor_role = b.actor_role and l.cases = b.cases
            and l.state = width_bucket(b.recorded_at, c.moments)
          left join told t on t.nth = l.nth
        ), kept as (
          insert into trail_leaf (index, kind, event_id, recorded_at, nonce, commitment)
            select index, 'EVENT', id, recorded_at, nonce, commitment from leaves
        ), by_case as (
          insert into trail_by_case (case_id, recorded_at, event_id, grant_ids, routes)
            select g.case_id, l.recorded_at, l.id, g.grant_ids, g.routes from leaves l join led g on g.nth = l.nth order by 1
        ), by_person as (
          insert into trail_by_person (reference, recorded_at, event_id)
            select distinct p, l.recorded_at, l.id from leaves l cross join unnest(l.persons) p order by 1
        )
        select json_build_object('commitments', coalesce(translate(encode(string_agg(commitment, '' order by index), 'base64'), E'\\n', ''), ''),
          'lags', coalesce(json_agg(date_part('epoch', clock_timestamp() - recorded_at)), '[]')) into v_sealed from leaves;
        return v_sealed;
      end $$;
      comment on function seal_events is 'Definer, because the keeper reads no events: makes leaves of those that come next, and what leads from a case or a person to them.';
`
