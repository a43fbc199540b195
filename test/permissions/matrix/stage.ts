import { randomUUID } from "node:crypto"
import { based, bringTo, done, openCase } from "../../cases/support"
import type { Colleague, House } from "../../support/house"
import { type Actor, type Kind, type Place, actorsAt } from "./actors"

export const states = ["running", "restricted", "closed"] as const
export type State = (typeof states)[number]

/** What sort of personal data an item can hold. */
export const categories = ["CONTACT", "CONDUCT", "HEALTH", "CRIMINAL", "FINANCIAL", "REPORTER", "POLICE"] as const

/** A case in one state, with an item of each category. */
export interface Staged {
  readonly kind: Kind
  readonly state: State
  readonly id: string
  readonly version: number
  readonly task: string
}

export interface Stage {
  readonly kind: Kind
  readonly cases: readonly Staged[]
  readonly actors: readonly Actor[]
  readonly colleague: string
  /** Of none of the teams here. */
  readonly outsider: string
}

/** All that one kind of case needs, apart from the other kinds. */
export async function stageOf(house: House, kind: Kind): Promise<Stage> {
  const team = await house.team()
  const home = await house.home()
  const assigned = await house.employee({ team, cleared: [kind] })
  const deputy = await house.employee({ team, cleared: [kind] })
  const facts = { kind, homeId: home }
  const running = await openCase(assigned, facts)
  const closed = await bringTo(assigned, "CLOSED", facts)
  const restricted = await restrict(assigned, deputy, await openCase(assigned, facts))
  const opened = { running, restricted, closed }
  const cases: Staged[] = []
  for (const state of states) {
    const { id, version } = opened[state]
    cases.push({ kind, state, id, version, task: await fill(house, id, assigned.id) })
  }
  const place: Place = { house, kind, team, home }
  const actors = [{ name: "consultant, assigned", who: assigned }, ...(await actorsAt(place, cases))]
  const outsider = await house.employee({ team: await house.team() })
  return { kind, cases, actors, colleague: deputy.id, outsider: outsider.id }
}

async function restrict(assigned: Colleague, deputy: Colleague, dossier: Awaited<ReturnType<typeof openCase>>) {
  const input = { ...based(dossier), deputyId: deputy.id, reason: "Een collega is betrokken." }
  return (await done(assigned, "restrictCase", input)).case
}

/** A party and a journal entry of each category, and a task of each but one: no task is about who reported. Its task of contact data. */
async function fill(house: House, caseId: string, author: string): Promise<string> {
  const of = (table: string, columns: string, values: string, category: string): Promise<unknown> =>
    house.rows(`insert into ${table} (id, case_id, category, ${columns}) values ($1, $2, $3, ${values})`, [
      ...[randomUUID(), caseId, category, author],
    ])
  for (const category of categories) {
    await of("party", "role, name, added_by, added_at", "'OTHER', 'A. Bakker', $4, now()", category)
    await of(
      "journal_entry",
      "type, body, occurred_on, author_id, added_at",
      "'NOTE', 'Gebeld.', now(), $4, now()",
      category,
    )
    if (category !== "REPORTER")
      await of("task", "title, due_on, added_by, added_at", "'Bellen', '2030-01-01', $4, now()", category)
  }
  const tasks = await house.rows<{ id: string }>("select id from task where case_id = $1 and category = 'CONTACT'", [
    caseId,
  ])
  return tasks[0]?.id ?? ""
}
