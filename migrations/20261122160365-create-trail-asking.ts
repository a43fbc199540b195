import type { MigrationInterface, QueryRunner } from "typeorm"
import { inForce, unblocked } from "./rule"

type Order = "desc" | "asc" | "none"

/** In an order only as many rows are read as are given. A count asks for no order, and stops where it has enough. */
const ordered = (order: Order, row: string, id = "id"): string =>
  order === "none" ? "" : `order by ${row}.recorded_at ${order}, ${row}.${id} ${order}`

/** The literal tells the planner what to expect at most: under a generic plan it knows nothing of a parameter's value. */
const limited = (select: string, order: string): string =>
  `select * from (${select} ${order} limit 1001) found limit p_rows`

const within = (row: string, order: Order, id = "id"): string =>
  `${row}.recorded_at >= v_from and ${row}.recorded_at < v_before${
    order === "none" ? "" : ` and (${row}.recorded_at, ${row}.${id}) ${order === "desc" ? "<" : ">"} (v_at, v_id)`
  }`

/** The rows of one event, in its own month alone. */
const ofEvent = (row: string): string => `${row}.event_id = e.id and ${row}.recorded_at = e.recorded_at`

/** What an event can be asked for besides what it is found by. What is not asked costs nothing. */
const asked = {
  person: `(p_person is null or e.id in (select trail_events_of(p_person)))`,
  actor: `(p_actor is null or e.actor_id = p_actor)`,
  role: `(p_role is null or e.actor_role = p_role)`,
  // Whoever could not be told apart works for nobody.
  organisation: `(p_organisation is null or p_organisation = case when e.actor_role = 'EXTERNAL_AUDITOR' then 'AUDITOR'
    when e.actor_kind <> 'UNKNOWN' then 'ASSOCIATION' end)`,
  outcome: `(p_outcome is null or e.outcome = p_outcome)`,
  action: `(p_action is null or p_action = any (e.actions))`,
  activity: `(p_activity is null or (select true from trail_sight s where ${ofEvent("s")} and s.activity = p_activity limit 1))`,
  party: `(p_party is null or (select true from trail_sight s where ${ofEvent("s")} and p_party = any (s.party_ids) limit 1))`,
  team: `(p_team is null or (select true from team_membership m
    where m.team_id = p_team and m.employee_id = e.actor_id and ${inForce("m", "e.recorded_at")} limit 1))`,
  route: `(p_route is null or (select true from trail_sight s cross join unnest(s.case_ids) c (id)
    join trail_by_case b on b.case_id = c.id and b.recorded_at = e.recorded_at and b.event_id = e.id
    where ${ofEvent("s")} and p_route = any (b.routes) limit 1))`,
}
const besides = (...found: (keyof typeof asked)[]): string =>
  Object.entries(asked)
    .filter(([name]) => !found.includes(name as keyof typeof asked))
    .map(([, condition]) => condition)
    .join("\n and ")

interface LookUp {
  /** The case by which the look-up leads to the events, and what a sight that is not sealed yet must name. */
  dossier: string
  named: string
  /** What the look-up itself answers of what is asked besides. */
  found: (keyof typeof asked)[]
  more?: string
}

const byCase: LookUp = {
  ...{ dossier: "v_case", named: "v_case = any (s.case_ids)", found: ["route"] },
  more: "and (p_route is null or p_route = any (b.routes))",
}
/**
 * The case by which events are looked up. A case that a conflict of interest keeps away is looked up as one that is not there, and a party of
 * none as one of such a case: what the row rule would hide of each event takes time, and would tell how many there are.
 */
const unlessKept = (dossier: string): string =>
  `case when ${unblocked(dossier)} then ${dossier} else '00000000-0000-0000-0000-000000000000' end`

/** A party belongs to one case, which every sight of it names. */
const byParty: LookUp = { dossier: "v_of_party", named: "p_party = any (s.party_ids)", found: [] }

/** Events that concern a case or a party: those that are sealed stand in the look-up, the latest do not stand there yet. */
function about(order: Order, { dossier, named, found, more = "" }: LookUp): string {
  // For a count too: without an order all look-ups might be looked through.
  const way = order === "none" ? "desc" : order
  const sealed = `select e.* from trail_by_case b
    cross join lateral (select * from trail_event one where one.recorded_at = b.recorded_at and one.id = b.event_id limit 1) e
    where b.case_id = ${dossier} and ${within("b", order, "event_id")} ${more} and ${besides(...found)}`
  const latest = `select e.* from latest e
    where ${within("e", order)}
      and (select true from trail_sight s where ${ofEvent("s")} and ${named} limit 1) and ${besides()}`
  // The latest are few, and found by their transaction: in the order of the page they would be looked for through the whole trail.
  return `with latest as materialized (select * from trail_event e where (e.xact, e.id) > (v_xact, v_sealed))
    select * from ((${limited(sealed, ordered(way, "b", "event_id"))}) union all (${limited(latest, ordered(way, "e"))})
  ) e ${ordered(way, "e")} limit p_rows`
}

