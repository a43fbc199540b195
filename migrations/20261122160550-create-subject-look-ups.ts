import type { MigrationInterface, QueryRunner } from "typeorm"
import { shownByChange } from "./looks"
import { counts } from "./rule"

const pinned = "security definer set search_path = pg_catalog, public, pg_temp"

/** A shielded reporter's part is none for who is not cleared for it: an answer about her would tell that she reported. */
const known = (party: string) => `(${party}.category <> 'REPORTER' or 'REPORTER' = any (v_scope.categories))`

/** The sights of one event, by their index: of a few events the planner would rather read those of all. */
const sightsOf = (event: string) =>
  `select * from trail_sight s where s.event_id = ${event}.id and s.recorded_at = ${event}.recorded_at offset 0`

/** What is not sealed yet, and so has no look-up yet. */
const unsealed = `(select * from trail_event e where (e.xact, e.id) > (v_tree.sealed_xact, v_tree.sealed_id) offset 0) e
              cross join lateral (${sightsOf("e")}) s`

/** What served or changed nothing but who reported: it is not of her, and would tell that somebody did. */
const ofReporterAlone = (sight: string) => `((${sight}.categories = '{REPORTER}' and 'REPORTER' <> all (p.told))
  or (${sight}.party_ids && p.shielded and not ${sight}.party_ids && (p.hers || p.others)))`

/** From a person to her cases, and from those to what the trail holds of them: for herself, and for who supervises. */
export class CreateSubjectLookUps1795363550000 implements MigrationInterface {
  async up(database: QueryRunner): Promise<void> {
    await this.partsOf(database)
    await this.accessLog(database)
    await this.trailEventsOf(database)
    await database.query(`
      grant execute on function access_log to woonrust_staff, woonrust_officer;
      grant execute on function trail_events_of to woonrust_officer;
    `)
  }

  private async partsOf(database: QueryRunner): Promise<void> {
    await database.query(`
      -- What a person may be told of her part in each case that the actor answers for: whose parties the case has, and of which sort of data it
      -- can be said that it is hers.
      create function parts_told(p_person uuid) returns table (case_id uuid, reference text, is_about boolean, since timestamptz,
          hers uuid[], shielded uuid[], others uuid[], told text[])
        language plpgsql stable as $$
      declare
        v_scope scope;
      begin
        select * into v_scope from scope s where s.xact = pg_current_xact_id_if_assigned();
        return query
          select c.id, c.reference, p.is_about, p.since, p.hers, p.shielded, p.others,
            -- What stands in the case is of her where it is about her, or nobody else has a part in it. Of an entry nobody says whom it
            -- is about: where others have a part, its category might be theirs.
            array(select 'CONTACT' union select unnest(p.own)
              union select c.category where p.is_about or p.is_alone
              union select i.category from (select j.category from journal_entry j where j.case_id = c.id
                union select t.category from task t where t.case_id = c.id) i where p.is_alone and i.category <> 'REPORTER')
          from case_file c
          join lateral (select
              coalesce(array_agg(o.id) filter (where o.person_id = p_person and ${known("o")}), '{}') as hers,
              coalesce(array_agg(o.category) filter (where o.person_id = p_person and ${known("o")}), '{}') as own,
              min(o.added_at) filter (where o.person_id = p_person and ${known("o")}) as since,
              coalesce(bool_or(o.role = 'SUBJECT') filter (where o.person_id = p_person and ${known("o")}), false) as is_about,
              bool_and(coalesce(o.person_id = p_person, false) or o.employee_id is not null or o.role = 'PROFESSIONAL') as is_alone,
              coalesce(array_agg(o.id) filter (where o.category = 'REPORTER' and not (coalesce(o.person_id = p_person, false) and ${known("o")})), '{}') as shielded,
              coalesce(array_agg(o.id) filter (where o.category <> 'REPORTER' and o.person_id is distinct from p_person), '{}') as others
            from party o where o.case_id = c.id) p on true
          where c.id in (select m.case_id from party m where m.person_id = p_person and ${known("m")})
            and c.id <> all (v_scope.blocked)
            -- The officer answers for every case; the coordinator for those that were opened to her for a request.
            and (v_scope.role = 'PRIVACY_OFFICER' or (v_scope.role = 'PRIVACY_COORDINATOR'
              and (select true from case_grant g where g.case_id = c.id and g.route = 'REQUEST' and ${counts("g")} limit 1)))
            -- Before anything of it is looked up: what is confidential takes the time of what is not there.
            and not exists (select from case_confidentiality k where k.case_id = c.id and k.ended_at is null and k.review_at > now());
      end $$;
    `)
  }

