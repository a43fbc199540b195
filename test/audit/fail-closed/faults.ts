import type { House } from "../../support/house"
import { fullDisk, hasFullDevice } from "./full-disk"

/** Something that keeps the trail from being written. */
export interface Fault {
  readonly name: string
  /** What whoever asks is told, and nothing else. */
  readonly code: "INTERNAL" | "UNAVAILABLE"
  /** Brings it about; what it answers ends it. */
  readonly begin: (house: House) => Promise<() => Promise<unknown>>
}

const tables = { header: "trail_event", line: "trail_sight" } as const
type Table = (typeof tables)[keyof typeof tables]

/** Runs a body of PL/pgSQL, as the superuser, at each line of requests of employees; jobs go on. */
const atEach =
  (table: Table, body: string, { atCommit = false } = {}): Fault["begin"] =>
  async (house) => {
    await house.rows(`create function spec_fault() returns trigger language plpgsql security definer as $$ begin
      ${table === "trail_event" ? `if new.actor_kind = 'JOB' then return new; end if;` : ""} ${body} return new; end $$`)
    await house.rows(
      atCommit
        ? `create constraint trigger spec_fault after insert on ${table} deferrable initially deferred for each row execute function spec_fault()`
        : `create trigger spec_fault before insert on ${table} for each row execute function spec_fault()`,
    )
    return () => house.rows("drop function spec_fault cascade")
  }

const statements =
  (begin: string, end: string): Fault["begin"] =>
  async (house) => {
    await house.rows(begin)
    return () => house.rows(end)
  }

/** A month that nobody made. */
const withoutMonth =
  (table: Table): Fault["begin"] =>
  async (house) => {
    const [row] = await house.rows<{ part: string; bound: string }>(
      `select c.relname as part, pg_get_expr(c.relpartbound, c.oid) as bound from pg_class c join pg_inherits i on i.inhrelid = c.oid
        where i.inhparent = '${table}'::regclass and c.relname = '${table}_' || to_char(now() at time zone 'UTC', 'YYYYMM')`,
    )
    const { part = "", bound = "" } = row ?? {}
    await house.rows(`alter table ${table} detach partition ${part}`)
    return () => house.rows(`alter table ${table} attach partition ${part} ${bound}`)
  }

/** Somebody has the table, for longer than the service waits. */
const locked =
  (table: Table): Fault["begin"] =>
  async (house) => {
    const holder = await house.database.admin.connect()
    await holder.query(`begin; lock table ${table} in access exclusive mode`)
    return () => holder.query("rollback").finally(() => holder.release())
  }

/** What a database is after it was failed over to a copy that only follows. */
const readOnly: Fault["begin"] = async (house) => {
  const set = async (to: string): Promise<void> => {
    for (const role of ["woonrust_staff", "woonrust_officer"])
      await house.rows(`alter role ${role} in database ${house.database.name} ${to}`)
    await renewed(house)
  }
  await set("set default_transaction_read_only = on")
  return () => set("reset default_transaction_read_only")
}

/** Ends the connections of those who serve, so that new ones with new settings take their place. */
export async function renewed(house: House): Promise<void> {
  const ended = `select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and usename like 'woonrust_%'`
  await house.rows(ended)
  // The pools hear of it in their own time.
  await new Promise((resolve) => setTimeout(resolve, 100))
}

const refused = "raise exception 'the trail takes nothing';"
const full = `raise exception 'could not extend file: No space left on device' using errcode = '53100';`
const gone = "perform pg_terminate_backend(pg_backend_pid());"
const late = `raise exception 'canceling statement due to statement timeout' using errcode = '57014';`
const opening = "open_request"

const atBoth = (name: string, code: Fault["code"], begin: (table: Table) => Fault["begin"]): Fault[] =>
  Object.entries(tables).map(([what, table]) => ({ name: `${name}: its ${what}`, code, begin: begin(table) }))

export const faults: readonly Fault[] = [
  ...atBoth("the trail refuses", "INTERNAL", (table) => atEach(table, refused)),
  ...atBoth("the trail refuses when it is committed", "INTERNAL", (table) => atEach(table, refused, { atCommit: true })),
  { name: "nobody may write a header", code: "INTERNAL", begin: statements("revoke insert on trail_event from woonrust_owner", "grant insert on trail_event to woonrust_owner") },
  { name: "nobody may write a line", code: "INTERNAL", begin: lineRevoked() },
  { name: "nobody may open a request", code: "INTERNAL", begin: statements(`revoke execute on function ${opening} from woonrust_staff, woonrust_officer`, `grant execute on function ${opening} to woonrust_staff, woonrust_officer`) },
  ...atBoth("the month of the trail was not made", "INTERNAL", withoutMonth),
  ...atBoth("the disk is full, as it is told", "UNAVAILABLE", (table) => atEach(table, full)),
  ...(hasFullDevice ? atBoth("the disk is full", "UNAVAILABLE", fullDisk) : []),
  ...atBoth("the trail is locked by somebody else", "UNAVAILABLE", locked),
  ...atBoth("writing the trail takes too long", "UNAVAILABLE", (table) => atEach(table, late)),
  ...atBoth("the database ends the connection while the trail is written", "UNAVAILABLE", (table) => atEach(table, gone)),
  { name: "the database takes no changes any more", code: "UNAVAILABLE", begin: readOnly },
] // prettier-ignore

/** The columns that may be written are said in the migration; they are given back as they were. */
function lineRevoked(): Fault["begin"] {
  return async (house) => {
    const [row] = await house.rows<{ columns: string }>(
      `select string_agg(column_name::text, ', ') as columns from information_schema.column_privileges
        where table_name = 'trail_sight' and grantee = 'woonrust_staff' and privilege_type = 'INSERT'`,
    )
    await house.rows("revoke insert on trail_sight from woonrust_staff, woonrust_officer")
    return () => house.rows(`grant insert (${row?.columns}) on trail_sight to woonrust_staff, woonrust_officer`)
  }
}
