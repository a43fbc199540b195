import { randomUUID } from "node:crypto"

/** W3C trace context: the trace that a request belongs to, and the span that called. */
export interface Trace {
  readonly traceId: string
  readonly spanId: string
}

/** Version 00 ends after the flags; a later version may go on; ff is none. */
const form = /^(?:00(?=.{53}$)|(?!00|ff)[0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(?:-.*)?$/

/** From UUIDs, whose randomness node keeps in store. */
const fresh = (): Trace => ({
  traceId: randomUUID().replaceAll("-", ""),
  spanId: randomUUID().replaceAll("-", "").slice(-16),
})

/** The caller's trace, or a new one where the header is absent or malformed. */
export function traceOf(traceparent: string | undefined): Trace {
  const [, traceId, spanId] = (traceparent !== undefined && form.exec(traceparent)) || []
  const known = traceId !== undefined && spanId !== undefined && !/^0+$/.test(traceId) && !/^0+$/.test(spanId)
  return known ? { traceId, spanId } : fresh()
}

export const traceparentOf = ({ traceId, spanId }: Trace): string => `00-${traceId}-${spanId}-01`
