import type { MigrationInterface, QueryRunner } from "typeorm"
import { sealedText } from "./sealed-text"
import { grantsBehind, sealEvents } from "./sealing"

/**
 * The seal of the trail: every event becomes a leaf of a Merkle tree (RFC 6962), whose signed head leaves the database. The same step
 * writes the look-ups by case and by party, so that a request does not pay for them.
 */
export class CreateSealing1795363410000 implements MigrationInterface {
  async up(database: QueryRunner): Promise<void> {
    await database.query(`
      -- One leaf a line, in the order of the tree. When the event''s term is over its id and nonce go, and the commitment stays:
      -- the tree remains whole, and what it says leads to nobody.
      create table trail_leaf (
        index bigint primary key check (index >= 0),
        kind text not null check (kind in ('EVENT', 'KEY', 'RESTORED', 'PRUNED')),
        event_id uuid,
        recorded_at timestamptz,
        nonce bytea check (length(nonce) = 16),
        -- What a leaf says that is no event: a key, a restore, a prune.
        content jsonb,
        commitment bytea not null check (length(commitment) = 32),
        check ((kind = 'EVENT') = (content is null))
      );
      -- No event is sealed twice.
      create unique index trail_leaf_event on trail_leaf (recorded_at, event_id) where event_id is not null;
      create index trail_leaf_others on trail_leaf (index) where kind <> 'EVENT';

      -- The signed heads of the tree, one every ten minutes.
      create table trail_checkpoint (
        id uuid primary key default gen_random_uuid(),
        size bigint not null unique,
        note text not null,
        made_at timestamptz not null default now()
      );
      create index trail_checkpoint_made on trail_checkpoint (made_at, id);

      -- How far sealing has come: the right edge of the tree, and the last event in it.
      create table trail_tree (
        one boolean primary key default true check (one),
        epoch int not null default 1,
        -- The key that signed last, and the head that it signed.
        key text,
        note text,
        size bigint not null default 0,
        frontier bytea[] not null default '{}',
        sealed_xact xid8 not null default '0',
        sealed_id uuid not null default '00000000-0000-0000-0000-000000000000'
      );
      insert into trail_tree default values;

      -- Who saw a case: every event of it, and by which grants whoever saw it had come to it. The grants are gone with the case, their
      -- routes stay.
      create table trail_by_case (
        case_id uuid not null,
        recorded_at timestamptz not null,
        event_id uuid not null,
        grant_ids uuid[] not null,
        routes text[] not null,
        primary key (case_id, recorded_at, event_id)
      ) partition by range (recorded_at);

      -- Who saw a person of the registry, by the reference that the trail has of her. A party is found through its case: no line names it
      -- without that.
      create table trail_by_person (
        reference uuid not null,
        recorded_at timestamptz not null,
        event_id uuid not null,
        primary key (reference, recorded_at, event_id)
      ) partition by range (recorded_at);

      select ensure_trail_partitions(3);
    `)
    await this.sealing(database)
    await this.expiring(database)
  }

