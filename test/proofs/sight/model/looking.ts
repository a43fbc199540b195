import type { Cursors } from "./cursors"
import { Accesses } from "./access"
import { AccessLogs } from "./access-log"
import { isVisible } from "./existence"
import type { Facts } from "./facts"
import { type Page, nothing, ordered, orderingOf } from "./lists"
import { mayRead } from "./roles"
import type { Rule } from "./rule"
import type { Employee, Item, Row, TypeName } from "./rows"

/** Whom an answer shows, as the trail must name it: those that are shown, and those that may be named besides. */
export interface Shown {
  readonly cases: Set<string>
  readonly parties: Set<string>
  readonly persons: Set<string>
}
const nobody = (): Shown => ({ cases: new Set(), parties: new Set(), persons: new Set() })

/** One look of an actor: what exists for her, and whom she came to see. */
export class Looking {
  readonly must = nobody()
  readonly may = nobody()
  readonly accesses: Accesses
  readonly logs: AccessLogs
  rows = 0
  /** How many root fields were asked: all may have been skipped. */
  roots = 0

  constructor(
    readonly rule: Rule,
    readonly actor: Employee,
    readonly cursors: Cursors,
  ) {
    this.accesses = new Accesses(rule)
    this.logs = new AccessLogs(rule)
  }

  get facts(): Facts {
    return this.rule.facts
  }

  reads(type: string): boolean {
    return mayRead(this.actor.role, type)
  }

  sees(type: TypeName, row: Row): boolean {
    return isVisible(this.rule, this.actor, type, row)
  }

  /** The row with this id, where it exists for the actor. */
  one(type: TypeName, id: string | null | undefined): Row | null {
    const row = this.facts.find(type, id)
    return row && this.sees(type, row) ? row : null
  }

  visible(type: TypeName, rows: readonly Row[]): Row[] {
    return this.reads(type) ? rows.filter((row) => this.sees(type, row)) : []
  }

  /** A list without pages below a row. */
  below(type: TypeName, column: string, id: string, ordering: string, size: number): Row[] {
    return ordered(ordering, this.visible(type, this.facts.by(type, column, id))).slice(0, size)
  }

  isReadable(item: Row): boolean {
    return this.rule.isReadable(this.actor, item as Item)
  }

  /** A row was shown: the trail must name whom it concerns. */
  show(row: Row, to: readonly Shown[] = [this.must, this.may]): void {
    this.rows++
    const caseId = row["__typename"] === "Case" ? row.id : concerned.has(row["__typename"] as string) ? (row["case_id"] as string | null) : null // prettier-ignore
    for (const shown of to) {
      if (caseId !== null) shown.cases.add(caseId)
      if (row["__typename"] === "Party") shown.parties.add(row.id)
      if (row["__typename"] === "Person") shown.persons.add(row.id)
      if (row["__typename"] === "LoggedAccess" || (row["__typename"] === "Block" && row["person_id"]))
        shown.persons.add(row["person_id"] as string)
    }
  }

  /** A page told something of whom it was asked about: the trail must name them. */
  told({ about: asked = {} }: Page, to: readonly Shown[] = [this.must, this.may]): void {
    const dossier = asked.parties === undefined ? undefined : this.facts.find("Party", asked.parties)?.case_id
    const about = { ...asked, ...(asked.cases === undefined && dossier !== undefined && { cases: dossier }) }
    for (const shown of to)
      for (const sort of ["cases", "parties", "persons"] as const) if (about[sort] !== undefined) shown[sort].add(about[sort]) // prettier-ignore
  }

  /** Only the place of a page was shown; its rows may be named with it. */
  place(page: Page, end: Row | undefined): string | null {
    for (const row of page.rows) this.show(row, [this.may])
    if (!end) return null
    this.show(end)
    return this.cursorOf(page, end)
  }

  cursorOf({ ordering }: Page, row: Row): string {
    return this.cursors.token(
      ordering,
      orderingOf(ordering).columns.map((column) => row[column] as string),
    )
  }

  readonly nothing = nothing
}

/** Rows that concern a case without being it. */
const concerned = new Set(["Party", "JournalEntry", "Task", "CaseAccess", "CaseCandidate", "Emergency", "ReviewItem", "Grant", "Restriction", "Confidentiality", "LoggedAccess"]) // prettier-ignore
