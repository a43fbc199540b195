import type { CaseKind, CaseOutcome, DataCategory, VeraDetail, VeraType } from "../../../cases"
import type { JournalType } from "../../../journal"

export type Kind = `${CaseKind}`
export type Outcome = `${CaseOutcome}`

/** What a case can be about: VERA's codes for it, how often it comes, and how it is told. `{…}` are the slots of template.ts. */
export interface Subject {
  readonly vera: readonly [type: `${VeraType}` | null, detail: `${VeraDetail}` | null]
  readonly share: number
  readonly titles: readonly string[]
  readonly facts: readonly string[]
}

/** A journal entry: its sort, the category of data it holds, its text. */
export type Told = readonly [type: `${JournalType}`, category: `${DataCategory}`, body: string]
