import type { Sentences } from "../sentences"

/** The privacy coordinator (privacycoördinator) gets at content only by the routes REQUEST and BREACH, for their term. */
export const privacyCoordinator: Sentences = (can) => {
  can("read", [
    "Case",
    "Party",
    "JournalEntry",
    "Task",
    "Grant",
    "Home",
    "Person",
    "Team",
    "Employee",
    "Membership",
    "Clearance",
  ])
}
