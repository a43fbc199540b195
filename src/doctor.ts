import pg from "pg"
import { recordOperation } from "./audit/operation"
import { holdUps } from "./hold-ups"
import { connected } from "./platform/database/client"
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
  /** What the service's own work waits for, or left to people; one line each. */
  readonly heldUp: readonly string[]
  /** What could not be asked at all. */
  readonly unasked: readonly string[]
  /** Whether more was found than is named at once; what else there is, is not in the findings. */
  readonly more: boolean
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
const ofTheService = "whether sealing and looking through go on"

/** An event that names more cases than this is too large for whoever reads it. Who mends so many asks again. */
const mostAtOnce = 10_000

/**
 * Looks at the whole association, on one snapshot; asked as the owner, whom no row rule binds. That it was looked at, and which cases
 * were found, is written into the trail before any of it is told. What cannot be asked is passed over: whoever calls a doctor has
 * something that is broken.
 * @param most as many cases are named at once, and no more
 */
export async function examine(ownerUrl: string, most = mostAtOnce): Promise<Examination> {
  return await connected(ownerUrl, async (database) => {
    const { cases, ...looked } = await look(database, most)
    return { ...looked, traced: await recorded(database, [...new Set(cases)]) }
  })
}

interface Looked extends Omit<Examination, "traced"> {
  /** Those that the findings are about. */
  readonly cases: readonly string[]
}

async function look(database: pg.Client, most: number): Promise<Looked> {
  await database.query("begin isolation level repeatable read read only")
  const [findings, unasked, cases]: [Finding[], string[], string[]] = [[], [], []]
  let more = false
  for (const [finding, which] of Object.entries(questions)) {
    const room = most - cases.length
    const found = await tried(database, () =>
      database.query<{ id: string; reference: string }>(
        `select id, reference from case_file where id in (${which}) order by opened_at, id limit $1`,
        [room + 1],
      ),
    )
    if (!found) unasked.push(finding)
    const named = (found?.rows ?? []).slice(0, room)
    more ||= (found?.rows ?? []).length > room
    cases.push(...named.map(({ id }) => id))
    findings.push({ finding, references: named.map(({ reference }) => reference) })
  }
  const lookups = await tried(database, () => lookupFindings(database))
  if (!lookups) unasked.push(ofTheTrail)
  const heldUp = await tried(database, () => holdUps(database))
  if (!heldUp) unasked.push(ofTheService)
  await database.query("commit")
  return { findings, lookups: lookups ? tellLookups(lookups) : [], heldUp: heldUp ?? [], unasked, more, cases }
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

/**
 * By a transaction of its own: an event carries the start of the transaction that writes it, and the looking may take minutes, by which
 * the trail would seem to be sealed late.
 */
async function recorded(database: pg.Client, cases: readonly string[]): Promise<boolean> {
  try {
    await database.query("begin")
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
export function tellExamination({ findings, lookups, heldUp, unasked, more, traced }: Examination): Told {
  const found = findings.filter(({ references }) => references.length > 0)
  const notAsked = unasked.map((what) => `cannot be asked: ${what}`)
  if (!traced)
    return {
      lines: [
        "the trail cannot be written: of what was found it is told that there is some, and neither what nor how much",
        ...found.map(({ finding }) => `${finding} some case`),
        ...(lookups.length ? ["the look-ups of the trail are not what was seen"] : []),
        ...heldUp,
        ...notAsked,
        "there is something to be mended",
      ],
      code: 1,
    }
  const lines = [
    ...found.flatMap(({ finding, references }) => references.map((each) => `${finding} ${each}`)),
    ...lookups,
    ...heldUp,
    ...notAsked,
  ]
  const total = lines.length ? `${lines.length} to be mended` : "all is well"
  return {
    lines: [
      ...lines,
      more ? `${total}, and more: so many cases are named at once; ask again when they are mended` : total,
    ],
    code: lines.length ? 1 : 0,
  }
}
