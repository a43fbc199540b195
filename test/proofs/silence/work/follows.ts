import type { Counted, Figures } from "./counters"

/*
 * PostgreSQL finds a hidden row by an index and then hides it: of that its counters tell, and no client. So what is hidden and what is
 * not there can take the same way through the service and the same statements, but not the same number of rows in PostgreSQL. What may
 * differ is named here, and follows from the rows that are there: the row itself, and for each such row what the row rule looks up, once.
 * Anything else is a difference: another table, a second look, a row more than hangs there, a function called, a look that is left out.
 */

type Times = Readonly<Record<string, number>>

/** The grant by which a row would exist, and what the rule asks of the transaction's scope: its columns are read once a statement. */
const byGrant: Times = { case_grant: 1, scope: 6 }

/** To what a row leads that is there and hidden: so many look-ups at most, in which tables. docs/ACCESS.md has the rules. */
const follows: Readonly<Record<string, Times>> = {
  case_file: byGrant,
  case_grant: { scope: 5 },
  case_restriction: byGrant,
  case_confidentiality: byGrant,
  journal_entry: byGrant,
  task: byGrant,
  // Whoever answers a data subject comes from a party to its case.
  party: { ...byGrant, case_file: 1 },
  block: { scope: 5, team_membership: 1 },
  notice: { scope: 3 },
  emergency: { scope: 3 },
  review_item: { scope: 3 },
  review_access: { scope: 3 },
  // That somebody looked a person up is the officer's to find, whatever keeps that person's cases from her: it is looked what that request saw.
  person: { trail_by_person: 1 },
  trail_by_person: { trail_sight: 1, party: 1 },
}

/** By what a table is looked up where it may follow: so many rows are found at most. Where nothing is said, one. */
export const lookedUpBy: Readonly<Record<string, string>> = {
  case_grant: "case_id",
  team_membership: "()",
  party: "person_id",
  trail_by_person: "reference",
  trail_sight: "event_id",
}

/** The most rows that a look-up finds, by table. */
export type Most = Readonly<Record<string, number>>

/** Of a table with its indexes, or of a function: the one that is hidden less what is absent. */
interface More {
  readonly name: string
  readonly scans: number
  readonly rows: number
  readonly blocks: number
  readonly written: number
  /** Look-ups of what is absent, and of those the ones that read the whole table: what they found does not show in the rows. */
  readonly before: number
  readonly whole: number
}

/** A month of the trail is of the trail. */
const parentOf = (name: string): string => name.replace(/_\d{6}$/, "")

/** What the hidden one takes beyond what follows from the rows that are there; nothing where it does not tell itself from the absent one. */
export function beyond(absent: Counted, hidden: Counted, most: Most): string[] {
  const all = moreOf(absent, hidden)
  const found = all.map((more) => [parentOf(more.name), foundIn(more)] as const)
  return all.flatMap((more) => {
    const parent = parentOf(more.name)
    const mayFollow = found.reduce((sum, [name, rows]) => sum + rows * (follows[name]?.[parent] ?? 0), 0)
    const fault = faultOf(more, mayFollow, most[parent] ?? 1)
    return fault === undefined ? [] : [`${more.name}: ${fault} ${JSON.stringify(more)}`]
  })
}

/** Rows that are there for the one and not for the other. Where a whole table is read they do not show; one by each look then. */
const foundIn = ({ scans, rows, whole }: More): number => Math.max(rows, 0) || (scans === 0 ? whole : 0)

function faultOf({ scans, rows, blocks, written, before }: More, mayFollow: number, most: number): string | undefined {
  if (written !== 0) return "other rows are written"
  if (scans < 0 || rows < 0) return "less is looked up"
  if (scans > mayFollow) return "more is looked up than follows from what is there"
  if (scans > 0 && rows > scans * most) return "a look-up finds more than there is"
  if (scans === 0 && before === 0 && rows > 0) return "rows are read without a look-up"
  // A function that looks for nothing is prepared all the same, and that reads a block of each index.
  return blocks > rows + (4 * scans || mayFollow) + before
    ? "more blocks are read than there are rows and steps of an index"
    : undefined
}

function moreOf(absent: Counted, hidden: Counted): More[] {
  const names = new Set([...absent.values(), ...hidden.values()].map(({ of }) => of))
  return [...names].map((name) => {
    const [without, having] = [partsOf(absent, name), partsOf(hidden, name)]
    const less = (key: Key): number => sum(having, key) - sum(without, key)
    // Where a new row finds room depends on those that came before, and on nothing that was asked.
    const blocks = sum(without, "written") > 0 ? 0 : less("blocks")
    const whole = sum(without.filter(({ index }) => !index), "scans") // prettier-ignore
    return { name, scans: less("scans"), rows: less("rows"), blocks, written: less("written"), before: sum(without, "scans"), whole } // prettier-ignore
  })
}

type Key = "scans" | "rows" | "blocks" | "written"

const sum = (of: readonly Figures[], key: Key): number => of.reduce((all, figures) => all + figures[key], 0)

const partsOf = (counted: Counted, name: string): Figures[] => [...counted.values()].filter(({ of }) => of === name)

/** Whether twice the same was asked. */
export const isSame = (one: Counted, other: Counted): boolean =>
  moreOf(one, other).every(({ scans, rows, blocks, written }) => !scans && !rows && !blocks && !written)
