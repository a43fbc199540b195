import type { CaseKind, CaseOutcome, DataCategory, VeraDetail, VeraType } from "../../../cases"
import type { JournalType } from "../../../journal"

export type Kind = `${CaseKind}`
export type Outcome = `${CaseOutcome}`

/** What a case can be about: VERA's codes for it, how often it comes, and how it is told. `{…}` are the slots of template.ts. */
export interface Subject {
  readonly vera: readonly [type: `${VeraType}` | null, detail: `${VeraDetail}` | null]
  readonly share: number
  readonly stories: readonly Story[]
  /** What is told besides, and what is asked or agreed; in place of what goes for the kind. */
  readonly asides?: readonly string[]
  readonly wishes?: readonly string[]
}

export type Story = readonly [title: string, fact: string]

/** What goes for every subject of a kind that has nothing of its own. */
export interface Manner {
  readonly subjects: readonly Subject[]
  readonly asides: readonly string[]
  readonly wishes: readonly string[]
  /** Why a legitimate interest outweighs; empty where nothing is handled on that ground. */
  readonly balances: readonly string[]
}

/** A journal entry: its sort, the category of data it holds, its text. */
export type Told = readonly [type: `${JournalType}`, category: `${DataCategory}`, body: string]
