import type { Records } from "./records"

/** What a resolver gets besides its arguments: the door, and nothing else. */
export interface Context {
  readonly records: Records
}
