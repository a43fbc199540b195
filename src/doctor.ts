import pg from "pg"
import { lookupFindings, tellLookups } from "./audit/verifying"

/** What is not as it must be: each finding with the references of the cases it is about. */
export interface Finding {
  readonly finding: string
  readonly references: readonly string[]
}

/** What each question finds is for people to mend: nothing in the association itself can. */
const questions: Readonly<Record<string, string>> = {
  "nobody manages": "select case_id from cases_without_manager() as case_id",
  "the deputy may not have it": `
    select r.case_id from case_restriction r join case_file c on c.id = r.case_id and c.closed_at is null
    where r.valid_until is null and not may_handle(r.deputy_id, r.case_id, c.kind)`,
  "nobody can judge an access to": `
    select i.case_id from review_item i where i.judged_at is null and i.case_id is not null and not exists (
      select from employee e where e.role = 'PRIVACY_OFFICER' and e.id is distinct from i.employee_id and e.active and (e.until is null or e.until > now()) and not exists (
        select from case_block b where b.case_id = i.case_id and b.employee_id = e.id and b.valid_until is null))`,
  "a conflict of interest is not kept for": `
    with covering as (
      select b.id as block_id, c.id as case_id from block b join case_file c on c.home_id = b.home_id where b.valid_until is null
      union select b.id, p.case_id from block b join party p on p.person_id = b.person_id where b.valid_until is null
      union select b.id, p.case_id from block b join person r on r.home_id = b.home_id join party p on p.person_id = r.id
        where b.against = 'HOUSEHOLD' and b.valid_until is null
    ), kept as (select block_id, case_id from case_block where valid_until is null)
    select case_id from ((select * from covering except select * from kept) union all (select * from kept except select * from covering)) o`,
}

/** Looks at the whole association. Asked as the owner, whom no row rule binds. */
export async function examine(ownerUrl: string): Promise<Finding[]> {
  const database = new pg.Client({ connectionString: ownerUrl })
  await database.connect()
  try {
    const findings: Finding[] = []
    for (const [finding, which] of Object.entries(questions)) {
      const { rows } = await database.query<{ reference: string }>(
        `select reference from case_file where id in (${which}) order by opened_at`,
      )
      findings.push({ finding, references: rows.map(({ reference }) => reference) })
    }
    return findings
  } finally {
    await database.end()
  }
}

/** Where the look-ups of the trail are not what was seen; one line each. Asked as the owner. */
export async function examineLookups(ownerUrl: string): Promise<string[]> {
  const database = new pg.Client({ connectionString: ownerUrl })
  await database.connect()
  try {
    return tellLookups(await lookupFindings(database))
  } finally {
    await database.end()
  }
}
