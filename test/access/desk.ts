import { type Scene, done, openCase, scene } from "../cases/support"
import type { Colleague, House, Variables } from "../support/house"
import { leadOf } from "./support"

interface Desk extends Scene {
  lead: Colleague
  ids: string[]
  mila: Colleague
  hugo: Colleague
}

/** A team with a lead, a consultant with so many cases, and two colleagues. */
export async function deskOf(house: House, cases: number): Promise<Desk> {
  const { team, consultant } = await scene(house)
  const ids: string[] = []
  for (let nth = 0; nth < cases; nth++) ids.push((await openCase(consultant)).id)
  const mila = await house.employee({ name: "Mila Hermans", team })
  const hugo = await house.employee({ name: "Hugo Prins", team })
  return { team, consultant, lead: await leadOf(house, team), ids, mila, hugo }
}

/** What is filled in to hand over these cases to these colleagues. */
export const handing = (what: Variables, receivers: Colleague[], more: Variables = {}): Variables => ({
  ...what,
  receiverIds: receivers.map(({ id }) => id),
  ...more,
})

export const outcome = "outcome { caseCount lines { caseId reference receiverId } }"

/** What became of handing over, by the ids of the cases. */
export async function handedOver(who: Colleague, input: Variables): Promise<{ to: Map<string, string>; outcome: any }> {
  const payload = await done(who, "handOver", input, outcome)
  const lines: [string, string][] = payload.outcome.lines.map((line: any) => [line.caseId, line.receiverId])
  return { to: new Map(lines), outcome: payload.outcome }
}
