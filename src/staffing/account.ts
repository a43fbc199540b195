import type pg from "pg"
import { StaffError } from "./staff-error"
import { inForce } from "./terms"

/** An employee as those know her who look after the staff. */
export interface Account {
  readonly id: string
  readonly subject: string
  readonly name: string
  readonly role: string
  readonly active: boolean
  readonly until: Date | null
  /** She may sign in now. */
  readonly there: boolean
  /** The unit (VHE-nummer) where she lives, and who she is as a tenant, where she told so. */
  readonly livesAt: string | null
  readonly person: string | null
  readonly teams: readonly string[]
  readonly clearances: readonly string[]
  /** Running cases that she manages. */
  readonly openCases: number
}

/** The running cases that an employee manages, by her own name. */
export const managedBy = (employee: string): string => `
  select * from (
    select c.id, c.reference, c.opened_at from case_file c where c.closed_at is null and c.assignee_id = ${employee}
    union select c.id, c.reference, c.opened_at from case_grant g join case_file c on c.id = g.case_id and c.closed_at is null
      where g.principal_id = ${employee} and g.level = 3 and g.ended_at is null and ${inForce("g")}) managed`

const account = `select e.id, e.subject, e.name, e.role, e.active, e.until,
    e.active and (e.until is null or e.until > now()) as there, h.unit_number as "livesAt", e.person_id as person,
    array(select t.name from team_membership m join team t on t.id = m.team_id where m.employee_id = e.id and ${inForce("m")} order by 1) as teams,
    array(select coalesce(k.kind, k.category) from clearance k where k.employee_id = e.id and ${inForce("k")} order by 1) as clearances,
    (select count(*)::int from (${managedBy("e.id")}) managed) as "openCases"
  from employee e left join home h on h.id = e.home_id`

/** Her row is held until the transaction ends. Undefined where nobody has that subject. */
export async function findAccount(database: pg.Client, subject: string): Promise<Account | undefined> {
  const { rows } = await database.query<Account>(`${account} where e.subject = $1 for no key update of e`, [subject])
  return rows[0]
}

/** @throws StaffError where nobody has that subject */
export async function getAccount(database: pg.Client, subject: string): Promise<Account> {
  const found = await findAccount(database, subject)
  if (!found) throw new StaffError("There is nobody with that subject; `staff list` names those there are.")
  return found
}

/** Everybody, by name. */
export async function allAccounts(database: pg.Client): Promise<Account[]> {
  return (await database.query<Account>(`${account} order by e.name, e.id`)).rows
}
