export { ListArgs, Node, PageArgs, connectionOf } from "./connection"
export { installRecords } from "./install"
export {
  Any,
  Concerns,
  Count,
  Each,
  Either,
  Guarded,
  Holds,
  HoldsAs,
  Known,
  List,
  Needs,
  NeedsRecords,
  One,
  Page,
  Self,
  Tells,
  Withheld,
  Written,
  among,
  before,
  compiled,
  during,
  equals,
  from,
  given,
  hasWords,
  isAbsent,
  isOverdue,
  startsWith,
} from "./marks"
export type { Door, Operation } from "./door"
export type { Feed, Filter } from "./marks"
export { Records } from "./records"
export { Statements } from "./statements"
export { May, type Processing, Traced } from "./traced"
export { mustExist } from "./must-exist"
export type { Tx } from "./verbs"
export { isUuid } from "./binds"
export type { Context } from "./context"