/** The events of whoever belonged to a team when they were recorded, each once, though a term may be noted twice. */
const ofTeam = (order: Order): string =>
  `select e.* from team_membership m cross join lateral (${limited(
    `select e.* from trail_event e
    where e.actor_id = m.employee_id and ${within("e", order)}
      and e.recorded_at >= m.valid_from and e.recorded_at < coalesce(m.valid_until, 'infinity') and ${besides("actor", "team")}
      and not exists (select from team_membership o
        where o.team_id = m.team_id and o.employee_id = m.employee_id and o.id < m.id and ${inForce("o", "e.recorded_at")})`,
    ordered(order, "e"),
  )}) e where m.team_id = p_team ${ordered(order, "e")} limit p_rows`

/** Those of a person's cases, each by its id. */
const ofPerson = (order: Order): string =>
  limited(
    `select e.* from (select distinct id from trail_events_of(p_person) id) w
    cross join lateral (select * from trail_event one where one.id = w.id limit 1) e where ${within("e", order)} and ${besides("person")}`,
    ordered(order, "e"),
  )

const all = (order: Order, by = "true", ...found: "actor"[]): string =>
  limited(
    `select e.* from trail_event e where ${by} and ${within("e", order)} and ${besides(...found)}`,
    ordered(order, "e"),
  )

/** By what the events are found: the narrowest thing that is asked and that has an index or a look-up; the rest is asked of each. */
const branches = (order: Order): string => `
  if p_case is not null then
    return query ${about(order, byCase)};
  elsif p_party is not null then
    return query ${about(order, byParty)};
  elsif p_person is not null then
    return query ${ofPerson(order)};
  elsif p_actor is not null then
    return query ${all(order, "e.actor_id = p_actor", "actor")};
  elsif p_team is not null then
    return query ${ofTeam(order)};
  else
    return query ${all(order)};
  end if;
  return;`

/** Asking the trail: its events by what they are about, who caused them and what they did, a page at a time. */
export class CreateTrailAsking1795363419000 implements MigrationInterface {
  async up(database: QueryRunner): Promise<void> {
    await database.query(`
      create function sealed_until(out xact xid8, out id uuid)
        language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        select t.sealed_xact, t.sealed_id from trail_tree t
      $$;
      comment on function sealed_until is 'Definer, because the tree is nobody''s to read: which event was sealed last, so that later ones are looked for elsewhere.';

      create function case_of_party(p_party uuid) returns uuid
        language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        select p.case_id from party p where p.id = p_party
      $$;
      comment on function case_of_party is 'Definer, because parties are not for who supervises to read: by which case to look for what concerns one.';

      -- By which routes and grants whoever caused an event had come to each of its cases. Empty until it is sealed.
      create function trail_reached(p_event uuid, p_at timestamptz) returns setof trail_by_case language sql stable as $$
        select b.* from trail_by_case b
        where b.event_id = p_event and b.recorded_at = p_at and b.case_id = any (array(
          select c from trail_sight s cross join unnest(s.case_ids) c where s.event_id = p_event and s.recorded_at = p_at))
      $$;
    `)
    await database.query(`
      -- No definer: who asks finds what the row rules show her. A month that the period leaves out is not looked into.
      create function trail_found(
        p_case uuid default null, p_party uuid default null, p_actor uuid default null, p_team uuid default null, p_role text default null,
        p_action text default null, p_activity text default null, p_route text default null, p_outcome text default null,
        p_person uuid default null, p_organisation text default null,
        p_from timestamptz default '-infinity', p_before timestamptz default 'infinity',
        p_after_recorded_at timestamptz default null, p_after_id uuid default null, p_order text default 'desc', p_rows int default 25
      ) returns setof trail_event language plpgsql stable as $$
      declare
        -- Without a place to go on from, the period's own bound is that place: an index is entered at the place, and what lies between it
        -- and the period would be read through.
        v_at timestamptz := coalesce(p_after_recorded_at, case p_order when 'asc' then p_from else p_before end);
        v_id uuid := coalesce(p_after_id, '00000000-0000-0000-0000-000000000000');
        v_from timestamptz := case p_order when 'asc' then greatest(p_from, v_at) else p_from end;
        v_before timestamptz := case p_order when 'desc' then least(p_before, v_at + interval '1 microsecond') else p_before end;
        v_case uuid := ${unlessKept("p_case")};
        v_of_party uuid := case when p_party is not null and p_case is null then case_of_party(p_party) end;
        v_xact xid8;
        v_sealed uuid;
      begin
        v_of_party := ${unlessKept("v_of_party")};
        select u.xact, u.id into v_xact, v_sealed from sealed_until() u;
        if p_order = 'desc' then ${branches("desc")}
        elsif p_order = 'asc' then ${branches("asc")}
        else ${branches("none")}
        end if;
      end $$;
    `)
  }

  async down(database: QueryRunner): Promise<void> {
    await database.query("drop function trail_found, trail_reached, case_of_party, sealed_until")
  }
}
