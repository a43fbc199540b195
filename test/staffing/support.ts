import { randomUUID } from "node:crypto"
import { type Enrolment, enrol } from "../../src/staffing"
import type { Colleague, House } from "../support/house"
import { until } from "../support/waiting"

/** What is known of an employee, behind the row rules. */
export async function recordOf(house: House, id: string): Promise<any> {
  const [row] = await house.rows<any>(
    `select e.subject, e.name, e.role, e.active, e.until, e.home_id as home, e.person_id as person,
        array(select t.name from team_membership m join team t on t.id = m.team_id where m.employee_id = e.id and m.valid_until is null order by 1) as teams,
        array(select coalesce(k.kind, k.category) from clearance k where k.employee_id = e.id and k.valid_until is null order by 1) as clearances
      from employee e where e.id = $1`,
    [id],
  )
  return row
}

/** What the runs of a command left in the trail, each with the lines that belong to it. */
export const tracesOf = (house: House, command: string): Promise<any[]> =>
  house.rows<any>(
    `select e.actor_kind as "actorKind", e.actions, (select json_agg(json_build_object('action', s.action, 'activity', s.activity, 'types', s.types,
        'cases', s.case_ids, 'employees', s.employee_ids) order by s.position) from trail_sight s where s.event_id = e.id) as lines
      from trail_event e where e.job = $1 order by e.recorded_at, e.id`,
    [command],
  )

/** What the last run left. */
export const lastTrace = async (house: House, command: string): Promise<any> => (await tracesOf(house, command)).at(-1)

export const subjectOf = ({ id }: Colleague): string => `subject-${id}`

export const newSubject = (): string => `subject-${randomUUID()}`

/** Changes an employee by command; what it said. */
export const changing = async (house: House, who: Colleague, said: Partial<Enrolment>): Promise<readonly string[]> =>
  (await enrol(house.database.ownerUrl, { subject: subjectOf(who), ...said })).lines

/** A name that no other team of the database has. */
export const teamName = (name = "Team Linde"): string => `${name} ${randomUUID().slice(0, 8)}`

/** Waits until somebody waits for a row that another transaction holds. */
export const untilSomebodyWaits = (house: House): Promise<void> =>
  until(async () => {
    const waiting = "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
    return (await house.rows(waiting)).length > 0
  })

/** From now on the trail takes no event of an operator, until it is mended. */
export async function withoutTrail(house: House, act: () => Promise<void>): Promise<void> {
  await house.rows("alter table trail_event add constraint spec_full check (actor_kind <> 'OPERATOR') not valid")
  try {
    await act()
  } finally {
    await house.rows("alter table trail_event drop constraint spec_full")
  }
}