  private async accessLog(database: QueryRunner): Promise<void> {
    await database.query(`
      create function access_log(p_person uuid, p_from timestamptz, p_until timestamptz) returns table (event_id uuid, recorded_at timestamptz,
          line text, case_id uuid, person_id uuid, reference text, actor_role text, outcome text, activity text, purpose text, actions text[],
          shown boolean, categories text[])
        language plpgsql stable ${pinned} as $$
      declare
        v_from timestamptz := coalesce(p_from, '-infinity');
        v_until timestamptz := coalesce(p_until, 'infinity');
        v_tree trail_tree;
        v_reference uuid := (select r.trail_reference from person r where r.id = p_person);
      begin
        select * into v_tree from trail_tree;
        return query
          with parts as materialized (select * from parts_told(p_person)),
          found as (
            select p.case_id as part, b.event_id as id, b.recorded_at as at from parts p
              join trail_by_case b on b.case_id = p.case_id and b.recorded_at >= v_from and b.recorded_at < v_until
            union
            select p.case_id, e.id, e.recorded_at from ${unsealed}
              join parts p on p.case_id = any (s.case_ids) or p.hers && s.party_ids
              where e.recorded_at >= v_from and e.recorded_at < v_until
          )
          -- Whoever asks for her log looks at the log, once, and not at each of the cases that it names: else it would grow by as many lines.
          select e.id, e.recorded_at, l.line, (array_agg(p.case_id order by p.case_id))[1], p_person,
            case when l.line <> '' then min(p.reference) end, e.actor_role, e.outcome::text, s.activity::text, s.purpose::text,
            array_agg(distinct s.action::text order by s.action::text), bool_or(${shownByChange("s")}), array_remove(array_agg(distinct c.name order by c.name), null)
          from found f
          join parts p on p.case_id = f.part
          cross join lateral (select * from trail_event e where e.id = f.id and e.recorded_at = f.at offset 0) e
          cross join lateral (${sightsOf("e")}) s
          cross join lateral (select case when s.action = 'trail.rendered' then '' else p.case_id::text end as line) l
          left join lateral (select name from unnest(s.categories) name where name = any (p.told)) c on true
          -- What names the case without her is of her from the day she was a party; of whom it is about, always.
          where (p.case_id = any (s.case_ids) or s.party_ids && p.hers)
            and (s.party_ids && p.hers or p.is_about or e.recorded_at >= p.since)
            and not ${ofReporterAlone("s")}
            -- That somebody asked for a log is told to whose it is: of the other it would tell that he asked.
            and (s.action <> 'trail.rendered' or v_reference = any (s.person_ids))
            -- Nor is the bare case of hers that was named beside it.
            and (s.categories <> '{}' or not exists (select from (${sightsOf("e")}) r where r.action = s.action and p.case_id = any (r.case_ids) and ${ofReporterAlone("r")}))
          group by e.id, e.recorded_at, l.line, e.actor_role, e.outcome, s.activity, s.purpose;
      end $$;
      comment on function access_log is 'Definer, because the trail is nobody''s to read who answers a data subject: who looked at her file, without employees.';
    `)
  }

  private async trailEventsOf(database: QueryRunner): Promise<void> {
    await database.query(`
      -- From a person to her cases to their events, and to those that looked her up in the registry, whatever case it was for. What is
      -- kept from who asks is left out before anything of it is looked up, and what is not sealed yet is looked through for somebody who is
      -- not there as well: else the time would tell.
      create function trail_events_of(p_person uuid) returns setof uuid
        language plpgsql stable ${pinned} as $$
      declare
        v_scope scope;
        v_tree trail_tree;
        v_person uuid;
      begin
        select * into v_scope from scope s where s.xact = pg_current_xact_id_if_assigned();
        select * into v_tree from trail_tree;
        v_person := case v_scope.role when 'PRIVACY_OFFICER' then p_person else '00000000-0000-0000-0000-000000000000' end;
        return query
          with parts as materialized (select p.id, p.case_id from party p where p.person_id = v_person and ${known("p")}
            and p.case_id <> all (v_scope.blocked)),
          -- What would tell that she reported is not told by her being looked up for it either. Once the case is gone no party says
          -- that she did: then the categories of what was looked at do.
          shielded as materialized (select coalesce(array_agg(p.id), '{}') as parties, coalesce(array_agg(p.case_id), '{}') as cases
            from party p where p.person_id = v_person and not ${known("p")}),
          looked_up as materialized (
            select b.event_id as id, b.recorded_at from person r join trail_by_person b on b.reference = r.trail_reference where r.id = v_person
            union
            select e.id, e.recorded_at from ${unsealed}
              cross join lateral (select from person r where r.id = v_person and r.trail_reference = any (s.person_ids) offset 0) hers)
          select b.event_id from parts p join trail_by_case b on b.case_id = p.case_id
          union
          select e.id from ${unsealed}
            cross join lateral (select from parts p where p.case_id = any (s.case_ids) or p.id = any (s.party_ids) offset 0) hers
          union
          select r.id from looked_up r cross join shielded h
            where not exists (select from (${sightsOf("r")}) o
              where o.case_ids && h.cases or o.case_ids && v_scope.blocked or o.party_ids && h.parties
                or 'REPORTER' = any (o.categories) and 'REPORTER' <> all (v_scope.categories));
      end $$;
      comment on function trail_events_of is 'Definer, because parties and look-ups are not the officer''s to read: the events that concern the cases of a person.';
    `)
  }

  async down(database: QueryRunner): Promise<void> {
    await database.query(`drop function trail_events_of, access_log, parts_told`)
  }
}
