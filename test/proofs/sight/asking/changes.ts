import type pg from "pg"
import type { Facts } from "../model/facts"
import type { Random } from "../random"

/** A change of somebody's rights, and how to take it back. */
export interface Change {
  readonly sentence: string
  readonly does: readonly Statement[]
  readonly undoes: readonly Statement[]
}
type Statement = readonly [sql: string, values: readonly unknown[]]

type Draw = (facts: Facts, random: Random) => Change | undefined

const term = (table: string, id: string, from: string, until: string | null): Statement => [
  `update ${table} set valid_from = $2, valid_until = $3 where id = $1`,
  [id, from, until],
]

/** Ends what is in force, as of a moment ago. */
const ended =
  (type: "Membership" | "Clearance" | "Grant", table: string): Draw =>
  (facts, random) => {
    const row = random.any(facts.all(type).filter((each) => facts.inForce(each)))
    if (!row) return undefined
    const { id, valid_from: from, valid_until: until } = row
    return {
      sentence: `a ${type} ends`,
      does: [[`update ${table} set valid_until = now() - interval '1 second' where id = $1`, [id]]],
      undoes: [term(table, id, from, until)],
    }
  }

const disabled: Draw = (facts, random) => {
  const employee = random.any(facts.all("Employee").filter(({ active }) => active))
  const set = "update employee set active = $2 where id = $1"
  return employee && { sentence: "an employee is disabled", does: [[set, [employee.id, false]]], undoes: [[set, [employee.id, true]]] } // prettier-ignore
}

const blocked: Draw = (facts, random) => {
  const employee = random.pick(facts.all("Employee"))
  const dossier = random.pick(facts.all("Case").filter(({ home_id: home }) => home !== null))
  const id = random.uuid()
  return {
    sentence: "a conflict of interest is declared",
    does: [
      [
        `insert into block (id, employee_id, against, home_id, reason, declared_by) values ($1, $2, 'ADDRESS', $3, 'NEIGHBOUR', $2)
           on conflict do nothing`,
        [id, employee.id, dossier.home_id],
      ],
    ],
    undoes: [
      ["delete from case_block where block_id = $1", [id]],
      ["delete from block where id = $1", [id]],
    ],
  }
}

const restricted: Draw = (facts, random) => {
  const dossier = random.any(facts.all("Case").filter((each) => !each.restricted))
  const deputy = random.pick(facts.all("Employee"))
  const id = random.uuid()
  const set = "update case_file set restricted = $2 where id = $1"
  return (
    dossier && {
      sentence: "a case is restricted",
      does: [
        ["insert into case_restriction (id, case_id, deputy_id, reason) values ($1, $2, $3, 'Bekende.')", [id, dossier.id, deputy.id]], // prettier-ignore
        [set, [dossier.id, true]],
      ],
      undoes: [
        ["delete from case_restriction where id = $1", [id]],
        [set, [dossier.id, false]],
      ],
    }
  )
}

const moved: Draw = (facts, random) => {
  const person = random.pick(facts.all("Person"))
  const set = "update person set home_id = $2 where id = $1"
  return {
    sentence: "somebody moves house",
    does: [[set, [person.id, random.pick(facts.all("Home")).id]]],
    undoes: [[set, [person.id, person.home_id]]],
  }
}

const draws: readonly Draw[] = [
  ended("Membership", "team_membership"),
  ended("Clearance", "clearance"),
  ended("Grant", "case_grant"),
  disabled,
  blocked,
  restricted,
  moved,
]

export function drawChange(facts: Facts, random: Random): Change {
  for (;;) {
    const change = random.pick(draws)(facts, random)
    if (change) return change
  }
}

/** In one transaction, so that a question sees all of it or nothing. */
export async function commit(admin: pg.Pool, statements: readonly Statement[]): Promise<void> {
  const client = await admin.connect()
  try {
    await client.query("begin")
    for (const [sql, values] of statements) await client.query(sql, [...values])
    await client.query("commit")
  } catch (error) {
    await client.query("rollback")
    throw error
  } finally {
    client.release()
  }
}
