import { OperatorError } from "../../platform/operator-error"

/** The first thing that is not as it was sealed. */
export class Fault extends Error {}

/** An export that cannot be read as one. */
export class MalformedExport extends OperatorError {
  constructor(message: string) {
    super(message, 2)
  }
}

/** Leaves, the last one excluded. */
export interface Range {
  readonly from: number
  readonly until: number
}

/** What a leaf that is no event says. */
export type Said = Readonly<Record<string, unknown>>

/** So far apart the clocks of two nodes may be, each a minute from the database's: then they sign nothing. */
export const clockMs = 120_000

/** An event is sealed seconds after it was recorded. When it takes a day, operators were told of it for a day. */
export const lagMs = 86_400_000

export const isoOf = (moment: number): string => new Date(moment).toISOString()
