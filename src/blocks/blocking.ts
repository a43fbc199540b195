import { subject } from "@casl/ability"
import { v7 as uuid } from "uuid"
import { ErrorReason, refuse } from "../platform/errors"
import { type Tx, isUuid, mustExist } from "../records"
import { Block, BlockAgainst } from "./block.entity"
import type { BlockAccessInput, EndBlockInput } from "./block.inputs"

/**
 * Declares a conflict of interest: the employee's own statement, or by who leads a team of hers, or the privacy coordinator. Which
 * cases it covers the database keeps by itself, for those to come too.
 */
export async function blockAccess(tx: Tx, input: BlockAccessInput): Promise<{ block: string }> {
  const employeeId = input.employeeId?.toLowerCase() ?? tx.actor.id
  const field = input.against === BlockAgainst.PERSON ? "personId" : "homeId"
  const other = field === "personId" ? "homeId" : "personId"
  const subjectId = input[field] ?? null
  if (subjectId === null) throw refuse(ErrorReason.REQUIRED, "input", field)
  if (typeof input[other] === "string") throw refuse(ErrorReason.OUT_OF_RANGE, "input", other)
  if (!(await mayDeclare(tx, employeeId))) throw refuse(ErrorReason.NOT_ALLOWED, "input", "employeeId")
  await mustExist(tx, "employee", employeeId, "employeeId")
  await mustExist(tx, field === "personId" ? "person" : "home", subjectId, field)
  const id = uuid()
  await tx.manager.insert(Block, {
    id,
    employee: { id: employeeId },
    against: input.against,
    person: field === "personId" ? { id: subjectId } : null,
    home: field === "homeId" ? { id: subjectId } : null,
    reason: input.reason,
    declaredBy: { id: tx.actor.id },
  })
  tx.touched.types.add("Block")
  if (field === "personId") tx.touched.persons.add(subjectId)
  return { block: id }
}

async function mayDeclare(tx: Tx, employeeId: string): Promise<boolean> {
  const own = employeeId === tx.actor.id
  if (tx.ability.cannot("declare", subject("Block", { own }))) return false
  if (own || tx.actor.role !== "TEAM_LEAD") return true
  const found: unknown[] = isUuid(employeeId)
    ? await tx.manager.query(
        `select from team_membership m join scope s on s.xact = pg_current_xact_id_if_assigned()
          where m.employee_id = $1 and m.team_id = any (s.principals) and m.valid_from <= now() and (m.valid_until is null or m.valid_until > now())`,
        [employeeId],
      )
    : []
  return found.length > 0
}

/** Ends a block; never one's own. */
export async function endBlock(tx: Tx, { blockId }: EndBlockInput): Promise<{ block: string }> {
  const [block] = isUuid(blockId)
    ? await tx.manager.query<{ employee: string; open: boolean }[]>(
        "select employee_id as employee, valid_until is null as open from block where id = $1",
        [blockId],
      )
    : []
  if (!block?.open) throw refuse(ErrorReason.ABSENT, "input", "blockId")
  tx.touched.types.add("Block")
  if (block.employee === tx.actor.id) throw refuse(ErrorReason.NOT_ALLOWED, "input", "blockId")
  // By the database's clock, as it began.
  const [, affected] = await tx.manager.query<[unknown[], number]>(
    "update block set valid_until = greatest(now(), valid_from), ended_by = $2 where id = $1",
    [blockId, tx.actor.id],
  )
  if (affected !== 1) throw refuse(ErrorReason.ABSENT, "input", "blockId")
  return { block: blockId }
}
