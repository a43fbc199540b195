import { randomInt } from "node:crypto"
import { v7 as uuid } from "uuid"
import { ErrorReason, refuse } from "../platform/errors"
import { type Tx, isUuid, mustExist } from "../records"
import { CaseKind, CaseStatus, CriminalGround, HealthGround, LegalBasis } from "./case.codes"
import { Case } from "./case.entity"
import type { OpenCaseInput } from "./case.inputs"
import { codesFit } from "./vera"

/** No letters or digits that are mistaken for one another on the telephone. */
const alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
const four = (): string => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join("")

/** Random: neither a gap nor a successor tells that another case exists. */
const newReference = (): string => `WR-${four()}-${four()}`

interface Own {
  teams: string[]
  kinds: string[]
}

/** Opens a case: for a team of one's own, of a kind one is cleared for, with its purpose and basis (P8, P11). */
export async function openCase(tx: Tx, input: OpenCaseInput): Promise<{ case: string }> {
  const { veraType = null, veraDetail = null } = input
  if (!codesFit(input.kind, veraType, veraDetail)) throw refuse(ErrorReason.CODES_DO_NOT_FIT, "input", "veraType")
  const balancingNote = input.balancingNote ?? null
  if (input.legalBasis === LegalBasis.LEGITIMATE_INTEREST && balancingNote === null) {
    throw refuse(ErrorReason.BALANCING_NOTE_NEEDED, "input", "balancingNote")
  }
  const { teams, kinds } = await own(tx)
  if (!kinds.includes(input.kind)) throw refuse(ErrorReason.KIND_NOT_CLEARED, "input", "kind")
  const teamId = input.teamId?.toLowerCase() ?? teams[0]
  if (teamId === undefined || !teams.includes(teamId)) throw refuse(ErrorReason.TEAM_NOT_OWN, "input", "teamId")
  const assigneeId = input.assigneeId ?? tx.actor.id
  if (!isUuid(assigneeId)) throw refuse(ErrorReason.ASSIGNEE_UNFIT, "input", "assigneeId")
  const id = uuid()
  await tx.manager.insert(Case, {
    id,
    reference: newReference(),
    kind: input.kind,
    title: input.title,
    description: input.description,
    veraType,
    veraDetail,
    home: await existingHome(tx, input.homeId),
    purpose: input.purpose,
    legalBasis: input.legalBasis,
    balancingNote,
    healthGround: input.healthGround ?? (input.kind === CaseKind.ADAPTATION ? HealthGround.SOCIAL_SUPPORT : null),
    criminalGround: input.criminalGround ?? (input.kind === CaseKind.FRAUD ? CriminalGround.OWN_CLAIM : null),
    status: CaseStatus.REPORTED,
    team: { id: teamId },
    assignee: { id: assigneeId },
    openedBy: { id: tx.actor.id },
    openedAt: tx.now,
    changedAt: tx.now,
    version: 1,
  })
  tx.touched.types.add("Case")
  tx.touched.cases.add(id)
  return { case: id }
}

/** The home that an input names. @throws Refusal ABSENT when it names none */
export async function existingHome(tx: Tx, homeId: string | null | undefined): Promise<{ id: string } | null> {
  if (homeId === null || homeId === undefined) return null
  await mustExist(tx, "home", homeId, "homeId")
  return { id: homeId }
}

async function own(tx: Tx): Promise<Own> {
  const [scope] = await tx.manager.query<Own[]>(
    `select s.kinds, array(select t.id from team t where t.id = any (s.principals) order by t.name) as teams
       from scope s where s.xact = pg_current_xact_id_if_assigned()`,
  )
  return scope ?? { teams: [], kinds: [] }
}
