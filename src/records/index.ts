export { ListArgs, Node, PageArgs, connectionOf } from "./connection"
export { installRecords } from "./install"
export {
  AnyOf,
  Concerns,
  Count,
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
