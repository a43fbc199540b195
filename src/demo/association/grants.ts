import type { Association } from "./association"
import { instant } from "./calendar"
import { dossiers } from "./cases"
import { uuidAt } from "./ids"
import { Stream } from "./random"

const levels = { ASSIGNMENT: 3, TEAM: 2, CUSTODY: 3 } as const

/** The grants that the triggers would have made, when the case was opened and when it was handed over. */
export function* grantRows(a: Association): Generator<readonly (string | number | null)[]> {
  for (const { index, id, kind, desk, openedAt, closedAt, openedBy, assignee, earlier } of dossiers(a)) {
    const random = a.random(Stream.GRANT, index)
    const grant = (route: keyof typeof levels, principal: string, from: number, until: number | null, by: string) => {
      const term = [instant(from), until === null ? null : instant(until)]
      const told = [id, kind, "f", instant(openedAt), principal, levels[route], route]
      return [uuidAt(from, random), ...told, ...term, term[1] ?? null, by]
    }
    if (earlier) yield grant("ASSIGNMENT", earlier.assignee.id, openedAt, earlier.at, openedBy.id)
    const moved = earlier && earlier.desk !== desk
    if (moved) yield grant("TEAM", earlier.desk.team.id, openedAt, earlier.at, openedBy.id)
    // Whoever had the case handed it over.
    const by = earlier ? earlier.assignee.id : openedBy.id
    if (assignee) yield grant("ASSIGNMENT", assignee.id, earlier?.at ?? openedAt, null, by)
    const custodian = assignee || closedAt !== null ? undefined : a.desks.custodianOf(desk, kind)
    if (custodian) yield grant("CUSTODY", custodian.id, openedAt, null, openedBy.id)
    yield grant("TEAM", desk.team.id, moved ? earlier.at : openedAt, null, moved ? by : openedBy.id)
  }
}
