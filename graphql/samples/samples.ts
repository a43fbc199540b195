import {
  anyCase,
  caseToClose,
  caseToDecide,
  caseToManage,
  caseToMove,
  caseToReopen,
  caseToRestrict,
  caseToShare,
  caseToWorkOn,
  homeToLeave,
} from "./look-ups"
import { caseElsewhere, confidentialCase, involvedPerson, itemToJudge, supervisedCase } from "./look-ups-elsewhere"
import { type Fill, type Role, always, changing, dayIn, reading } from "./looking-up"

/** Variables with which an operation of graphql/operations runs, for somebody of one of these roles. */
export interface Sample {
  readonly operation: string
  readonly roles: readonly Role[]
  readonly fill: Fill
}

const handling: readonly Role[] = ["CONSULTANT", "TEAM_LEAD"]
const supervising: readonly Role[] = ["PRIVACY_OFFICER", "EXTERNAL_AUDITOR"]
const coordinating: readonly Role[] = ["PRIVACY_COORDINATOR"]
const officer: readonly Role[] = ["PRIVACY_OFFICER"]
const everybody: readonly Role[] = [...handling, ...supervising, ...coordinating, "ADMINISTRATOR"]

const sample = (operation: string, roles: readonly Role[], fill: Fill): Sample => ({ operation, roles, fill })

const why = "Een collega kijkt mee."

/** In the order in which they are shown: what is looked at first, what is changed after it; last, what takes a case away. */
export const samples: readonly Sample[] = [
  sample("MyCases", everybody, always({ first: 10 })),
  sample("ToJudge", supervising, always({})),
  sample("Trail", supervising, always({ filter: {}, first: 25 })),
  sample(
    "CaseByReference",
    handling,
    reading(anyCase, ({ reference }) => ({ reference })),
  ),
  sample(
    "WhoCanSee",
    handling,
    reading(caseToDecide, ({ id }) => ({ id })),
  ),
  sample(
    "WhoCanTakeIt",
    handling,
    reading(caseToDecide, ({ id }) => ({ id })),
  ),
  sample(
    "WhoCanSee",
    supervising,
    reading(supervisedCase, ({ id }) => ({ id })),
  ),
  sample("Register", [...supervising, ...coordinating], always({})),
  sample("ConfidentialCases", supervising, always({})),
  sample(
    "AccessLog",
    officer,
    reading(involvedPerson, ({ id: personId }) => ({ personId, first: 100 })),
  ),
  sample(
    "OpenCase",
    handling,
    reading(
      caseToWorkOn,
      ({ kind, veraType, veraDetail, purpose, legalBasis, balancingNote, healthGround, criminalGround }) => ({
        input: {
          ...{ kind, veraType, veraDetail, purpose, legalBasis, balancingNote, healthGround, criminalGround },
          ...{ title: "Melding aan de balie", description: "Gemeld aan de balie; er wordt teruggebeld." },
        },
      }),
    ),
  ),
  sample(
    "AddJournalEntry",
    handling,
    changing(caseToWorkOn, ({ id }) => ({
      input: { caseId: id, type: "CALL", body: "Teruggebeld; er wordt aan gewerkt." },
    })),
  ),
  sample(
    "RestrictCase",
    handling,
    changing(caseToRestrict, ({ id, version, colleague }) => ({
      input: {
        caseId: id,
        expectedVersion: version,
        deputyId: colleague,
        reason: "Een collega is bij deze zaak betrokken.",
      },
    })),
  ),
  sample(
    "MoveCase",
    handling,
    changing(caseToMove, ({ id, version, allowedMoves }) => ({
      input: { caseId: id, expectedVersion: version, to: allowedMoves[0] },
    })),
  ),
  sample(
    "CloseCase",
    handling,
    changing(caseToClose, ({ id, version }) => ({
      input: { caseId: id, expectedVersion: version, outcome: "RESOLVED" },
    })),
  ),
  sample(
    "ReopenCase",
    handling,
    changing(caseToReopen, ({ id, version }) => ({
      input: { caseId: id, expectedVersion: version, reason: "Er is opnieuw gemeld." },
    })),
  ),
  sample(
    "PreviewHandOver",
    handling,
    changing(caseToShare, ({ id, colleague }) => ({ input: { caseIds: [id], receiverIds: [colleague] } })),
  ),
  sample(
    "GrantAccess",
    handling,
    changing(caseToShare, ({ id, colleague }) => ({
      input: { caseId: id, employeeId: colleague, level: "VIEW", reason: why },
    })),
  ),
  sample(
    "LiftConfidentiality",
    handling,
    changing(confidentialCase, ({ id }) => ({ input: { caseId: id } })),
  ),
  sample(
    "MarkConfidential",
    handling,
    changing(caseToManage, ({ id }, looking) => ({
      input: { caseId: id, reason: "LEGAL_CLAIM", reviewOn: dayIn(90, looking) },
    })),
  ),
  sample(
    "OpenInEmergency",
    handling,
    reading(caseElsewhere, ({ reference }) => ({
      input: { reference, reason: "POLICE_AT_THE_DOOR", explanation: "De politie staat voor de deur." },
    })),
  ),
  sample(
    "JudgeReviewItem",
    officer,
    reading(itemToJudge, ({ id }) => ({ input: { itemId: id, judgement: "FINE", note: "Nagevraagd." } })),
  ),
  sample("ExportTrail", officer, (looking) => {
    const filter = { recordedFrom: `${dayIn(-7, looking)}T00:00:00Z`, recordedBefore: `${dayIn(1, looking)}T00:00:00Z` }
    return Promise.resolve({ input: { filter, format: "CSV" } })
  }),
  sample("TrailExports", officer, always({ first: 25 })),
  sample(
    "BlockAccess",
    handling,
    reading(homeToLeave, ({ id }) => ({ input: { against: "ADDRESS", homeId: id, reason: "NEIGHBOUR" } })),
  ),
]
