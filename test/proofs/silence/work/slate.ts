import type pg from "pg"

/**
 * Each question leaves lines in the trail, and some questions read the trail: the next one would find more than the one before. So what
 * a question left is taken away before the next, as if it had not been asked.
 */
export class Slate {
  private constructor(
    private readonly admin: pg.ClientBase,
    private readonly since: string,
  ) {}

  /** From here on nothing that PostgreSQL does by itself is counted with what a question does. */
  static async of(admin: pg.ClientBase): Promise<Slate> {
    for (const name of await tablesOf(admin)) {
      await admin.query(`alter table ${name} set (autovacuum_enabled = off)`)
      await admin.query(`vacuum (analyze) ${name}`)
    }
    const { rows } = await admin.query<{ now: string }>("select clock_timestamp()::text as now")
    return new Slate(admin, rows[0]?.now ?? "")
  }

  /** Vacuumed too: when an index forgets a row that is gone depends on what else the machine is at. */
  async wipe(): Promise<void> {
    for (const table of ["trail_sight", "trail_event"]) {
      await this.admin.query(`delete from ${table} where recorded_at > $1`, [this.since])
      await this.admin.query(`vacuum (index_cleanup on, truncate off) ${table}`)
    }
    await this.admin.query("select pg_stat_force_next_flush()")
  }
}

/** But for the scopes, which the database leaves without statistics on purpose: see the migration that makes them. */
async function tablesOf(admin: pg.ClientBase): Promise<string[]> {
  const { rows } = await admin.query<{ name: string }>(
    "select oid::regclass::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'scope'",
  )
  return rows.map(({ name }) => name)
}
