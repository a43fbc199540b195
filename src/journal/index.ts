export { writeDecision } from "./adding-entry"
export { JournalEntry, JournalType } from "./journal-entry.entity"
export { CaseJournal, JournalResolver } from "./journal.resolver"
