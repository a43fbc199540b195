import type { Sentences } from "../sentences"
import { handling } from "./handling"

/** The team lead (teamleider) handles cases too, and decides about every case of a team of hers that is not restricted. */
export const teamLead: Sentences = (can) => {
  handling(can)
  can(["assign", "close", "reopen", "grant"], "Case", { ownTeam: true })
  can(["declare", "end"], "Block")
}
