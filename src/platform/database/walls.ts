import type pg from "pg"
import { RoleError, type ServingRole } from "./roles"

const queryCanceled = "57014"

/** What cases, homes and people are about: not for those who supervise. */
const content = [
  ...["title", "description", "balancing_note", "home_id"].map((name) => `('case_file', '${name}')`),
  ...["name", "phone", "email", "person_id"].map((name) => `('party', '${name}')`),
  ...["('journal_entry', 'body')", "('task', 'title')", "('case_grant', 'reason')"],
  ...["('case_restriction', 'reason')", "('case_restriction', 'lift_reason')"],
  ...["('person', 'surname')", "('home', 'postcode')", "('block', 'employee_id')"],
  ...["('employee', 'person_id'), ('employee', 'home_id')"],
].join(", ")

/** What would let somebody see or do more than the row rules say, whoever wrote the next migration. Each line names a fault. */
const faults = `
  with reached as (
    select c.oid, c.relname, c.relrowsecurity from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
        and (has_table_privilege(current_user, c.oid, 'select, insert, update, delete, truncate')
          or has_any_column_privilege(current_user, c.oid, 'select, insert, update'))
  )
  select format('%s can be reached and has no row rules', relname) as fault from reached where not relrowsecurity
  union all
  select format('%s can be emptied', relname) from reached where has_table_privilege(current_user, oid, 'delete, truncate, trigger')
  union all
  select format('%s can be changed, and is to be appended to only', relname) from reached
    where relname like 'trail\\_%' and (has_table_privilege(current_user, oid, 'update') or has_any_column_privilege(current_user, oid, 'update'))
  union all
  select format('the function %s acts as its owner, and pins not where it looks, or gives no reason', p.proname) from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.prosecdef
      and ('search_path=pg_catalog, public, pg_temp' <> all (coalesce(p.proconfig, '{}')) or obj_description(p.oid, 'pg_proc') is null)
  union all
  select format('the rule %s of %s asks nothing of who asks', p.policyname, p.tablename) from pg_policies p
    where p.schemaname = 'public' and p.permissive = 'PERMISSIVE' and p.roles && array[current_user, 'public']::name[]
      and coalesce(p.qual, p.with_check) <> 'false' and coalesce(p.qual, p.with_check) !~ 'scope|case_grant|pg_current_xact_id'
  union all
  select 'temporary tables can be made, and would stand before ours' where has_database_privilege(current_database(), 'temporary')
  union all
  select format('%s of %s is content, and who supervises can read it', c.name, c.owner) from (values ${content}) c (owner, name)
    where current_user = 'woonrust_officer' and has_column_privilege(c.owner, c.name, 'select')
  union all
  select format('the function %s is for everybody', p.proname) from pg_proc p
    where p.pronamespace = 'public'::regnamespace and has_function_privilege('public', p.oid, 'execute')`

/** The tables that a role can read, to be looked at without a header. */
const readable = `
  select format('select from %I.%I limit 1', n.nspname, c.relname) as look, c.relname as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and has_any_column_privilege(current_user, c.oid, 'select')`

/**
 * Whether there is a row to be seen. Of a large table all rows would have to be looked at to be sure that there is none: a rule with
 * a hole shows its first row at once, and after a tenth of a second there is none to be expected.
 */
async function shows(database: pg.Pool, look: string): Promise<boolean> {
  const client = await database.connect()
  try {
    await client.query("begin; set local statement_timeout = '100ms'")
    return ((await client.query(look)).rowCount ?? 0) > 0
  } catch (error) {
    if ((error as { code?: unknown }).code === queryCanceled) return false
    throw error
  } finally {
    await client.query("rollback")
    client.release()
  }
}

/**
 * Refuses to serve where a wall is open: a table without row rules, a trail that can be changed, a function that acts as its owner
 * without saying why, a row that shows itself to a transaction without a header.
 * @throws RoleError naming all of them
 */
export async function refuseOpenWalls(database: pg.Pool, role: ServingRole): Promise<void> {
  const found = (await database.query<{ fault: string }>(faults)).rows.map(({ fault }) => fault)
  const { rows: tables } = await database.query<{ look: string; name: string }>(readable)
  for (const { look, name } of tables) {
    if (await shows(database, look)) found.push(`${name} shows rows to a transaction without a header`)
  }
  if (found.length)
    throw new RoleError(
      `${role} does not serve: ${found.join("; ")}. What was changed by hand, or came with a copy of the database, \`npm run woonrust -- migrate\` mends as far as it can.`,
    )
}
