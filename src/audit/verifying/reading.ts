import type pg from "pg"
import type { Json } from "../sealing/canonical"
import type { OwnKind } from "../sealing/leaf-kinds"
import { type LeafText, type LooseLine, ownText, writeLeaf, writeLoose } from "./line"

/** So many leaves are read at once. */
const stride = 2_000

/**
 * Of an event only its own row says anything; where that is gone, nothing else stands in for it. Leaves that were given the same number
 * come together, so that each is read once.
 */
const page = `
  select l.index::text as leaf, encode(l.nonce, 'base64') as nonce, encode(l.commitment, 'base64') as commitment,
    case when e.id is not null then leaf_said(event_said(e, sights_said(e)), grants_said(e)) end as sealed, l.kind,
    case when l.kind <> 'EVENT' then l.content end as content
  from trail_leaf l left join trail_event e on e.id = l.event_id and e.recorded_at = l.recorded_at
  where l.index > $1 order by l.index fetch first ${stride} rows with ties`

/**
 * Events that no leaf speaks of: the last ones are still to be sealed, any other was put there by somebody. So was a sight that
 * belongs to no event. A leaf below the first one is not exported, and so speaks of nothing.
 */
const loose = `
  select json_build_object('loose', event_said(e, sights_said(e))::json, 'sealable', (e.xact, e.id) > (t.sealed_xact, t.sealed_id))::text as line
  from trail_event e cross join trail_tree t
  where not exists (select from trail_leaf l where l.event_id = e.id and l.recorded_at = e.recorded_at and l.index >= 0)
  union all
  select json_build_object('loose', to_jsonb(s) || jsonb_build_object('id', s.event_id), 'sealable', false)::text
  from trail_sight s where not exists (select from trail_event e where e.id = s.event_id and e.recorded_at = s.recorded_at)`

interface LeafRow extends LeafText {
  readonly kind: OwnKind
  readonly content: Json
}

const lineOf = ({ sealed, kind, content, ...leaf }: LeafRow): string =>
  writeLeaf({ ...leaf, sealed: sealed ?? (content === null ? null : ownText(kind, content)) })

/** The trail as it is exported, line by line; read as the owner, whom no row rule binds. */
export class TrailReading {
  constructor(private readonly database: pg.ClientBase) {}

  /** From a leaf on, so many lines at a time. Where one is missing the next stands in its place, for the verifier to find. */
  async *leaves(from = 0): AsyncGenerator<string[]> {
    let last: LeafText["leaf"] | undefined = from - 1
    for (;;) {
      const found: readonly LeafRow[] = (await this.database.query<LeafRow>(page, [last])).rows
      last = found.at(-1)?.leaf
      if (last === undefined) return
      yield found.map(lineOf)
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
