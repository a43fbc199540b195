import { createHash, randomBytes } from "node:crypto"
import { parse, print } from "graphql"
import type { Answer, Colleague, House, Variables } from "../support/house"

export interface Traced {
  answer: Answer
  /** The lines that the request left: its event, and what each root field served. */
  events: any[]
  sights: any[]
}

export const newTrace = (): string => randomBytes(16).toString("hex")
/** As the trail names a document into which no values are written. */
export const hashOf = (document: string): string =>
  createHash("sha256")
    .update(print(parse(document)))
    .digest("hex")

/** Asks, and finds what the trail says of it by the trace that was sent along. */
export async function traced(
  house: House,
  who: Colleague,
  document: string,
  variables: Variables = {},
): Promise<Traced> {
  const trace = newTrace()
  const traceparent = `00-${trace}-00f067aa0ba902b7-01`
  const answer = await house.ask(document, variables, who.token, { traceparent })
  return { answer, ...(await trailOf(house, trace)) }
}

export async function trailOf(house: House, trace: string): Promise<Omit<Traced, "answer">> {
  const events = await house.rows<any>("select * from trail_event where trace_id = $1 order by recorded_at", [trace])
  const sights = await house.rows<any>(
    "select s.* from trail_sight s join trail_event e on e.id = s.event_id where e.trace_id = $1 order by s.recorded_at, position",
    [trace],
  )
  return { events, sights }
}

export const grantsOf = async (house: House, caseId: string): Promise<string[]> =>
  (
    await house.rows<{ id: string }>("select id from case_grant where case_id = $1 and valid_until is null", [caseId])
  ).map(({ id }) => id)

/** By what the trail names a person of the registry. */
export const referenceOf = async (house: House, personId: string): Promise<string> =>
  (
    await house.rows<{ reference: string }>("select trail_reference as reference from person where id = $1", [personId])
  )[0]?.reference ?? ""

/** A period that ends now, and is short enough to be searched by anything. */
export const lately = (): { recordedFrom: string } => ({
  recordedFrom: new Date(Date.now() - 86_400_000).toISOString(),
})
