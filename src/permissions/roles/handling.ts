import { type Sentences, levels } from "../sentences"
import { content } from "./content"

/** What everybody who handles cases may do. */
export const handling: Sentences = (can) => {
  content(can)
  can("read", ["CaseAccess", "CaseCandidate", "Notice"])
  can("open", "Case")
  can(["update", "move", "contribute"], "Case", { level: { $gte: levels.CONTRIBUTE } })
  can(["assign", "close", "reopen", "grant", "restrict", "markConfidential"], "Case", {
    level: { $gte: levels.MANAGE },
  })
  can("openInEmergency", "Case")
  can("declare", "Block", { own: true })
  can("end", "Session", { own: true })
  can("mark", "Notice")
}
