import type pg from "pg"
import type { Draft } from "./draft"
import { insert } from "./insert"

const kinds = [
  "NO_TASK",
  "AFTER_CLOSURE",
  "COLLEAGUE_OR_SAME_ADDRESS",
  "MANY_CASES",
  "MANY_PERSONS",
  "DENIED_SERIES",
  "SEARCHING_CASES",
  "RANDOM_SAMPLE",
]

/** What was found in the trail to be judged, with and without a case, and the accesses of all that is to be judged. */
export async function addReviews(admin: pg.Pool, draft: Draft): Promise<void> {
  const { random } = draft
  const judge = random.pick(draft.supervisors).id
  const items = Array.from({ length: 80 }, (_, nth) => {
    const known = random.chance(0.9)
    const became = random.pick(["owed", "owed", "asked", "judged"])
    const asked = became === "asked" || (became === "judged" && random.chance(0.3))
    return {
      id: random.uuid(),
      kind: random.pick(kinds),
      event_id: random.uuid(),
      employee_id: known ? random.pick(draft.handlers).id : null,
      actor_role: known ? "CONSULTANT" : null,
      address: known ? null : "192.0.2.7",
      case_id: random.chance(0.8) ? random.pick(draft.cases).id : null,
      // A day of its own each, so that none takes in another.
      period_on: draft.day(draft.ago(nth)),
      raised_at: draft.ago(nth),
      due_at: draft.ago(random.between(-9, 9)),
      asked_by: asked ? judge : null,
      asked_at: asked ? draft.ago(1) : null,
      asked_note: asked ? "Waarvoor was dit?" : null,
      judgement: became === "judged" ? random.pick(["FINE", "INCIDENT"]) : asked ? "ASKED" : null,
      judged_by: became === "judged" ? judge : null,
      judged_at: became === "judged" ? draft.ago(0.1) : null,
    }
  })
  await insert(admin, "review_item", items)
  const { rows: all } = await admin.query<{ id: string; case_id: string | null }>("select id, case_id from review_item order by raised_at, id") // prettier-ignore
  const { rows: events } = await admin.query<{ id: string }>("select id from trail_event where actor_kind = 'EMPLOYEE' order by recorded_at, id") // prettier-ignore
  const accesses = all.flatMap(({ id, case_id }) =>
    random.sample(events, random.between(1, 3)).map((event) => ({
      id: random.uuid(),
      item_id: id,
      case_id,
      event_id: event.id,
      recorded_at: draft.past(30),
      routes: case_id === null ? [] : random.pick([["TEAM"], ["ASSIGNMENT", "TEAM"], []]),
      look_reason: random.pick(["CONNECTED_CASE", null]),
    })),
  )
  await insert(admin, "review_access", accesses)
}
