import { randomUUID } from "node:crypto"
import type pg from "pg"
import type { OperatorAction } from "./audit/activities"
import { recordOperation } from "./audit/operation"
import { CaseKind } from "./cases"
import { connected } from "./platform/database/client"
import { OperatorError } from "./platform/operator-error"

export interface Enrolment {
  subject: string
  name: string
  role: string
  team?: string[]
  district?: string
  cleared?: string[]
  disabled?: boolean
  /** Until when she may sign in; an external auditor has an end. */
  until?: string
  /** The unit (VHE-nummer) where she lives, and who she is as a tenant, where she told so. */
  livesAt?: string
  person?: string
}

/** What was said of an employee does not fit what is known. */
export class EnrolmentError extends OperatorError {
  constructor(message: string) {
    super(message, 2)
  }
}

/** Categories of data that are cleared for by themselves, in whatever kind of case. */
const clearedCategories = ["HEALTH", "CRIMINAL", "POLICE", "REPORTER"]

/** What somebody can be cleared for. */
export const clearable: readonly string[] = [...Object.values(CaseKind), ...clearedCategories]

/**
 * Adds an employee, or makes the one with that subject as described: terms that no longer hold are ended, never deleted. What it changed
 * stands in the trail, by the same transaction; where nothing is to be changed, nothing does.
 * The employee's id.
 * @throws EnrolmentError for what cannot be, and for a unit or a person that does not exist
 */
export async function enrol(ownerUrl: string, enrolment: Enrolment): Promise<string> {
  refuseUnfit(enrolment)
  return await connected(ownerUrl, async (database) => {
    await database.query("begin")
    const { id, actions } = await employed(database, enrolment)
    actions.push(...(await belonging(database, id, enrolment)), ...(await cleared(database, id, enrolment)))
    if (actions.length) await traced(database, id, actions)
    await database.query("commit")
    return id
  })
}

/** So long a subject of a token may be, and a name. */
const longest = { subject: 255, name: 200 }

function refuseUnfit({ subject, name, role, team = [], district, until }: Enrolment): void {
  refuseText("subject", subject, longest.subject)
  refuseText("name", name)
  for (const each of team) refuseText("team", each)
  if (district !== undefined) refuseText("district", district)
  if (role === "EXTERNAL_AUDITOR" && until === undefined)
    throw new EnrolmentError("--until: an external auditor has an end; say until when.")
}

function refuseText(option: string, text: string, most = longest.name): void {
  if (text.trim() === "") throw new EnrolmentError(`--${option}: blank says nothing.`)
  if (text.length > most || /\p{Cc}/u.test(text))
    throw new EnrolmentError(`--${option} has to be one line of at most ${most} characters.`)
}

interface Account {
  id: string
  name: string
  role: string
  active: boolean
  until: Date | null
  home_id: string | null
  person_id: string | null
}

async function employed(database: pg.Client, enrolment: Enrolment) {
  const { subject, name, role, disabled = false, until, livesAt, person } = enrolment
  const account = "id, name, role, active, until, home_id, person_id"
  const { rows } = await database.query<Account>(`select ${account} from employee where subject = $1 for update`, [
    subject,
  ])
  const [before] = rows
  const written = await database.query<Account>(
    `insert into employee (id, subject, name, role, active, until, home_id, person_id) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (subject) do update set name = excluded.name, role = excluded.role, active = excluded.active,
       until = excluded.until, home_id = excluded.home_id, person_id = excluded.person_id returning ${account}`,
    [
      randomUUID(),
      subject,
      name,
      role,
      !disabled,
      until ?? null,
      await homeOf(database, livesAt),
      await personOf(database, person),
    ],
  )
  const after = written.rows[0] as Account
  return { id: after.id, actions: before ? changes(before, after) : (["employee.enrolled"] satisfies OperatorAction[]) }
}

const changes = (before: Account, after: Account): OperatorAction[] => [
  ...(before.name === after.name ? [] : (["employee.renamed"] as const)),
  ...(before.role === after.role ? [] : (["employee.role_changed"] as const)),
  ...(before.active === after.active ? [] : [after.active ? ("employee.enabled" as const) : "employee.disabled" as const]), // prettier-ignore
  ...(before.until?.getTime() === after.until?.getTime() ? [] : (["employee.term_changed"] as const)),
  ...(before.home_id === after.home_id && before.person_id === after.person_id
    ? []
    : (["employee.ties_changed"] as const)),
]

/** Does it, and says so where it changed anything. */
async function done(
  database: pg.Client,
  action: OperatorAction,
  sql: string,
  values: unknown[],
): Promise<OperatorAction[]> {
  const { rowCount } = await database.query(sql, values)
  return rowCount ? [action] : []
}

async function belonging(database: pg.Client, id: string, { team = [], district = "-" }: Enrolment) {
  const actions: OperatorAction[] = []
  for (const each of team) {
    const made = "insert into team (id, name, district) values ($1, $2, $3) on conflict (name) do nothing"
    actions.push(...(await done(database, "team.made", made, [randomUUID(), each, district])))
  }
  const ended = `update team_membership m set valid_until = now() from team t
    where m.team_id = t.id and m.employee_id = $1 and m.valid_until is null and t.name <> all ($2::text[])`
  const begun = `insert into team_membership (employee_id, team_id) select $1, t.id from team t where t.name = any ($2::text[])
    on conflict (employee_id, team_id) where valid_until is null do nothing`
  actions.push(...(await done(database, "membership.ended", ended, [id, team])))
  actions.push(...(await done(database, "membership.begun", begun, [id, team])))
  return actions
}

async function cleared(database: pg.Client, id: string, { cleared: what = [] }: Enrolment) {
  const ended = `update clearance set valid_until = now()
    where employee_id = $1 and valid_until is null and coalesce(kind, category) <> all ($2::text[])`
  const given = `insert into clearance (employee_id, kind, category)
    select $1, case when not c.category then c.what end, case when c.category then c.what end
      from (select what, what = any ($3::text[]) as category from unnest($2::text[]) what) c
    on conflict (employee_id, kind, category) where valid_until is null do nothing`
  return [
    ...(await done(database, "clearance.ended", ended, [id, what])),
    ...(await done(database, "clearance.given", given, [id, what, clearedCategories])),
  ]
}

/** One event for the command, with a line for each sort of change: whom it concerns, not what it says of her. */
const traced = (database: pg.Client, id: string, actions: readonly OperatorAction[]): Promise<void> =>
  recordOperation(database, {
    command: "enrol",
    activity: "staff-administration",
    actions: [...new Set(actions)],
    types: ["Employee"],
    employees: [id],
  })

async function homeOf(database: pg.Client, unit: string | undefined): Promise<string | null> {
  if (unit === undefined) return null
  const { rows } = await database.query<{ id: string }>("select id from home where unit_number = $1", [unit])
  if (!rows[0]) throw new EnrolmentError("--lives-at: there is no home with that unit number.")
  return rows[0].id
}

async function personOf(database: pg.Client, id: string | undefined): Promise<string | null> {
  if (id === undefined) return null
  const { rows } = await database.query<{ id: string }>("select id from person where id::text = lower($1)", [id])
  if (!rows[0]) throw new EnrolmentError("--person: there is nobody with that id in the registry.")
  return rows[0].id
}
