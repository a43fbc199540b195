import { type Sentences, levels } from "../sentences"

/** What everybody who handles cases may do. */
export const handling: Sentences = (can) => {
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
  can("open", "Case")
  can(["update", "move", "contribute"], "Case", { level: { $gte: levels.CONTRIBUTE } })
  can(["assign", "close", "reopen"], "Case", { level: { $gte: levels.MANAGE } })
}
