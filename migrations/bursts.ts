/** What is too much when it is much in a short time: by which name it is counted, and from how many on, within which time. */
interface Measure {
  readonly name: string
  readonly kind: string
  /** More of them than this. */
  readonly most: string
  readonly span: string
}

const measures: readonly Measure[] = [
  { name: "LOOKED_AT", kind: "MANY_CASES", most: "p_many_cases", span: "p_many_cases_minutes" },
  { name: "LISTED", kind: "MANY_CASES", most: "p_many_listed", span: "p_many_cases_minutes" },
  { name: "PERSONS", kind: "MANY_PERSONS", most: "p_many_persons", span: "p_many_persons_minutes" },
  { name: "DENIED", kind: "DENIED_SERIES", most: "p_denied_series - 1", span: "p_denied_minutes" },
  { name: "SEARCHED", kind: "SEARCHING_CASES", most: "p_searched_cases - 1", span: "p_searched_minutes" },
]

export const measureNames = measures.map(({ name }) => `'${name}'`).join(", ")

const limits = measures.map(
  ({ name, kind, most, span }) => `('${name}', '${kind}', ${most}, make_interval(mins => ${span}))`,
)

/** What one share of the trail counts of it, from `sight` and `event`: one line for each different thing and event. */
export interface Counted {
  readonly measure: Measure["name"]
  readonly whose: string
  readonly thing: string
  readonly from: string
}

const countedOf = ({ measure, whose, thing, from }: Counted): string =>
  `select '${measure}' as measure, ${whose} as whose, ${thing} as thing, e.recorded_at as at, e.event_id from ${from}`

/**
 * Different things in a sliding window: each counts from when it was seen until it is seen again, or until the window has passed. So the
 * number at each moment is a running sum, and nothing is compared with everything. What was before the share is known by `review_lately`:
 * of each measure the things that somebody saw last, one more than may be. More need not be known: if there are so many in the window
 * it is too much, and if there are not then these are all.
 */
export const burstsOf = (counted: readonly Counted[]): string => `
  measure (name, kind, most, span) as (
    values ${limits.join(", ")}
  ), counted as materialized (
    ${counted.map(countedOf).join(" union all ")}
  ), timeline as materialized (
    select measure, whose, thing, at, event_id, true as fresh, null::tid as place from counted
    union all
    select l.measure, l.whose, l.thing, l.seen_at, l.event_id, false, l.place from (select distinct measure, whose from counted) who
    cross join lateral (select *, ctid as place from review_lately one where one.measure = who.measure and one.whose = who.whose offset 0) l
  ), step as (
    select measure, whose, at, 1 as change, event_id, fresh from timeline
    union all
    select t.measure, t.whose, least(lead(t.at) over (partition by t.measure, t.whose, t.thing order by t.at, t.event_id), t.at + m.span), -1, null, false
    from timeline t join measure m on m.name = t.measure
  ), tally as (
    select *, sum(change) over (partition by measure, whose order by at, change) as things from step
  ), burst as (
    -- From the last to the first: of those from here on, when it first was too much. The other way round each would look at all behind it.
    select t.measure, t.whose, t.event_id, t.at,
      min(t.at) filter (where t.fresh and t.things > m.most) over (partition by t.measure, t.whose order by t.at desc) as too_much_at
    from tally t join measure m on m.name = t.measure where t.change = 1
  ), gathered as materialized (
    select m.kind, b.whose, b.event_id, b.at, min(b.too_much_at) as too_much_at from burst b join measure m on m.name = b.measure
    where b.too_much_at < b.at + m.span group by m.kind, b.whose, b.event_id, b.at
  ), latest as (
    select measure, whose, thing, max(at) as seen_at, (array_agg(event_id order by at desc, fresh desc))[1] as event_id, bool_or(fresh) as fresh,
      max(place) as place
    from timeline group by measure, whose, thing
  ), ranked as materialized (
    select l.*, row_number() over (partition by l.measure, l.whose order by l.seen_at desc, l.thing) <= m.most + 1 as stays
    from latest l join measure m on m.name = l.measure
  ), kept as (
    insert into review_lately (measure, whose, thing, seen_at, event_id)
      select measure, whose, thing, seen_at, event_id from ranked where stays and fresh
      on conflict (measure, whose, thing) do update set seen_at = excluded.seen_at, event_id = excluded.event_id
  ), forgotten as (
    -- By their places: a join might compare each with each.
    delete from review_lately where ctid = any (array(select place from ranked where place is not null and not stays))
  )`
