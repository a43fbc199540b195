import { randomUUID } from "node:crypto"
import type pg from "pg"
import type { Account } from "./account"
import { type Enrolment, needsEnd } from "./enrolment"
import { StaffError } from "./staff-error"

/** The columns of an employee, as they are to be. */
type Columns = Readonly<Record<string, unknown>>

/** Writes what is said into the row of an employee, and leaves what is not said as it is. Her id. */
export async function written(database: pg.Client, before: Account | undefined, said: Enrolment): Promise<string> {
  refuseEndlessAuditor(before, said)
  const columns = { ...(await saidOf(database, said)), ...(await newSubject(database, before, said)) }
  if (before) await update(database, before.id, columns)
  return before?.id ?? (await insert(database, { ...columns, subject: said.subject }))
}

/** The table says so too; here it is said in words. */
function refuseEndlessAuditor(before: Account | undefined, { role, until }: Enrolment): void {
  const endless = until === false || (until === undefined && !before?.until)
  if ((role ?? before?.role) === "EXTERNAL_AUDITOR" && endless) throw new StaffError(needsEnd)
}

async function saidOf(database: pg.Client, said: Enrolment): Promise<Columns> {
  const { name, role, disabled, enabled, until, livesAt, home, person } = said
  if (until) await refusePast(database, until)
  return {
    ...(name !== undefined && { name }),
    ...(role !== undefined && { role }),
    ...(disabled && { active: false }),
    ...(enabled && { active: true }),
    ...(until !== undefined && { until: until || null }),
    ...(livesAt !== undefined && { home_id: await homeOf(database, livesAt) }),
    ...(home === false && { home_id: null }),
    ...(person !== undefined && { person_id: person === false ? null : await personOf(database, person) }),
  }
}

/** By the database's clock, as whether she may sign in. */
async function refusePast(database: pg.Client, until: string): Promise<void> {
  const { rowCount } = await database.query("select where $1::timestamptz <= clock_timestamp()", [until])
  if (rowCount) throw new StaffError("--until: that moment is past; whoever may not sign in any more is --disabled.")
}

/** The sessions of before end: nobody comes in by what was remembered of the old subject. */
async function newSubject(database: pg.Client, before: Account | undefined, { newSubject: subject }: Enrolment) {
  if (subject === undefined || subject === before?.subject) return {}
  const { rowCount } = await database.query("select from employee where subject = $1", [subject])
  if (rowCount) throw new StaffError("--new-subject: an employee has that subject already.")
  const { rows } = await database.query<{ now: string }>("select clock_timestamp()::text as now")
  return { subject, sessions_since: rows[0]?.now }
}

/** A row that is so already is not touched: that would set off what follows from a change. */
async function update(database: pg.Client, id: string, columns: Columns): Promise<void> {
  const names = Object.keys(columns)
  if (!names.length) return
  const set = names.map((name, nth) => `${name} = $${nth + 2}`).join(", ")
  const differs = names.map((name, nth) => `${name} is distinct from $${nth + 2}`).join(" or ")
  await database.query(`update employee set ${set} where id = $1 and (${differs})`, [id, ...Object.values(columns)])
}

async function insert(database: pg.Client, columns: Columns): Promise<string> {
  const [id, names] = [randomUUID(), Object.keys(columns)]
  await database.query(
    `insert into employee (id, ${names.join(", ")}) values ($1, ${names.map((_, nth) => `$${nth + 2}`).join(", ")})`,
    [id, ...Object.values(columns)],
  )
  return id
}

async function homeOf(database: pg.Client, unit: string): Promise<string> {
  const { rows } = await database.query<{ id: string }>("select id from home where unit_number = $1", [unit])
  if (!rows[0]) throw new StaffError("--lives-at: there is no home with that unit number.")
  return rows[0].id
}

async function personOf(database: pg.Client, id: string): Promise<string> {
  const { rows } = await database.query<{ id: string }>("select id from person where id::text = lower($1)", [id])
  if (!rows[0]) throw new StaffError("--person: there is nobody with that id in the registry.")
  return rows[0].id
}
