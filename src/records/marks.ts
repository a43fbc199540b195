import { Extensions } from "type-graphql"
import type { FaultDetail } from "../platform/errors"

/**
 * What TypeORM's metadata cannot say of a field, said once beside it. A field with a mark has no resolver that runs: Records reads
 * the mark when the service starts, and compiles the field into the statement of the operation.
 */
export type Class = new (...args: never[]) => object
export type Direction = "asc" | "desc"
export type Order = readonly (readonly [property: string, direction: Direction])[]

interface Overdue {
  test: "isOverdue"
  property: string
  done: string
}
interface Absence {
  test: "isAbsent"
  property: string
}
interface Term {
  test: "during"
  property: "id"
  of: () => Class
  by: string
  to: string
}

/** How a filter narrows: an entry for each field of the filter's input; there is no other way to a predicate. */
export type Filter =
  | { test: "equals" | "among" | "startsWith" | "hasWords" | "from" | "before"; property: string }
  | Absence
  | Overdue
  | Term
  | { test: "given"; parameter: string; type: string; property: string }

export const equals = (property: string): Filter => ({ test: "equals", property })
export const among = (property: string): Filter => ({ test: "among", property })
export const startsWith = (property: string): Filter => ({ test: "startsWith", property })
/** Of a column that holds a name as `sought_as` of the database makes it: words of it, the last one by its start, whatever capitals and accents. */
export const hasWords = (property: string): Filter => ({ test: "hasWords", property })
/** Rows that have a term in force, such as a membership, which leads by one relation to the row and by the other to what is asked. */
export const during = (of: () => Class, by: string, to: string): Filter => ({ test: "during", property: "id", of, by, to }) // prettier-ignore
export const from = (property: string): Filter => ({ test: "from", property })
export const before = (property: string): Filter => ({ test: "before", property })
/** True asks for rows without a value, false for rows with one; written as a constant, so that partial indexes serve. */
export const isAbsent = (property: string): Absence => ({ test: "isAbsent", property })
/** True asks for rows whose moment is past, by the database's clock, and that are not done; false for all others. */
export const isOverdue = (property: string, done: string): Overdue => ({ test: "isOverdue", property, done })
/** What a filter looks at: who may not read all of it must not find by it. */
export const propertiesOf = (filter: Filter): string[] =>
  filter.test === "isOverdue" ? [filter.property, filter.done] : [filter.property]
/** Given to the function of the database that finds the rows of the page, under this name. */
export const given = (parameter: string, type: string, property = "id"): Filter => ({ test: "given", parameter, type, property }) // prettier-ignore

/** Rows that a function of the database tells, of these properties of the row above. */
interface ToldOf {
  function: string
  of: readonly string[]
}

interface Many {
  of: () => Class
  /** The child's relation to the row above; absent at the root. */
  by?: string
}
export interface ListMark extends Many {
  is: "list"
  order: Order
  /** Most rows, and the number given when none is asked. */
  max: number
  /** The field beside it that says how many there are. */
  counted: string
  /** What else both rows share, as pairs of theirs and that above: where their table is partitioned by it, the others are not looked into. */
  sharing?: readonly (readonly [own: string, above: string])[]
  /** They are told by a function, and found by no relation. */
  told?: ToldOf
}
/** Where the rows that exist for a principal stand in order: what has no other index to be read by is read through it. */
export interface Feed {
  table: string
  /** Its columns: whom it is for, the moment it is ordered by, and the row it leads to. */
  principal: string
  moment: string
  key: string
  /** True of what still counts, as in the partial index. */
  live: string
  /** The orderings that it serves. */
  orders: readonly string[]
  /** Filters that have an index of their own; with one of them the feed is not taken. */
  unless: readonly string[]
}
/** Rows that a definer function of the database tells, of these arguments of the field, each with its type. */
interface Told {
  function: string
  arguments: readonly (readonly [name: string, type: string])[]
}
/**
 * Rows that a function of the database finds: by what is given of the filter, beyond a cursor, in an order, so many. It obeys the row
 * rules. For lists too long for any one index, where what is asked decides where to look.
 */
