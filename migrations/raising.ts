import { inDetail, leafed, missed } from "./looks"

const looked = (sight: string) => inDetail(sight, "p_few_cases")

/** By those whom a grant can let in. Who supervises sees no content; an access of hers is none to a case's file. What was refused may have shown as much as what was done. */
const byStaff = (event: string) => `${event}.actor_role in ('CONSULTANT', 'TEAM_LEAD', 'PRIVACY_COORDINATOR')`

/** An attempt that met a wall: no valid token, no right, or a case that is not there for her. */
const denied = (event: string) =>
  `(${event}.outcome = 'DENIED' or (${event}.outcome = 'REFUSED' and ${event}.reason in ('NOT_ALLOWED', 'ABSENT')))`

/** She was let in personally, has an open task in it, or has left something in it. That her team handles it is no work of hers. */
const worksOn = (who: string, dossier: string, at: string) => `(
  exists (select from case_grant g where g.case_id = ${dossier} and g.principal_id = ${who} and g.route <> 'EMERGENCY'
    -- Until that very moment: who gives it out of hand had it.
    and g.valid_from <= ${at} and (g.valid_until is null or g.valid_until >= ${at}))
  or exists (select from case_file o where o.id = ${dossier} and o.opened_by = ${who})
  or exists (select from task t where t.case_id = ${dossier} and (t.added_by = ${who} or t.completed_by = ${who}
    or (t.assignee_id = ${who} and (t.completed_at is null or t.completed_at > ${at}))))
  or exists (select from journal_entry j where j.case_id = ${dossier} and j.author_id = ${who})
  or exists (select from party p where p.case_id = ${dossier} and p.added_by = ${who}))`

/** She is a party of it, or lives where it is about or where a party lives. */
const livesBy = (who: string, dossier: string) => `exists (
  select from employee me left join person own on own.id = me.person_id where me.id = ${who} and (
    exists (select from case_file o where o.id = ${dossier} and o.home_id in (me.home_id, own.home_id))
    or exists (select from party p left join person r on r.id = p.person_id where p.case_id = ${dossier}
      and (p.employee_id = me.id or p.person_id = me.person_id or r.home_id in (me.home_id, own.home_id)))))`

/** Somebody who works here is a party of it, other than by profession. */
const concernsColleague = (dossier: string) => `exists (
  select from party p where p.case_id = ${dossier} and p.role <> 'PROFESSIONAL' and (
    exists (select from employee e where e.id = p.employee_id and e.active)
    or exists (select from employee e where e.person_id = p.person_id and e.active)))`

/** What tells the items apart. */
const keyOf = (row: string) =>
  `concat_ws(' ', ${row}.kind, ${row}.employee_id, ${row}.address, ${row}.case_id, ${row}.period_on)`

/** Of those from here on, when it first was too much: what lies less than the window before belongs to it. */
const nextOf = (moment: string, whose: string) =>
  `min(${moment}) filter (where too_much) over (partition by ${whose} order by ${moment} range between current row and unbounded following)`

/** The looks of the batch, each with what there is to be said of it. */
const looks = `
  event as materialized (
    select e.* from trail_leaf l join trail_event e on e.recorded_at = l.recorded_at and e.id = l.event_id
    where l.index >= v_from and l.index < v_until and l.kind = 'EVENT'
  ), look as materialized (
    select e.id as event_id, e.recorded_at, e.actor_id, e.actor_role, e.look_reason, e.actions, e.outcome, b.case_id, b.routes, b.grant_ids
    from event e
    join lateral (select distinct c as case_id from trail_sight s cross join unnest(s.case_ids) c
      where s.event_id = e.id and s.recorded_at = e.recorded_at and ${looked("s")}) seen on true
    join trail_by_case b on b.case_id = seen.case_id and b.recorded_at = e.recorded_at and b.event_id = e.id
    where ${byStaff("e")}
  ), weighed as materialized (
    select k.*, facts.works, facts.hurried, array_remove(array[
        -- A lead decides about the cases of her team; a reason lightens, and is no free pass: of those a share is judged.
        case when not (facts.works or facts.hurried or (k.actor_role = 'TEAM_LEAD' and 'TEAM' = any (k.routes)))
          and (k.look_reason is null or random() * 1000 < p_reasoned_per_mille) then 'NO_TASK' end,
        case when k.recorded_at > c.closed_at + make_interval(days => p_closed_days) and not facts.hurried
          and not (k.outcome = 'DONE' and k.actions && '{case.closed,case.moved,case.reopened}') then 'AFTER_CLOSURE' end,
        case when ${livesBy("k.actor_id", "k.case_id")} or (not facts.works and ${concernsColleague("k.case_id")})
          then 'COLLEAGUE_OR_SAME_ADDRESS' end], null) as kinds
    from look k join case_file c on c.id = k.case_id
    -- What she opened in an emergency is judged as that, as long as it is yet to be.
    cross join lateral (select ${worksOn("k.actor_id", "k.case_id", "k.recorded_at")} as works, exists (
      select from emergency m join review_item i on i.emergency_id = m.id
      where m.employee_id = k.actor_id and m.grant_id = any (k.grant_ids) and (i.judged_at is null or i.judged_at > k.recorded_at)) as hurried) facts
  ), of_one_case as materialized (
    select w.*, kind from weighed w cross join lateral unnest(case when w.kinds = '{}' and not w.hurried
      and random() * 1000 < p_sample_per_mille then '{RANDOM_SAMPLE}' else w.kinds end) kind
  )`

