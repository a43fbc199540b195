import { subject } from "@casl/ability"
import { ErrorReason, Refusal, refuse } from "../platform/errors"
import { type Tx, isUuid } from "../records"
import {
  type CaseKind,
  type CaseStatus,
  type CriminalGround,
  DataCategory,
  type HealthGround,
  type LegalBasis,
} from "./case.codes"
import { hasEnded } from "./case.lifecycle"
import type { VeraDetail, VeraType } from "./vera"

/** What a verb knows of the case it changes. `level` and `ownTeam` are what the roles' sentences ask for. */
export interface LockedCase {
  readonly id: string
  readonly kind: CaseKind
  /** The category of data that a case of this kind holds. */
  readonly category: DataCategory
  readonly status: CaseStatus
  readonly version: number
  readonly veraType: VeraType | null
  readonly veraDetail: VeraDetail | null
  readonly reference: string
  readonly restricted: boolean
  readonly healthGround: HealthGround | null
  readonly criminalGround: CriminalGround | null
  readonly legalBasis: LegalBasis
  readonly balancingNote: string | null
  readonly level: number
  /** The grants by which it exists for the actor. */
  readonly grants: readonly string[]
  readonly ownTeam: boolean
}

const columns = `c.id, c.kind, c.category, c.status, c.version, c.vera_type as "veraType", c.vera_detail as "veraDetail",
  c.legal_basis as "legalBasis", c.balancing_note as "balancingNote",
  (select max(g.level) from case_grant g where g.case_id = c.id) as level,
  array(select g.id from case_grant g where g.case_id = c.id) as grants,
  c.reference, c.restricted, c.health_ground as "healthGround", c.criminal_ground as "criminalGround",
  not c.restricted and c.team_id = any ((select s.principals from scope s where s.xact = pg_current_xact_id_if_assigned())::uuid[]) as "ownTeam"`

interface Expected {
  /** The version that a change is based on. */
  version?: number
  /** The field of the input that leads to the case. */
  field?: string
}

/**
 * Finds the case, holds its row until the transaction ends, and asks the role whether it may do with it what the mutation does. Every
 * verb on a case starts here, so that two of them never work on one case at once.
 * @throws Refusal ABSENT, NOT_ALLOWED, or VERSION_CHANGED with the current case
 */
export async function lockCase(
  tx: Tx,
  caseId: string,
  { version, field = "caseId" }: Expected = {},
): Promise<LockedCase> {
  const dossier = isUuid(caseId) ? await find(tx, caseId) : undefined
  if (!dossier) throw refuse(ErrorReason.ABSENT, "input", field)
  tx.touched.types.add("Case")
  tx.touched.cases.add(dossier.id)
  for (const grant of dossier.grants) tx.touched.grants.add(grant)
  if (!dossier.locked || tx.ability.cannot(tx.right.action, subject(tx.right.type, { ...dossier }))) {
    throw refuse(ErrorReason.NOT_ALLOWED, "input", field)
  }
  if (version !== undefined && version !== dossier.version) {
    throw new Refusal({ reason: ErrorReason.VERSION_CHANGED, path: ["input", "expectedVersion"] }, { case: dossier.id })
  }
  return dossier
}

/** The same, for what may only happen while the case runs. @throws Refusal CASE_ENDED besides */
export async function lockOpenCase(tx: Tx, caseId: string, expected: Expected = {}): Promise<LockedCase> {
  const dossier = await lockCase(tx, caseId, expected)
  if (hasEnded(dossier.status)) throw refuse(ErrorReason.CASE_ENDED, "input", expected.field ?? "caseId")
  return dossier
}

/** A row that one may see but not change cannot be locked: the row rule of updates hides it. It is then found without. */
async function find(tx: Tx, caseId: string): Promise<(LockedCase & { locked: boolean }) | undefined> {
  const query = `select ${columns} from case_file c where c.id = $1`
  const locked = await tx.manager.query<LockedCase[]>(`${query} for no key update of c`, [caseId])
  if (locked[0]) return { ...locked[0], locked: true }
  const [seen] = await tx.manager.query<LockedCase[]>(query, [caseId])
  return seen && { ...seen, locked: false }
}

/**
 * Holds the rows of many cases in the order of their ids, so that two who want the same ones wait for each other and never cross.
 * Only those come back with which the actor may do what the mutation does.
 */
export async function lockCases(
  tx: Tx,
  which: string,
  values: readonly unknown[],
  most: number,
): Promise<LockedCase[]> {
  const found = await tx.manager.query<LockedCase[]>(
    `select ${columns} from case_file c where ${which} order by c.id limit ${most} for no key update of c`,
    [...values],
  )
  const managed = found.filter((each) => tx.ability.can(tx.right.action, subject(tx.right.type, { ...each })))
  if (managed.length) tx.touched.types.add("Case")
  for (const { id, grants } of managed) {
    tx.touched.cases.add(id)
    for (const grant of grants) tx.touched.grants.add(grant)
  }
  return managed
}

/** Health and criminal data stand in a case that has its ground for them, whatever its kind. @throws Refusal GROUND_NEEDED */
export function refuseWithoutGround({ healthGround, criminalGround }: LockedCase, category: DataCategory): void {
  const missing =
    (category === DataCategory.HEALTH && healthGround === null) ||
    (category === DataCategory.CRIMINAL && criminalGround === null)
  if (missing) throw refuse(ErrorReason.GROUND_NEEDED, "input", "category")
}