export interface Finding {
  function: string
  /** What is wrong with a filter, if anything: asked at every execution, before the database is. */
  fault: (filter: Readonly<Record<string, unknown>>) => FaultDetail | undefined
}
export interface PageMark extends Many {
  is: "page"
  /** The closed list of orderings, by value of `orderBy`; the first is the one when none is asked. */
  orders: Readonly<Record<string, Order>>
  filters?: Readonly<Record<string, Filter>>
  /** Asked without any of these filters it is refused: nobody leafs through a whole register. */
  narrowedBy?: readonly string[]
  feed?: Feed
  told?: Told
  found?: Finding
  /** Only rows without a value of these, whatever else is asked: what has ended is no choice any more. */
  where?: Readonly<Record<string, Absence>>
}
export interface CountMark extends Many, Pick<ListMark, "sharing" | "told"> {
  is: "count"
  where?: Readonly<Record<string, Absence>>
}
export type Mark =
  | ListMark
  | PageMark
  | CountMark
  /** One row, found by an argument of the field. */
  | { is: "one"; of: () => Class; argument: string; property: string }
  /** The row of whoever asks. */
  | { is: "self"; of: () => Class }
  /** One row of whichever type has this id. */
  | { is: "any"; argument: string }
  /** Rows of whichever types have these ids. */
  | { is: "each" }
  /** What the code itself knows: no row is read. Whether it may be told is asked of the type, and the trail has its line. */
  | { is: "known"; type: string }
  /** One value that a function of the database tells, of these properties of the row; of which type it tells. */
  | { is: "tells"; of: () => Class; function: string; properties: readonly string[] }
  /** One of several rows above, whichever relation is set: a union. */
  | { is: "either"; of: readonly string[] }
  /** Computed by its resolver from these properties, which are read with the row and are no part of the answer. */
  | { is: "needs"; properties: readonly string[]; again: boolean }
  /** The names of the fields that are withheld from whoever asks, whether there is a value or not. */
  | { is: "withheld" }
  /** The record that a verb wrote, in a payload. */
  | { is: "written"; of: () => Class }

const mark = (value: Mark) => Extensions({ mark: value }) as MethodDecorator & PropertyDecorator

export const List = (of: () => Class, facts: Omit<ListMark, "is" | "of">) => mark({ is: "list", of, ...facts })
export const Page = (of: () => Class, facts: Omit<PageMark, "is" | "of">) => mark({ is: "page", of, ...facts })
export const Count = (of: () => Class, facts: Omit<CountMark, "is" | "of">) => mark({ is: "count", of, ...facts })
export const One = (of: () => Class, argument: string, property = argument) =>
  mark({ is: "one", of, argument, property })
export const Self = (of: () => Class) => mark({ is: "self", of })
/** One row of any type that is a Node, by its id. */
export const Any = (argument: string) => mark({ is: "any", argument })
/** Rows of any types that are Nodes, by the ids that the resolver gives. */
export const Each = () => mark({ is: "each" })
export const Known = (type: string) => mark({ is: "known", type })
export const Tells = (of: () => Class, name: string, ...properties: string[]) =>
  mark({ is: "tells", of, function: name, properties })
export const Either = (...of: string[]) => mark({ is: "either", of })
export const Needs = (...properties: string[]) => mark({ is: "needs", properties, again: false })
/** As Needs, for a resolver that goes through Records again: the transaction stays open for it. */
export const NeedsRecords = (...properties: string[]) => mark({ is: "needs", properties, again: true })
export const Withheld = () => mark({ is: "withheld" })
export const Written = (of: () => Class) => mark({ is: "written", of })

/** The category of data that a field holds (art. 9, art. 10): a category, or the column of the row that says which. */
export type Category = { always: string } | { column: string }
export const Holds = (category: string) => Extensions({ category: { always: category } }) as PropertyDecorator
export const HoldsAs = (column: string) => Extensions({ category: { column } }) as PropertyDecorator

/** Which fields and columns of a row are withheld from whoever may not read the category that the row itself names. */
export interface Guard {
  by: string
  case: string
  fields: readonly string[]
}
const guards = new Map<unknown, Guard>()
export const Guarded = (value: Guard) => (target: Class) => void guards.set(target, value)
export const guardOf = (target: unknown): Guard | undefined => guards.get(target)

/** Which properties of a row name those whom the trail must mention when the row is served. */
export const subjects = ["case", "party", "person"] as const
export type Subject = (typeof subjects)[number]
/** A row that concerns a party says of which case: by that the trail finds whoever saw the party. */
export type Subjects = { person?: string } & ({ case?: string; party?: never } | { case: string; party: string })
const concerns = new Map<unknown, Subjects>()
export const Concerns = (value: Subjects) => (target: Class) => void concerns.set(target, value)
export const concernsOf = (target: unknown): Subjects => concerns.get(target) ?? {}

/** The body of a field that has a mark. It never runs: when it does, the schema was built without Records. */
export function compiled(): never {
  throw new Error("this field is compiled by Records")
}
