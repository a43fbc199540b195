import type pg from "pg"

/** So many events come of one transaction: one tells of many, and the sealer follows the order of transactions. */
const together = 500

/** An empty trail, as if nothing had been sealed. */
export async function emptyTrail(admin: pg.Pool): Promise<void> {
  await admin.query(`
    truncate trail_event, trail_sight, trail_leaf, trail_by_case, trail_by_person, trail_checkpoint;
    update trail_tree set epoch = 1, key = null, note = null, size = 0, frontier = '{}', sealed_xact = '0',
      sealed_id = '00000000-0000-0000-0000-000000000000'`)
}

/** Makes many events of those that are there, each with its sights. How many there are then. */
export async function multiply(admin: pg.Pool, wanted: number): Promise<number> {
  const columns = async (table: string, except: string[]): Promise<string> => {
    const { rows } = await admin.query<{ name: string }>(
      "select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attname <> all ($2) order by attnum",
      [table, except],
    )
    return rows.map(({ name }) => name).join(", ")
  }
  const [event, sight] = [
    await columns("trail_event", ["id", "recorded_at", "xact"]),
    await columns("trail_sight", ["event_id", "recorded_at"]),
  ]
  await admin.query("drop table if exists bench_pattern")
  await admin.query(
    "create unlogged table bench_pattern as select e, row_number() over () as nth from trail_event e where exists (select from trail_sight s where s.event_id = e.id)",
  )
  const { rows } = await admin.query<{ have: string; patterns: string }>(
    "select (select count(*) from trail_event) as have, (select count(*) from bench_pattern) as patterns",
  )
  const [have, patterns] = [Number(rows[0]?.have), Number(rows[0]?.patterns)]
  if (!patterns) throw new Error("there is no event to make others of")
  for (let made = have; made < wanted; made += together) {
    const many = Math.min(together, wanted - made)
    // The pattern is read field by field from the record, whatever columns it has.
    await admin.query(
      `with chosen as materialized (select new_event_id() as id, p.e from generate_series($1::int, $2::int) n join bench_pattern p on p.nth = 1 + n % $3::int),
       events as (insert into trail_event (id, ${event}) select c.id, ${fieldsOf("(c.e)", event)} from chosen c)
       insert into trail_sight (event_id, ${sight}) select c.id, ${fieldsOf("s", sight)} from chosen c
         join trail_sight s on s.event_id = (c.e).id and s.recorded_at = (c.e).recorded_at`,
      [made, made + many - 1, patterns],
    )
  }
  await admin.query("drop table bench_pattern")
  await admin.query("vacuum analyze trail_event, trail_sight")
  return Math.max(have, wanted)
}

const fieldsOf = (row: string, columns: string): string =>
  columns
    .split(", ")
    .map((column) => `${row}.${column}`)
    .join(", ")
