import type { Bind, Values } from "./binds"
import type { Direction, Feed, Subject } from "./marks"
import type { Column, Entity, EntityGuard } from "./shape"

/**
 * The tree between a selection and its statement. It says everything that the text of the SQL depends on, and no value: those come
 * from the binds, at each execution. Two selections with equal plans have equal texts.
 */
export type Predicate =
  | { is: "compare"; column: Column; operator: "=" | ">=" | "<" | "= any"; bind: Bind }
  | { is: "null"; column: Column; absent: boolean }
  | { is: "overdue"; column: Column; done: Column; late: boolean }
  | { is: "prefix" | "words"; column: Column; bind: Bind }
  /** A row of a table of terms leads from this row to what is asked, and is in force. */
  | { is: "during"; column: Column; term: TermPlan; bind: Bind }
  /** Only rows whose category the actor may read: what is withheld must not be found by its value either. */
  | { is: "readable"; guard: EntityGuard }
  | { is: "never" }

export interface TermPlan {
  readonly table: string
  readonly by: Column
  readonly to: Column
  readonly since: Column
  readonly until: Column
}

export interface RowPlan {
  readonly entity: Entity
  readonly outputs: readonly Output[]
  /** Put the type's name into the row: the field's type is a union or an interface. */
  readonly named: boolean
  /** The columns of the cursor, where one is asked. */
  readonly cursor: readonly Column[]
  /** Whom the trail must mention for this row, apart from what the row above mentions already. */
  readonly concerns: Partial<Record<Subject, Column>>
  /** The column that says the category of data, where a field is asked that goes by it. */
  readonly category: Column | undefined
}

/** The rows that a function of the database tells. */
export interface Telling {
  readonly function: string
  readonly binds: readonly Bind[]
}

/** The rows that a function of the database finds. */
export interface Found {
  readonly function: string
  readonly given: readonly { readonly parameter: string; readonly bind: Bind }[]
}

/** Whom a page is asked about, each by its id. */
export type About = readonly (readonly [Subject, Bind])[]

export interface PagePlan {
  readonly entity: Entity
  readonly found: Found | undefined
  /** Read through this, instead of from all rows of the table. */
  readonly feed: Feed | undefined
  /** Its ordering is the feed's; else the feed only counts. */
  readonly fed: boolean
  readonly told: Telling | undefined
  readonly by: Column | undefined
  readonly where: readonly Predicate[]
  /** The name of the ordering, which the cursors are bound to. */
  readonly ordering: string
  readonly order: readonly (readonly [Column, Direction])[]
  /** Asked from the end: the order is turned around, and the rows back again. */
  readonly backward: boolean
  readonly after: readonly Bind[]
  readonly size: (values: Values) => number
  /** The rows, where any are asked. */
  readonly rows: RowPlan | undefined
  readonly asks: { more: boolean; total: boolean }
  /** Whom it was asked about, below no row that says so. */
  readonly about: About
}

export type Output = { readonly key: string } & (
  | { is: "column"; column: Column; guarded: boolean }
  /** Withheld, or of a type that the role may not read: not in the statement at all. */
  | { is: "constant"; json: string }
  | { is: "above"; via: Column; row: RowPlan }
  /** A function of the database, with the columns that it asks. */
  | { is: "tells"; function: string; of: readonly Column[] }
  | { is: "either"; members: readonly { via: Column; row: RowPlan }[]; guarded: boolean }
  /** The names of withheld fields: those that the role may not read, and those that the row's category withholds. */
  | { is: "withheld"; always: readonly string[]; guarded: readonly string[] }
  | {
      is: "list"
      /** Its columns, each with that of the row above that it equals. */
      by: readonly (readonly [Column, Column])[]
      /** Instead, the function that tells the rows, with the columns of the row above that it asks. */
      told: { function: string; of: readonly Column[] } | undefined
      where: readonly Predicate[]
      order: readonly (readonly [Column, Direction])[]
      size: (values: Values) => number
      max: number
      row: RowPlan
    }
  | { is: "page"; page: PagePlan }
  | {
      is: "count"
      entity: Entity
      by: readonly (readonly [Column, Column])[]
      told: { function: string; of: readonly Column[] } | undefined
      where: readonly Predicate[]
    }
)

export type Root =
  | { is: "row"; row: RowPlan; where: readonly Predicate[] }
  | { is: "page"; page: PagePlan }
  /** One row of whichever type has the id; each says what it can serve, so that the trail tells of that one only. */
  | { is: "any"; rows: readonly Possible[]; id: Bind }
  /** Rows of whichever types have the ids, as objects from id to row, one a type. */
  | { is: "each"; rows: readonly Possible[]; ids: Bind; asked: Bind }
  /** Rows by their ids, as an object from id to row. */
  | { is: "ids"; row: RowPlan; ids: Bind }
  /** It may be told; what it is stands in the code. */
  | { is: "known" }
  | { is: "nothing"; json: string }

/** A row of one of several types, and what it can serve. */
export type Possible = Served & { readonly row: RowPlan }

/** The types and categories of data that a plan can serve: what the trail says of it. */
export interface Served {
  readonly types: readonly string[]
  readonly categories: readonly string[]
}

export interface Plan extends Served {
  readonly root: Root
  /** A field asks Records again, after these rows are known. */
  readonly again: boolean
}

/** Counts are exact up to here; beyond, counting would cost more than the whole page. */
export const countedUpTo = 1000

/** How many rows an execution may touch at most, by the sizes that its arguments ask for. */
export function costOf(plan: Plan, values: Values): number {
  const { root } = plan
  if (root.is === "row") return rowCost(root.row, values)
  if (root.is === "ids") return values.ids.length * rowCost(root.row, values)
  if (root.is === "each") return values.ids.length * Math.max(1, ...root.rows.map(({ row }) => rowCost(row, values)))
  if (root.is === "any") return root.rows.reduce((sum, { row }) => sum + rowCost(row, values), 0)
  return root.is === "page" ? pageCost(root.page, values) : 0
}

const pageCost = (page: PagePlan, values: Values): number =>
  (page.rows ? page.size(values) * rowCost(page.rows, values) : 0) + (page.asks.total ? countedUpTo / 50 : 0)

function rowCost(row: RowPlan, values: Values): number {
  let cost = 1
  for (const output of row.outputs) {
    if (output.is === "above") cost += rowCost(output.row, values)
    else if (output.is === "either") for (const member of output.members) cost += rowCost(member.row, values)
    else if (output.is === "list") cost += output.size(values) * rowCost(output.row, values)
    else if (output.is === "page") cost += pageCost(output.page, values)
    else if (output.is === "count") cost += 1
  }
  return cost
}
