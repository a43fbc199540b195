import type pg from "pg"
import type { Draft } from "./draft"
import { insert } from "./insert"

const emergencies = ["DANGER_TO_LIFE", "VIOLENCE", "FIRE_OR_GAS", "CARE_CRISIS", "POLICE_AT_THE_DOOR"]
const notices = ["EMERGENCY_OPENED", "EMERGENCY_MISSED", "CUSTODY_PASSED"]

/** Emergencies with the grants they gave, what of them is to be judged, and what people were told. */
export async function addEmergencies(admin: pg.Pool, draft: Draft): Promise<void> {
  const { random } = draft
  const grants: Record<string, unknown>[] = []
  const rows = Array.from({ length: 60 }, () => {
    const dossier = random.chance(0.9) ? random.pick(draft.cases).id : null
    const employee = random.pick(draft.handlers).id
    const grant = dossier === null ? null : random.uuid()
    const hours = random.pick([1, 1, 2, 30, 300])
    const valid_until = draft.ago((hours - 12) / 24)
    if (grant !== null)
      grants.push({ id: grant, case_id: dossier, principal_id: employee, level: 1, route: "EMERGENCY", valid_from: draft.ago(hours / 24), valid_until, granted_by: employee, reason: "VIOLENCE" }) // prettier-ignore
    return { id: random.uuid(), employee_id: employee, case_id: dossier, grant_id: grant, reason: random.pick(emergencies), explanation: "Roept om hulp.", asked_at: draft.ago(hours / 24), valid_until } // prettier-ignore
  })
  await insert(admin, "case_grant", grants)
  await insert(admin, "emergency", rows)
  const judge = random.pick(draft.supervisors).id
  const items = rows.map(({ id, employee_id, case_id, asked_at }) => {
    const judged = random.chance(0.4)
    return {
      id: random.uuid(),
      kind: "EMERGENCY",
      emergency_id: id,
      event_id: random.uuid(),
      employee_id,
      case_id,
      raised_at: asked_at,
      judgement: judged ? "FINE" : null,
      note: judged ? "Gesproken." : null,
      judged_by: judged ? judge : null,
      judged_at: judged ? draft.ago(0.1) : null,
    }
  })
  await insert(admin, "review_item", items)
}

/** What people were told, of cases that exist for them and of others. */
export async function addNotices(admin: pg.Pool, draft: Draft): Promise<void> {
  const { random } = draft
  const rows = draft.colleagues.flatMap(({ id }) =>
    Array.from({ length: 8 }, () => ({
      id: random.uuid(),
      employee_id: id,
      kind: random.pick(notices),
      about_id: random.chance(0.7) ? random.pick(draft.colleagues).id : null,
      case_id: random.chance(0.9) ? random.pick(draft.cases).id : null,
      created_at: draft.past(30),
      read_at: random.chance(0.4) ? draft.ago(1) : null,
    })),
  )
  await insert(admin, "notice", rows)
}

/** What the trail already held: at the start of this month, so that it is told apart from what the proof itself leaves. */
export async function addTrail(admin: pg.Pool, draft: Draft): Promise<void> {
  const { random } = draft
  const { rows } = await admin.query<{ start: string }>("select to_json(date_trunc('month', now(), 'UTC')) as start")
  const start = Date.parse(rows[0]?.start ?? "")
  const events = Array.from({ length: 70 }, (_, nth) => {
    const actor = random.chance(0.9) ? random.pick(draft.colleagues) : undefined
    return {
      id: random.uuid(),
      recorded_at: new Date(start + 2 * nth).toISOString(),
      actor_kind: actor ? "EMPLOYEE" : "UNKNOWN",
      actor_id: actor?.id ?? null,
      actor_role: actor?.role ?? null,
      token_id: random.chance(0.5) ? random.uuid() : null,
      client: "spec",
      address: "192.0.2.7",
      operation_name: random.pick(["Worklist", null]),
      actions: [random.pick(["case.viewed", "case.listed"])],
      outcome: random.pick(["DONE", "DONE", "REFUSED"]),
      look_reason: random.pick(["CONNECTED_CASE", null]),
    }
  })
  await insert(admin, "trail_event", events)
  const sights = events.flatMap(({ id, recorded_at }) =>
    Array.from({ length: random.between(1, 3) }, (_, position) => sightOf(draft, { event_id: id, recorded_at, position })),
  ) // prettier-ignore
  await insert(admin, "trail_sight", sights)
  const heads = Array.from({ length: 5 }, (_, nth) => ({
    id: random.uuid(),
    size: 10 * nth + 1,
    note: "a head",
    made_at: new Date(start + nth).toISOString(),
  }))
  await insert(admin, "trail_checkpoint", heads)
}

/** What a look showed: some cases, some or none of their parties, and data of some sorts or of none. */
function sightOf({ random, cases, parties, persons }: Draft, of: object): Record<string, unknown> {
  const shown = random.sample(cases, random.between(0, 2)).map(({ id }) => id)
  const named = random.chance(0.5) ? parties.filter(({ dossier }) => shown.includes(dossier)) : []
  return {
    ...of,
    field: "case",
    action: "case.viewed",
    activity: random.pick(["case-handling", "case-handling", "access-control"]),
    activity_version: 1,
    purpose: "Handling cases",
    case_ids: shown,
    party_ids: random.some(named, random.pick([0.3, 1])).map(({ id }) => id),
    person_ids: [random.pick(persons).id],
    types: ["Case"],
    categories: random.pick([
      [],
      ["REPORTER"],
      ["CONDUCT", "CONTACT"],
      ["HEALTH", "REPORTER"],
      ["FINANCIAL", "CRIMINAL"],
    ]),
    grant_ids: [random.uuid()],
  }
}
