import type { Sentences } from "../sentences"
import { supervising } from "./supervising"

/** The privacy officer (functionaris gegevensbescherming) sees that a case is there and who looked at it, not what it says; and judges. */
export const privacyOfficer: Sentences = (can) => {
  supervising(can)
  can("read", ["Notice", "LoggedAccess"])
  can("mark", "Notice")
  can("judge", "ReviewItem")
  can("read", "TrailExport")
  can("export", "TrailExport")
}
