import { type Part, nameOf } from "../database/statements"
import type { Transaction } from "../database/transaction"

/** A recurring act: done once over all nodes, each time that it is due. */
export interface Act {
  readonly name: string
  /** What the trail says that was done, when anything was. */
  readonly action: string
  readonly everySeconds: number
  /** It may take long: a start does not wait for it. */
  readonly inShares?: true
  does(transaction: Transaction): Promise<Done>
  /** It failed. True where a smaller share of it is to be tried at once. */
  failed?(error: unknown): boolean
}

export interface Done {
  /** How much was done; nothing leaves no event. */
  readonly count: number
  /** It does a share at a time, and there may be more. */
  readonly more?: boolean
}

/** An act of one statement, whose first column says how much it did. */
export function actOf(name: string, action: string, everySeconds: number, text: string, values: string[] = []): Act {
  const part: Part = { name: nameOf(text), text, values }
  return {
    ...{ name, action, everySeconds },
    does: async (transaction) => ({ count: Number((await transaction.more([part]))[0]?.[0]?.[0]) }),
  }
}
