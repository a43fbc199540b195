import { randomUUID } from "node:crypto"
import type { Variables } from "../../support/house"
import type { Stage } from "./stage"
import type { Verb } from "./verbs"

/** A mutation that names no case, tried in the same manner. */
export interface Act extends Pick<Verb, "name" | "mutation" | "allowed"> {
  readonly input: (stage: Stage) => Variables
}

const nobody = randomUUID()
const report = { title: "Muziek", description: "Te luid.", purpose: "TENANCY", legalBasis: "AGREEMENT" }
const conflict = { against: "PERSON", personId: nobody, reason: "KIN" }

export const acts: readonly Act[] = [
  { name: "open a case", mutation: "openCase", input: ({ kind }) => ({ ...report, kind, homeId: nobody }), allowed: ["ABSENT homeId"] },
  { name: "open one in an emergency", mutation: "openInEmergency", input: () => ({ reason: "VIOLENCE", explanation: "Geschreeuw." }),
    allowed: ["REQUIRED reference"] },
  { name: "declare a conflict of her own", mutation: "blockAccess", input: () => conflict, allowed: ["ABSENT personId"] },
  { name: "of somebody of the team", mutation: "blockAccess", input: ({ colleague }) => ({ ...conflict, employeeId: colleague }), allowed: ["ABSENT personId"] },
  { name: "of anybody", mutation: "blockAccess", input: ({ outsider }) => ({ ...conflict, employeeId: outsider }), allowed: ["ABSENT personId"] },
  { name: "end a conflict", mutation: "endBlock", input: () => ({ blockId: nobody }), allowed: ["ABSENT blockId"] },
  { name: "end anybody's sessions", mutation: "endSessions", input: () => ({ employeeId: nobody }), allowed: ["ABSENT employeeId"] },
  { name: "mark a notice", mutation: "markNoticeRead", input: () => ({ noticeId: nobody }), allowed: ["ABSENT noticeId"] },
  { name: "export the trail", mutation: "exportTrail", input: () => ({ format: "CSV", filter: { caseId: "none" } }), allowed: ["MALFORMED filter caseId"] },
  { name: "judge an access", mutation: "judgeReviewItem", input: () => ({ itemId: nobody, judgement: "FINE" }), allowed: ["ABSENT itemId"] },
] // prettier-ignore
