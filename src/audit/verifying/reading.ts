import type pg from "pg"
import { type LeafRow, type LooseLine, writeLeaf, writeLoose } from "./line"

/** So many leaves are read at once. */
const stride = 2_000

const page = `
  select json_build_object('leaf', l.index, 'kind', l.kind, 'nonce', encode(l.nonce, 'base64'), 'commitment', encode(l.commitment, 'base64'),
    'said', coalesce(l.content, case when e.id is not null then event_payload(e, sights_of(e),
      (select jsonb_agg(to_jsonb(g) order by g.case_id) from grants_kept(e) g)) end))::text as line
  from trail_leaf l left join trail_event e on e.id = l.event_id and e.recorded_at = l.recorded_at
  where l.index >= $1 order by l.index limit ${stride}`

/**
 * Events that no leaf speaks of: the last ones are still to be sealed, any other was put there by somebody. So was a sight that
 * belongs to no event.
 */
const loose = `
  select json_build_object('loose', event_payload(e, sights_of(e), '[]'), 'sealable', (e.xact, e.id) > (t.sealed_xact, t.sealed_id))::text as line
  from trail_event e cross join trail_tree t
  where not exists (select from trail_leaf l where l.event_id = e.id and l.recorded_at = e.recorded_at)
  union all
  select json_build_object('loose', to_jsonb(s) || jsonb_build_object('id', s.event_id), 'sealable', false)::text
  from trail_sight s where not exists (select from trail_event e where e.id = s.event_id and e.recorded_at = s.recorded_at)`

/** The trail as it is exported, line by line; read as the owner, whom no row rule binds. */
export class TrailReading {
  constructor(private readonly database: pg.ClientBase) {}

  /** From a leaf on, so many lines at a time. */
  async *leaves(from = 0): AsyncGenerator<string[]> {
    let next = from
    for (let found = await this.lines(page, [next]); found.length; found = await this.lines(page, [next])) {
      yield found.map((line) => writeLeaf(JSON.parse(line) as LeafRow))
      next += found.length
    }
  }

  async loose(): Promise<string[]> {
    return (await this.lines(loose)).map((line) => writeLoose(JSON.parse(line) as LooseLine))
  }

  notes(): Promise<string[]> {
    return this.lines(
      "select note as line from trail_checkpoint union select note from trail_tree where note is not null",
    )
  }

  keys(): Promise<string[]> {
    return this.lines("select content ->> 'key' as line from trail_leaf where kind = 'KEY' order by index")
  }

  /** What a leaf commits to, in base64; undefined where there is none. */
  async commitment(leaf: number): Promise<string | undefined> {
    const [found] = await this.lines("select encode(commitment, 'base64') as line from trail_leaf where index = $1", [
      leaf,
    ])
    return found
  }

  /** Whether events went whose leaf says so from there on. */
  async isPrunedSince(leaf: number): Promise<boolean> {
    const found = await this.lines("select '' as line from trail_leaf where kind = 'PRUNED' and index >= $1 limit 1", [
      leaf,
    ])
    return found.length > 0
  }

  /** The moment before which all is seen that was committed; the first question of a snapshot. */
  async moment(): Promise<string> {
    const [found] = await this.lines("select to_json(now() at time zone 'UTC') #>> '{}' as line")
    return `${String(found)}Z`
  }

  private async lines(text: string, values: unknown[] = []): Promise<string[]> {
    return (await this.database.query<{ line: string }>(text, values)).rows.map(({ line }) => line)
  }
}
