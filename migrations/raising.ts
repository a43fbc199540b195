import { burstsOf } from "./bursts"
import { inDetail, leafed, looksUp, missed } from "./looks"

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

/** Who is known by this reference is a party of a case that she works on, or lives in the home that it is about: that is why she is looked up. */
const isOfOwnWork = (
  who: string,
  reference: string,
  at: string,
) => `exists (select from person found where found.trail_reference = ${reference} and (
  exists (select from party of where of.person_id = found.id and ${worksOn(who, "of.case_id", at)})
  or exists (select from case_file about where about.home_id = found.home_id and ${worksOn(who, "about.id", at)})))`

/**
 * The events of the share, and what they served. One after the other by the index, whatever the planner expects: a share is small, and
 * the trail is not.
 */
const share = `
  event as materialized (
    select e.id as event_id, e.recorded_at, e.actor_id, e.actor_role, e.address, e.outcome, e.reason, e.look_reason, e.actions
    from (select * from trail_leaf where index >= v_from and index < v_until and kind = 'EVENT' order by index limit 5000) l
    cross join lateral (select * from trail_event one where one.recorded_at = l.recorded_at and one.id = l.event_id limit 1) e
  ), sight as materialized (
    select e.*, s.position, s.case_ids, s.person_ids, ${inDetail("s", "p_few_cases")} as in_detail, ${leafed("s")} as leafed, ${missed("s")} as missed,
      ${looksUp("s")} as looks_up, ${byStaff("e")} as by_staff
    from event e cross join lateral (select * from trail_sight one where one.event_id = e.event_id and one.recorded_at = e.recorded_at offset 0) s
  )`

/** The looks of the share, each with what there is to be said of it. */
const looks = `
  look as materialized (
    select k.*, b.routes, b.grant_ids
    from (select distinct event_id, recorded_at, actor_id, actor_role, look_reason, actions, outcome, c as case_id
      from sight cross join unnest(case_ids) c where in_detail and by_staff) k
    cross join lateral (select * from trail_by_case one
      where one.case_id = k.case_id and one.recorded_at = k.recorded_at and one.event_id = k.event_id limit 1) b
  ), weighed as materialized (
    select k.*, facts.works, facts.hurried, array_remove(array[
        -- A lead decides about the cases of her team; a reason lightens, and is no free pass: of those a share is judged.
        case when not (facts.works or facts.hurried or (k.actor_role = 'TEAM_LEAD' and 'TEAM' = any (k.routes)))
          and (k.look_reason is null or random() * 1000 < p_reasoned_per_mille) then 'NO_TASK' end,
        case when k.recorded_at > c.closed_at + make_interval(days => p_closed_days) and not facts.hurried
          and not (k.outcome = 'DONE' and k.actions && '{case.closed,case.moved,case.reopened}') then 'AFTER_CLOSURE' end,
        case when ${livesBy("k.actor_id", "k.case_id")} or (not facts.works and ${concernsColleague("k.case_id")})
          then 'COLLEAGUE_OR_SAME_ADDRESS' end], null) as kinds
    from look k cross join lateral (select * from case_file one where one.id = k.case_id limit 1) c
    -- What she opened in an emergency is judged as that, as long as it is yet to be.
    cross join lateral (select ${worksOn("k.actor_id", "k.case_id", "k.recorded_at")} as works, exists (
      select from emergency m join review_item i on i.emergency_id = m.id
      where m.employee_id = k.actor_id and m.grant_id = any (k.grant_ids) and (i.judged_at is null or i.judged_at > k.recorded_at)) as hurried) facts
  ), of_one_case as materialized (
    select w.*, kind from weighed w cross join lateral unnest(case when w.kinds = '{}' and not w.hurried
      and random() * 1000 < p_sample_per_mille then '{RANDOM_SAMPLE}' else w.kinds end) kind
  )`

/**
 * What is counted. Attempts of somebody who is known, wherever from, and of nobody who is known by the address they came from. Tries at
 * cases that showed none: each field of a request is one. Whether one is there, the trail does not know.
 */
const bursts = burstsOf([
  {
    ...{ measure: "LOOKED_AT", whose: "e.actor_id::text", thing: "e.thing" },
    from: "(select distinct actor_id, recorded_at, event_id, c as thing from sight cross join unnest(case_ids) c where in_detail and by_staff) e",
  },
  {
    ...{ measure: "LISTED", whose: "e.actor_id::text", thing: "e.thing" },
    from: "(select distinct actor_id, recorded_at, event_id, c as thing from sight cross join unnest(case_ids) c where (in_detail or leafed) and by_staff) e",
  },
  {
    ...{ measure: "PERSONS", whose: "e.actor_id::text", thing: "e.thing" },
    from: `(select distinct s.actor_id, s.recorded_at, s.event_id, shown as thing from sight s cross join unnest(s.person_ids) shown
      where s.looks_up and s.by_staff and not ${isOfOwnWork("s.actor_id", "shown", "s.recorded_at")}) e`,
  },
  {
    ...{ measure: "DENIED", whose: "coalesce(e.actor_id::text, host(e.address))", thing: "e.event_id" },
    from: `event e where coalesce(e.actor_id::text, host(e.address)) is not null and ${denied("e")}`,
  },
  {
    ...{ measure: "SEARCHED", whose: "e.actor_id::text", thing: "md5(e.event_id::text || e.position)::uuid" },
    from: "sight e where e.missed and e.outcome = 'DONE' and e.actor_id is not null",
  },
])

const amsterdam = (moment: string) => `(${moment} at time zone 'Europe/Amsterdam')::date`

/** One statement, so that each event is looked at on one snapshot: what is raised, as items of a day, with the accesses they gather. */
export const raising = `
  with ${share}, ${looks}, ${bursts}, raised as materialized (
    select kind, event_id, recorded_at, actor_id as employee_id, actor_role, null::inet as address, case_id, routes, look_reason,
      ${amsterdam("recorded_at")} as period_on from of_one_case
    union all
    select g.kind, g.event_id, g.at, e.actor_id, e.actor_role, case when e.actor_id is null then e.address end, null, '{}',
      case when g.kind <> 'DENIED_SERIES' then e.look_reason end, ${amsterdam("g.too_much_at")}
    from gathered g cross join lateral (select * from trail_event one where one.recorded_at = g.at and one.id = g.event_id limit 1) e
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
  ), access as (
    insert into review_access (item_id, case_id, event_id, recorded_at, routes, look_reason)
      -- Each has its item, and each item has some. A full join is never done by comparing each with each.
      select i.id, r.case_id, r.event_id, r.recorded_at, r.routes, r.look_reason from raised r
      full join item i on ${keyOf("i")} = ${keyOf("r")}
      union all
      select * from hurried
      on conflict (item_id, event_id) do nothing returning 1
  )
  select count(*) into v_raised from access;`
