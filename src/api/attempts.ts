import type { DocumentNode, FormattedExecutionResult } from "graphql"
import type { Asking } from "../permissions/actor"
import { servedBy } from "../permissions/actor"
import { openingOf } from "../permissions/request"
import { Series } from "../permissions/series"
import { poolOf } from "../platform/database/data-source"
import { ActorChanged, failureOf } from "../platform/database/failures"
import { Transaction } from "../platform/database/transaction"
import { Fault } from "../platform/errors"
import { factsOf } from "../platform/log"
import type { Door, Operation } from "../records"

/** What becomes of a request on its way. Shared by those who handle it: Apollo copies the context, and not what hangs under it. */
export interface Course {
  asking: Asking
  /** It reached the door, and has its trail. */
  traced: boolean
  /** Once it was admitted. */
  document: DocumentNode | undefined
  /** Once its document was read. */
  operation: Operation
  kind: "graphql" | "query" | "mutation"
}

export const courseOf = (asking: Asking): Course => ({
  ...{ asking, traced: false, document: undefined, kind: "graphql" },
  operation: { name: null, hash: null },
})

/** So many requests that cannot be answered are written down for an employee each minute, and that there were more. */
const refusedAMinute = 200

/** Requests that ended before the door: whoever asks is known, and no record was reached. */
export class Attempts {
  private readonly refusals = new Series(refusedAMinute)

  constructor(private readonly door: Door) {}

  /**
   * What failed leaves an event with its reason. What did not, a question about the schema alone, leaves none; but whose session has
   * ended learns so.
   * @throws Fault UNAUTHENTICATED; the denial is then in the trail
   */
  async close({ asking, operation }: Course, { errors }: FormattedExecutionResult): Promise<void> {
    if (!errors?.length) {
      await this.door.refreshed(asking)
      return
    }
    const { code, detail } = (errors[0]?.extensions ?? {}) as { code?: string; detail?: string }
    const place = this.refusals.next(asking.actor.id)
    const reason = place === "last" ? "RATE_LIMITED" : (detail ?? code ?? "INTERNAL")
    if (place !== "silent") await this.written(asking, operation, reason)
  }

  private async written(asking: Asking, operation: Operation, reason: string): Promise<void> {
    try {
      await this.asNow(asking, (now) => this.write(now, operation, reason))
    } catch (error) {
      // Whoever turned out to be nobody has left a denial, and is told that instead.
      if (error instanceof Fault && (error.code === "UNAUTHENTICATED" || error.code === "RATE_LIMITED")) throw error
      // Nothing was served, so that the answer may go; the log says what the trail cannot.
      const { traceId } = asking.means
      this.door.log.warn({ event: "trail.failure-not-written", traceId, ...factsOf(error) }, "a failure left no trail")
    }
  }

  private write(asking: Asking, { name, hash }: Operation, reason: string): Promise<unknown> {
    const intent = { actions: ["request.refused"], outcome: "FAILED", reason } as const
    const opening = openingOf(asking, { ...intent, operationName: name, documentHash: hash })
    return Transaction.once(poolOf(this.door.databases[servedBy(asking.actor.role)]), [opening])
  }

  /** Does it; and once more as what the employee is now, if that has changed. */
  private async asNow(asking: Asking, act: (asking: Asking) => Promise<unknown>): Promise<void> {
    try {
      await act(asking)
    } catch (error) {
      if (!(failureOf(error) instanceof ActorChanged)) throw error
      await act({ ...asking, actor: await this.door.refreshed(asking) })
    }
  }
}
