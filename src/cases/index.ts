export {
  CaseKind,
  CaseOutcome,
  CasePurpose,
  CaseStatus,
  CriminalGround,
  DataCategory,
  HealthGround,
  LegalBasis,
} from "./case.codes"
export { Case } from "./case.entity"
export { CaseFields, EmployeeCases, HomeCases, TeamCases } from "./case.fields"
export { CaseChange, longestId, longestText, longestTitle } from "./case.inputs"
export { canClose, canMove, canReopen } from "./case.lifecycle"
export { CasePayload } from "./case.payload"
export { CaseResolver } from "./case.resolver"
export { changeCase } from "./changing"
export { type LockedCase, lockCase, lockCases, lockOpenCase, refuseWithoutGround } from "./locking"
export { VeraDetail, VeraType } from "./vera"