/**
 * Different cases in a sliding window: a case counts from a look at it until the next one, or until the window has passed. So the
 * number at each moment is a running sum, and no look is compared with every other. It is kept twice: of looks in detail, and with
 * those that were leafed through in lists.
 */
const crowds = `
  showing as materialized (
    select e.actor_id, e.actor_role, e.id as event_id, e.recorded_at, e.look_reason, s.case_ids, ${looked("s")} as near
    from (select e.actor_id, min(e.recorded_at) as since, max(e.recorded_at) as until from event e
      where ${byStaff("e")} and exists (select from trail_sight s
        where s.event_id = e.id and s.recorded_at = e.recorded_at and s.case_ids <> '{}' and (${looked("s")} or ${leafed("s")}))
      group by 1) who
    join trail_event e on e.actor_id = who.actor_id and e.recorded_at > who.since - v_window and e.recorded_at <= who.until
    join trail_sight s on s.event_id = e.id and s.recorded_at = e.recorded_at and (${looked("s")} or ${leafed("s")})
    where ${byStaff("e")}
  ), leafing as materialized (
    -- Whoever saw too few in all of that time saw too few in any part of it: of most nothing more is worked out.
    select actor_id from (select distinct actor_id, near, case_ids from showing) s cross join unnest(s.case_ids) c group by 1
    having count(distinct c) filter (where near) > p_many_cases or count(distinct c) > p_many_listed
  ), glance as materialized (
    select actor_id, actor_role, event_id, recorded_at, look_reason, c as case_id, bool_or(near) as near
    from leafing join showing using (actor_id) cross join unnest(case_ids) c group by 1, 2, 3, 4, 5, 6
  ), measure (near, most) as (
    values (true, p_many_cases), (false, p_many_listed)
  ), counted as (
    select m.near as measured, m.most, g.actor_id, g.case_id, g.recorded_at, g.event_id
    from glance g join measure m on g.near or not m.near
  ), step as (
    select measured, most, actor_id, recorded_at as at, 1 as change, event_id from counted
    union all
    select measured, most, actor_id, least(lead(recorded_at) over (partition by measured, actor_id, case_id order by recorded_at, event_id), recorded_at + v_window), -1, null
    from counted
  ), tally as (
    select *, sum(change) over (partition by measured, actor_id order by at, change) as cases from step
  ), crowd as (
    select measured, actor_id, event_id, at, ${nextOf("at", "measured, actor_id")} as too_much_at
    from (select *, cases > most and event_id in (select id from event) as too_much from tally where change = 1) each
  ), of_many_cases as (
    select g.event_id, g.recorded_at, g.actor_id, g.actor_role, g.look_reason, min(too_much_at) as too_much_at
    from crowd c join glance g on g.event_id = c.event_id and g.actor_id = c.actor_id where c.too_much_at < c.at + v_window group by 1, 2, 3, 4, 5
  )`

/** Attempts of somebody who is known, wherever from; and of nobody who is known, by the address they came from. */
const attempts = `
  knock as (
    select actor_id, case when actor_id is null then address end as address, min(recorded_at) as since, max(recorded_at) as until
    from event e where ${denied("e")} group by 1, 2
  ), attempt as materialized (
    select e.id as event_id, e.recorded_at, e.actor_id, e.actor_role, k.address from knock k
    join trail_event e on e.actor_id = k.actor_id and e.recorded_at > k.since - v_denied_window and e.recorded_at <= k.until
    where ${denied("e")}
    union all
    select e.id, e.recorded_at, null, null, k.address from knock k
    join trail_event e on e.actor_id is null and e.address = k.address and e.recorded_at > k.since - v_denied_window and e.recorded_at <= k.until
    where k.actor_id is null and ${denied("e")}
  ), series as (
    select *, ${nextOf("recorded_at", "actor_id, address")} as too_much_at
    from (select *, event_id in (select id from event) and count(*) over (partition by actor_id, address order by recorded_at
      range between v_denied_window preceding and current row) >= p_denied_series as too_much from attempt) each
  )`

