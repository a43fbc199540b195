import type pg from "pg"
import type { Tap } from "./tap"

/** What PostgreSQL counts of a table or an index, or of a function: exact, and the same on any machine. */
export interface Figures {
  /** The table that an index belongs to; whatever else belongs to itself. */
  readonly of: string
  readonly index: boolean
  /** Or calls, of a function. */
  readonly scans: number
  /** Entries of an index, or rows of a table that was read as a whole. */
  readonly rows: number
  /** Whether they came from memory or from disk. */
  readonly blocks: number
  readonly written: number
}

export type Counted = ReadonlyMap<string, Figures>

const counters = `
  select c.relname::text as name, coalesce(t.relname, c.relname)::text as of, t.relname is not null as index,
    pg_stat_get_numscans(c.oid)::int as scans, pg_stat_get_tuples_returned(c.oid)::int as rows, pg_stat_get_blocks_fetched(c.oid)::int as blocks,
    (pg_stat_get_tuples_inserted(c.oid) + pg_stat_get_tuples_updated(c.oid) + pg_stat_get_tuples_deleted(c.oid))::int as written
  from pg_class c left join pg_index i on i.indexrelid = c.oid left join pg_class t on t.oid = i.indrelid
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'i')
  union all
  select p.proname || '()', p.proname || '()', false, coalesce(pg_stat_get_function_calls(p.oid), 0)::int, 0, 0, 0 from pg_proc p
  where p.pronamespace = 'public'::regnamespace`

/** Functions are not counted unless it is set, for a database or a connection. */
export const countFunctions = (database: string): string => `alter database ${database} set track_functions = 'all'`

/** PostgreSQL's counters, from one moment to another. */
export class Counters {
  private before: Counted = new Map()

  constructor(
    private readonly admin: pg.ClientBase,
    private readonly tap: Tap,
  ) {}

  async begin(): Promise<void> {
    this.before = await this.now()
  }

  /** What was counted since; only what was. */
  async end(): Promise<Counted> {
    const since = [...(await this.now())].map(([name, now]) => [name, minus(now, this.before.get(name))] as const)
    return new Map(since.filter(([, { scans, rows, blocks, written }]) => scans || rows || blocks || written))
  }

  /** A connection tells its counts when it has been idle for a while, unless it is made to. */
  private async now(): Promise<Counted> {
    for (const client of this.tap.service) await flush(client)
    const { rows } = await this.admin.query<Figures & { name: string }>(counters)
    return new Map(rows.map(({ name, ...figures }) => [name, figures]))
  }
}

/** One that was idle for long is closed by its pool, and has told by then. */
const flush = (client: pg.ClientBase): Promise<unknown> =>
  client.query("select pg_stat_force_next_flush()").catch(() => undefined)

function minus(now: Figures, before: Figures | undefined): Figures {
  if (!before) return now
  return {
    ...now,
    ...{ scans: now.scans - before.scans, rows: now.rows - before.rows },
    ...{ blocks: now.blocks - before.blocks, written: now.written - before.written },
  }
}
