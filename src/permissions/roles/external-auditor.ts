import type { Sentences } from "../sentences"
import { supervising } from "./supervising"

/** The external auditor reads what an audit needs, for a term: who can see and who saw which case, never what a case says. */
export const externalAuditor: Sentences = (can) => {
  supervising(can)
}
