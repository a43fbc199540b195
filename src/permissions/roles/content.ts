import type { Sentences } from "../sentences"

/** What everybody reads for whom a case can exist at all; which ones do is the row rules' business. */
export const content: Sentences = (can) => {
  can("read", ["Case", "Party", "JournalEntry", "Task", "Grant", "Restriction", "Confidentiality", "Block"])
  can("read", ["Home", "Person", "Team", "Employee", "Membership", "Clearance"])
}