  private async sealing(database: QueryRunner): Promise<void> {
    await database.query(`
      ${sealedText}
      ${grantsBehind}

      -- As they stand in the text, once more, for an export.
      create function sights_said(p_event trail_event) returns text language sql stable as $$
        select string_agg(sight_said(s), ',' order by s.position) from trail_sight s where s.event_id = p_event.id and s.recorded_at = p_event.recorded_at
      $$;
      create function grants_said(p_event trail_event) returns text language sql stable as $$
        select string_agg(grant_said(b.case_id, b.grant_ids, b.routes), ',' order by b.case_id)
        from (select distinct c from trail_sight s cross join unnest(s.case_ids) c
          where s.event_id = p_event.id and s.recorded_at = p_event.recorded_at) seen
        join trail_by_case b on b.case_id = seen.c and b.recorded_at = p_event.recorded_at and b.event_id = p_event.id
      $$;

      create function take_tree() returns jsonb
        language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      declare
        v_tree trail_tree;
        v_horizon xid8 := pg_snapshot_xmin(pg_current_snapshot());
      begin
        -- Whoever holds the line of the tree seals; when its connection is gone another does.
        select * into v_tree from trail_tree for update skip locked;
        if not found then
          return null;
        end if;
        if v_tree.sealed_xact > v_horizon then
          -- The tables were copied into another cluster, which counts its transactions anew.
          update trail_event e set xact = case when exists (select from trail_leaf l where l.event_id = e.id and l.recorded_at = e.recorded_at) then '0' else '1' end::xid8
            where e.xact >= v_horizon or e.xact <= v_tree.sealed_xact;
          update trail_tree set sealed_xact = '0', sealed_id = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
        end if;
        return jsonb_build_object('epoch', v_tree.epoch, 'size', v_tree.size, 'now', clock_timestamp(), 'key', v_tree.key, 'note', v_tree.note,
          'frontier', (select coalesce(jsonb_agg(encode(hash, 'base64') order by nth), '[]') from unnest(v_tree.frontier) with ordinality f (hash, nth)));
      end $$;
      comment on function take_tree is 'Definer, because the tree is nobody''s to read: hands it to the sealer, one at a time, until the transaction ends.';
      ${sealEvents}
      create function grow_tree(p_grown jsonb) returns void
        language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      declare
        v_from bigint := (p_grown ->> 'from')::bigint;
        v_size bigint := (p_grown ->> 'size')::bigint;
      begin
        if v_size <= v_from then
          raise exception 'the tree does not grow' using errcode = 'WR400';
        end if;
        update trail_tree set size = v_size, epoch = (p_grown ->> 'epoch')::int, key = p_grown ->> 'key', note = p_grown ->> 'note',
            frontier = array(select decode(f, 'base64') from jsonb_array_elements_text(p_grown -> 'frontier') f)
          where size = v_from;
        if not found then
          raise exception 'the tree has grown meanwhile' using errcode = 'WR409';
        end if;
        insert into trail_leaf (index, kind, nonce, content, commitment)
          select (l ->> 'index')::bigint, l ->> 'kind', decode(l ->> 'nonce', 'base64'), l -> 'content', decode(l ->> 'commitment', 'base64')
          from jsonb_array_elements(p_grown -> 'leaves') l where l ->> 'kind' <> 'EVENT';
        if (select count(*) from trail_leaf where index >= v_from) <> v_size - v_from then
          raise exception 'there are not as many leaves as the tree grows by' using errcode = 'WR400';
        end if;
        update trail_tree set (sealed_xact, sealed_id) = (e.xact, e.id)
          from trail_leaf l join trail_event e on e.id = l.event_id and e.recorded_at = l.recorded_at
          where l.index = (select max(index) from trail_leaf where index >= v_from and event_id is not null);
        insert into trail_checkpoint (size, note) select v_size, p_grown ->> 'note'
          -- One that is dated in the future stops none that comes after it; the first of an epoch is kept in any case.
          where p_grown -> 'leaves' @> '[{"kind": "RESTORED"}]' or not exists (select from trail_checkpoint
            where made_at between now() - interval '10 minutes' and now() + interval '10 minutes');
      end $$;
      -- No leaf stands behind the tree once its transaction is over: whoever makes leaves signs for them, or has made none.
      create function check_tree() returns trigger
        language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      begin
        if (select coalesce(max(index) + 1, 0) from trail_leaf) <> (select size from trail_tree) then
          raise exception 'there are not as many leaves as the tree says' using errcode = 'WR400';
        end if;
        return null;
      end $$;
      comment on function check_tree is 'Definer, because the leaves are nobody''s to read: whether the tree and its leaves end alike.';
      create constraint trigger whole after update on trail_tree deferrable initially deferred for each row execute function check_tree();

      comment on function grow_tree is 'Definer, because nobody changes the trail: appends the leaves that the sealer itself says, with the head over all.';

      create function leaf_commitments(p_from bigint, p_until bigint) returns text
        language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        select string_agg(kind || ' ' || encode(commitment, 'base64'), E'\\n' order by index) from trail_leaf
          where index >= p_from and index < p_until
      $$;
      comment on function leaf_commitments is 'Definer, because the leaves are nobody''s to read: what the tree consists of, to check a head before it leaves the database.';

      create function restored_leaf(p_epoch int) returns jsonb
        language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        select jsonb_build_object('index', index, 'nonce', encode(nonce, 'base64'), 'commitment', encode(commitment, 'base64'), 'content', content)
        from trail_leaf where kind = 'RESTORED' and content ->> 'epoch' = p_epoch::text order by index desc limit 1
      $$;
      comment on function restored_leaf is 'Definer, because the leaves are nobody''s to read: the leaf that an epoch began with, to be held against the last head outside.';
    `)
    await this.watching(database)
  }

