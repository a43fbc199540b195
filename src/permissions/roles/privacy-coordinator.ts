import type { Sentences } from "../sentences"
import { content } from "./content"

/** The privacy coordinator (privacycoördinator) gets at content only by the routes REQUEST and BREACH, for their term. */
export const privacyCoordinator: Sentences = (can) => {
  content(can)
  can("read", ["LoggedAccess", "ProcessingActivity"])
  can(["declare", "end"], "Block")
  can("end", "Session", { own: true })
}
