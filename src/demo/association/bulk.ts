import type pg from "pg"

/** What grows with the number of cases. */
const large = ["home", "person", "case_file", "case_grant", "party", "journal_entry", "task"]

/** Each with the statement that takes it away and the one that brings it back just as it was, as the catalogue tells it. */
const definitions = `
  with large as (select c.oid from pg_class c where c.relnamespace = 'public'::regnamespace and c.relname = any ($1))
  select format('alter table %s drop constraint %I', conrelid::regclass, conname) as away,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as back,
      case when contype = 'f' then 3 else 1 end as turn, oid
    from pg_constraint
    where (contype in ('p', 'u') and conrelid in (select oid from large))
      or (contype = 'f' and (conrelid in (select oid from large) or confrelid in (select oid from large)))
  union all
  select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid), 2, indexrelid
    from pg_index
    where indrelid in (select oid from large)
      and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x'))
  order by turn, oid`

/**
 * Takes the constraints and indexes off the large tables, which must be empty, and answers the statements that put them back: keys
 * first, then indexes, then references. Sorting a million rows once is far quicker than finding a place for each. Call it in a
 * transaction: whoever fails in between has changed nothing.
 */
export async function loosen(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ away: string; back: string }>(definitions, [large])
  await client.query(
    rows
      .map(({ away }) => away)
      .reverse()
      .join(";"),
  )
  // Emptied by this transaction, so that it may write rows as frozen.
  await client.query(`truncate ${large.join()}`)
  return rows.map(({ back }) => back)
}

/** Puts back what was taken off. */
export async function tighten(client: pg.Client, statements: readonly string[]): Promise<void> {
  await client.query(["set local maintenance_work_mem = '256MB'", ...statements].join(";"))
}
