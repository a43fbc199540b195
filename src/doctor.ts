import pg from "pg"
import { recordOperation } from "./audit/operation"
import { type Told, lookupFindings, tellLookups } from "./audit/verifying"

/** What is not as it must be: each finding with the references of the cases it is about. */
interface Finding {
  readonly finding: string
  readonly references: readonly string[]
}

export interface Examination {
  readonly findings: readonly Finding[]
  /** Where the look-ups of the trail are not what was seen; one line each. */
  readonly lookups: readonly string[]
  /** What could not be asked at all. */
  readonly unasked: readonly string[]
  /** Whether it stands in the trail that this was looked at, and which cases were found. */
  readonly traced: boolean
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

const ofTheTrail = "whether the look-ups of the trail are what was seen"

/**
 * Looks at the whole association, on one snapshot; asked as the owner, whom no row rule binds. That it was looked at, and which cases
 * were found, is written into the trail in the same transaction. What cannot be asked is passed over: whoever calls a doctor has
 * something that is broken.
 */
export async function examine(ownerUrl: string): Promise<Examination> {
  const database = new pg.Client({ connectionString: ownerUrl })
  await database.connect()
  try {
    await database.query("begin isolation level repeatable read")
    const [findings, unasked, cases]: [Finding[], string[], string[]] = [[], [], []]
    for (const [finding, which] of Object.entries(questions)) {
      const found = await tried(database, () =>
        database.query<{ id: string; reference: string }>(
          `select id, reference from case_file where id in (${which}) order by opened_at`,
        ),
      )
      if (!found) unasked.push(finding)
      cases.push(...(found?.rows ?? []).map(({ id }) => id))
      findings.push({ finding, references: (found?.rows ?? []).map(({ reference }) => reference) })
    }
    const lookups = await tried(database, () => lookupFindings(database))
    if (!lookups) unasked.push(ofTheTrail)
    const traced = await recorded(database, [...new Set(cases)])
    return { findings, lookups: lookups ? tellLookups(lookups) : [], unasked, traced }
  } finally {
    await database.end()
  }
}

/** Undefined where the database refuses it; what comes after can be asked all the same. */
async function tried<T>(database: pg.Client, ask: () => Promise<T>): Promise<T | undefined> {
  await database.query("savepoint asking")
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error
    await database.query("rollback to savepoint asking")
    return undefined
  }
}

async function recorded(database: pg.Client, cases: readonly string[]): Promise<boolean> {
  try {
    await recordOperation(database, {
      command: "doctor",
      activity: "access-control",
      actions: ["house.examined"],
      types: ["Case", "TrailEvent"],
      cases,
    })
    // A transaction that failed answers a commit with a rollback.
    return (await database.query("commit")).command === "COMMIT"
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error
    return false
  }
}

/**
 * What the command says. Where the trail cannot be written, on a standby or a broken database, no data leaves: not which cases, nor
 * how many; that there is something to be mended is what a doctor is called for, and is of nobody.
 */
export function tellExamination({ findings, lookups, unasked, traced }: Examination): Told {
  const found = findings.filter(({ references }) => references.length > 0)
  const lines = traced
    ? [...found.flatMap(({ finding, references }) => references.map((each) => `${finding} ${each}`)), ...lookups]
    : [
        "the trail cannot be written: of what was found it is told that there is some, and neither what nor how much",
        ...found.map(({ finding }) => `${finding} some case`),
        ...(lookups.length ? ["the look-ups of the trail are not what was seen"] : []),
      ]
  lines.push(...unasked.map((what) => `cannot be asked: ${what}`))
  return {
    lines: [...lines, lines.length ? `${lines.length} to be mended` : "all is well"],
    code: lines.length ? 1 : 0,
  }
}
