import type pg from "pg"
import { connected } from "../../platform/database/client"

/** Who, about a case of what kind, and what she says. */
const emergencies = [
  ["Wouter Rietveld", "SAFETY", "VIOLENCE", "Een buurman belt: er wordt geschreeuwd en geslagen."],
  ["Agnieszka Wrona", "NUISANCE", "CARE_CRISIS", "De wijkverpleegkundige staat voor een dichte deur."],
] as const

/**
 * What happened lately: two cases were opened in an emergency, which the privacy officer has to judge, and some are confidential for a
 * time. The emergencies take the way of requests, so that the trail tells of them.
 */
export async function letHappen(ownerUrl: string, staffUrl: string): Promise<void> {
  await connected(ownerUrl, async (owner) => {
    await owner.query(markConfidential)
    for (const [name, kind, reason, explanation] of emergencies) {
      const { rows } = await owner.query<Unseen>(unseen, [name, kind])
      if (rows[0]) await openInEmergency(staffUrl, rows[0], [reason, explanation])
    }
  })
}

interface Unseen {
  readonly id: string
  readonly role: string
  readonly reference: string
}

/** The newest open case of that kind which does not exist for her. */
const unseen = `
  select e.id, e.role, c.reference from employee e, case_file c
  where e.name = $1 and c.kind = $2 and c.closed_at is null
    and not exists (select from grants_at(c.id, now()) a where a.employee_id = e.id)
    and not exists (select from case_block b where b.case_id = c.id and b.employee_id = e.id)
  order by c.opened_at desc, c.id limit 1`

/** The newest case of fraud or safety on each desk, for three months. */
const markConfidential = `
  insert into case_confidentiality (id, case_id, reason, marked_by, review_on)
  select distinct on (c.assignee_id) gen_random_uuid(), c.id,
    case c.kind when 'FRAUD' then 'FRAUD_INVESTIGATION' else 'SAFETY_OF_OTHERS' end,
    c.assignee_id, (now() at time zone 'Europe/Amsterdam')::date + 90
  from case_file c where c.kind in ('FRAUD', 'SAFETY') and c.closed_at is null and c.assignee_id is not null
  order by c.assignee_id, c.opened_at desc, c.id`

const openRequest = `select open_request($1, $2, null, '{emergency.asked}', 'DONE', null, null, 'OpenInEmergency', null, null, null, null, null, null)`

const openInEmergency = (staffUrl: string, { id, role, reference }: Unseen, said: readonly string[]): Promise<void> =>
  connected(staffUrl, async (staff: pg.Client) => {
    await staff.query("begin")
    await staff.query(openRequest, [id, role])
    await staff.query("select from open_in_emergency($1, null, null, $2, $3)", [reference, ...said])
    await staff.query("commit")
  })