/** Tries at cases by their id or reference that showed none: each field of a request is one. Whether one is there, the trail does not know. */
const searches = `
  groping as (
    select e.actor_id, min(e.recorded_at) as since, max(e.recorded_at) as until from event e
    where e.actor_id is not null and e.outcome = 'DONE'
      and exists (select from trail_sight s where s.event_id = e.id and s.recorded_at = e.recorded_at and ${missed("s")}) group by 1
  ), miss as materialized (
    select e.id as event_id, e.recorded_at, e.actor_id, e.actor_role, e.look_reason, count(*) as tries from groping k
    join trail_event e on e.actor_id = k.actor_id and e.recorded_at > k.since - v_searched_window and e.recorded_at <= k.until and e.outcome = 'DONE'
    join trail_sight s on s.event_id = e.id and s.recorded_at = e.recorded_at and ${missed("s")} group by 1, 2, 3, 4, 5
  ), search as (
    select *, ${nextOf("recorded_at", "actor_id")} as too_much_at
    from (select *, event_id in (select id from event) and sum(tries) over (partition by actor_id order by recorded_at
      range between v_searched_window preceding and current row) >= p_searched_cases as too_much from miss) each
  )`

const amsterdam = (moment: string) => `(${moment} at time zone 'Europe/Amsterdam')::date`

/** One statement, so that each event is looked at on one snapshot: what is raised, as items of a day, with the accesses they gather. */
export const raising = `
  with ${looks}, ${crowds}, ${attempts}, ${searches}, raised as materialized (
    select kind, event_id, recorded_at, actor_id as employee_id, actor_role, null::inet as address, case_id, routes, look_reason,
      ${amsterdam("recorded_at")} as period_on from of_one_case
    union all
    select 'MANY_CASES', event_id, recorded_at, actor_id, actor_role, null, null, '{}', look_reason, ${amsterdam("too_much_at")}
    from of_many_cases
    union all
    select 'DENIED_SERIES', event_id, recorded_at, actor_id, actor_role, address, null, '{}', null, ${amsterdam("too_much_at")}
    from series where too_much_at <= recorded_at + v_denied_window
    union all
    select 'SEARCHING_CASES', event_id, recorded_at, actor_id, actor_role, null, null, '{}', look_reason, ${amsterdam("too_much_at")}
    from search where too_much_at <= recorded_at + v_searched_window
  ), item as (
    insert into review_item (kind, event_id, employee_id, actor_role, address, case_id, period_on, first_at, last_at, due_at)
      select kind, (array_agg(event_id order by recorded_at, event_id))[1], employee_id, (array_agg(actor_role order by recorded_at desc))[1],
        address, case_id, period_on, min(recorded_at), max(recorded_at), now() + make_interval(days => p_due_days)
      from raised group by kind, employee_id, address, case_id, period_on
      on conflict (kind, employee_id, address, case_id, period_on) where judged_at is null and kind <> 'EMERGENCY'
        do update set first_at = least(review_item.first_at, excluded.first_at), last_at = greatest(review_item.last_at, excluded.last_at)
      returning id, kind, employee_id, address, case_id, period_on
  ), hurried as (
    -- What she then looked at belongs to the emergency, as long as that is not judged.
    select i.id, k.case_id, k.event_id, k.recorded_at, k.routes, k.look_reason from look k
    join emergency m on m.employee_id = k.actor_id and m.grant_id = any (k.grant_ids)
    join review_item i on i.emergency_id = m.id and i.judged_at is null
  ), lasting as (
    update review_item i set last_at = h.last_at from (select id, max(recorded_at) as last_at from hurried group by id) h
      where i.id = h.id and i.judged_at is null
  )
  insert into review_access (item_id, case_id, event_id, recorded_at, routes, look_reason)
    select i.id, r.case_id, r.event_id, r.recorded_at, r.routes, r.look_reason from raised r
    join item i on ${keyOf("i")} = ${keyOf("r")}
    union all
    select * from hurried
    on conflict (item_id, event_id) do nothing;`