  private async watching(database: QueryRunner): Promise<void> {
    await database.query(`
      -- The transaction that holds sealing up. Whose it is PostgreSQL tells everybody; since when, only who may read all statistics
      -- (pg_read_all_stats), or whose it is. A prepared one has no process.
      create function oldest_transaction() returns table (pid int, application text, "user" text, database text, since timestamptz)
        language sql stable as $$
        select l.pid, a.application_name, coalesce(a.usename, p.owner), coalesce(a.datname, p.database), coalesce(a.xact_start, p.prepared)
        from pg_locks l left join pg_stat_activity a on a.pid = l.pid left join pg_prepared_xacts p on p.transaction = l.transactionid
        where l.locktype = 'transactionid' and l.granted and l.transactionid = pg_snapshot_xmin(pg_current_snapshot())::xid
      $$;

      create function sealing_lag() returns jsonb
        language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set timezone = 'UTC' as $$
      declare
        v_tree trail_tree;
        v_oldest timestamptz;
        v_horizon xid8 := pg_snapshot_xmin(pg_current_snapshot());
        v_holder jsonb := (select to_jsonb(o) from oldest_transaction() o limit 1);
      begin
        select * into v_tree from trail_tree;
        if v_tree.sealed_xact > v_horizon then
          -- In another cluster, which counts its transactions anew, until the next round puts that right.
          select min(e.recorded_at) into v_oldest from trail_event e
            where e.recorded_at > (select coalesce(max(l.recorded_at), '-infinity') from trail_leaf l where l.event_id is not null);
        else
          select e.recorded_at into v_oldest from trail_event e
            where (e.xact, e.id) > (v_tree.sealed_xact, v_tree.sealed_id) order by e.xact, e.id limit 1;
        end if;
        return jsonb_build_object(
          'size', v_tree.size, 'epoch', v_tree.epoch,
          'oldest', coalesce(extract(epoch from clock_timestamp() - v_oldest), 0),
          'waiting', coalesce((select extract(epoch from clock_timestamp() - e.recorded_at) from trail_event e
            where e.xact >= v_horizon order by e.xact, e.id limit 1), 0),
          -- The oldest one that runs, if any does: the snapshot alone does not tell it from the next one to come.
          'running', case when v_holder is not null then v_horizon::text end,
          'holder', v_holder);
      end $$;
      comment on function sealing_lag is 'Definer, because the keeper reads no events: how late the sealing is, and which transaction holds it up.';
    `)
  }

  private async expiring(database: QueryRunner): Promise<void> {
    await database.query(`
      -- The months whose term is over go, whole; of their leaves the commitments stay. What went is for the sealer to say in a leaf,
      -- in the same transaction.
      create function expire_events(p_months int) returns jsonb
        language plpgsql security definer set search_path = pg_catalog, public, pg_temp set timezone = 'UTC' set lock_timeout = '2s' as $$
      declare
        v_tree trail_tree;
        v_before timestamptz := date_trunc('month', now(), 'UTC') - make_interval(months => p_months);
        v_ranges jsonb;
        v_gone text;
      begin
        -- Whoever has the keeper's password could name any term.
        if p_months is null or p_months < 12 then
          raise exception 'the trail is kept for a year at least' using errcode = 'check_violation';
        end if;
        if not exists (select from trail_leaf where event_id is not null and recorded_at < v_before) then
          return null;
        end if;
        select * into v_tree from trail_tree for update skip locked;
        if not found or exists (select from trail_event e where e.recorded_at < v_before and (e.xact, e.id) > (v_tree.sealed_xact, v_tree.sealed_id)) then
          return null; -- busy, or not all of it is sealed: the next round does it
        end if;
        with gone as (
          update trail_leaf set event_id = null, recorded_at = null, nonce = null where event_id is not null and recorded_at < v_before
            returning index
        ), runs as (
          select min(index) as first, max(index) + 1 as behind from (select index, index - row_number() over (order by index) as run from gone) numbered
            group by run
        )
        select jsonb_agg(jsonb_build_array(first, behind) order by first) into v_ranges from runs;
        for v_gone in select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
          where p.relname in ('trail_event', 'trail_sight', 'trail_by_case', 'trail_by_person')
            and right(c.relname, 6) < to_char(v_before, 'YYYYMM') loop
          execute format('drop table public.%I', v_gone);
        end loop;
        return jsonb_build_object('ranges', v_ranges, 'before', v_before, 'months', p_months);
      end $$;
      comment on function expire_events is 'Definer, because nobody changes the trail: removes the events whose term is over, and says which.';
    `)
  }

  async down(database: QueryRunner): Promise<void> {
    await database.query(`
      drop function expire_events, sealing_lag, oldest_transaction, restored_leaf, leaf_commitments, grow_tree, seal_events, take_tree, grants_said, sights_said, grants_behind,
        leaf_said, event_said, sight_said, grant_said;
      drop table trail_by_person, trail_by_case, trail_tree, trail_checkpoint, trail_leaf;
      drop function check_tree;
    `)
  }
}
