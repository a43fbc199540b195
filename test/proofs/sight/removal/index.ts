import type pg from "pg"
import { Party } from "../../../../src/parties"
import { guardOf } from "../../../../src/records/marks"
import type { House } from "../../../support/house"
import type { Clause } from "../clauses"
import { type Edit, change, readingPolicies } from "./catalogue"
import { edits } from "./edits"

/** Puts back what was taken away. */
export type Restore = () => Promise<void>

/** Takes one clause from the proof's own database, or from the service where it stands there. */
export async function remove(house: House, clause: Clause): Promise<Restore> {
  if (clause === "involvements") return await unguardInvolvements(house)
  const { admin } = house.database
  const wanted = clause === "header" ? await withoutHeader(admin) : edits[clause]
  if (!wanted) throw new Error(`nobody knows where the clause ${clause} stands`)
  const back = await change(admin, wanted)
  await recount(admin, clause)
  return async () => {
    for (const statement of back) await admin.query(statement)
    await recount(admin, clause)
  }
}

/** Rows without a line in the trail: every policy lets them by where there is no scope. */
async function withoutHeader(admin: pg.Pool): Promise<Edit[]> {
  const unopened = "not exists (select from scope s where s.xact = pg_current_xact_id_if_assigned())"
  const policies = await readingPolicies(admin)
  return policies.map((of) => ({ of, find: /^(.*)$/s, put: `($1) or ${unopened}` }))
}

/** What a conflict covers was written down when it was declared: by another rule it is another set. */
async function recount(admin: pg.Pool, clause: Clause): Promise<void> {
  if (!/^block-(person|address|household|resident)$/.test(clause)) return
  await admin.query("delete from case_block where valid_until is null")
  await admin.query("select keep_blocks(id) from case_file")
}

/** That a list of somebody's parts hides those that are withheld stands with the type, and is read when the service starts. */
async function unguardInvolvements(house: House): Promise<Restore> {
  const fields = guardOf(Party)?.fields as string[] | undefined
  const at = fields?.indexOf("person") ?? -1
  if (!fields || at < 0) throw new Error("parties do not guard who is behind them")
  fields.splice(at, 1)
  await house.restart()
  return async () => {
    fields.splice(at, 0, "person")
    await house.restart()
  }
}
