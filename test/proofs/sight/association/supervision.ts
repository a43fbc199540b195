import type pg from "pg"
import type { Random } from "../random"
import type { Draft } from "./draft"
import { insert } from "./insert"

const emergencies = ["DANGER_TO_LIFE", "VIOLENCE", "FIRE_OR_GAS", "CARE_CRISIS", "POLICE_AT_THE_DOOR"]
const routes = ["ASSIGNMENT", "TEAM", "EMERGENCY", "CUSTODY"]
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
      assurance: random.pick(["acr=2 amr=pwd,otp", null]),
      client: "spec",
      address: "192.0.2.7",
      operation_name: random.pick(["Worklist", null]),
      actions: [random.pick(["case.viewed", "case.listed"])],
      outcome: random.pick(["DONE", "DONE", "REFUSED"]),
      look_reason: random.pick(["CONNECTED_CASE", null]),
    }
  })
  // The first half is sealed, and stands in the look-ups; the rest is not yet.
  const sealed = events.slice(0, events.length / 2)
  await insert(admin, "trail_event", sealed)
  await admin.query("update trail_tree set sealed_xact = (select max(xact) from trail_event where id = any ($1::uuid[])), sealed_id = 'ffffffff-ffff-ffff-ffff-ffffffffffff'", [sealed.map(({ id }) => id)]) // prettier-ignore
  await insert(admin, "trail_event", events.slice(events.length / 2))
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
  const settings = events.slice(0, 10).flatMap(({ id, recorded_at }) =>
    ["TRAIL_TERM_MONTHS", "REVIEW_DUE_DAYS"].slice(0, random.between(1, 2)).map((name) => ({
      ...{ id: random.uuid(), event_id: id, recorded_at, name },
      value: String(random.between(1, 90)),
      before: random.pick(["60", null]),
    })),
  )
  await insert(admin, "trail_setting", settings)
  await addLookUps(admin, random, sights.filter(({ event_id }) => sealed.some(({ id }) => id === event_id))) // prettier-ignore
}

/** What the sealer writes of events, each case and person once. */
async function addLookUps(
  admin: pg.Pool,
  random: Random,
  sights: readonly ReturnType<typeof sightOf>[],
): Promise<void> {
  const once = <Row>(rows: readonly (readonly [string, Row])[]): Row[] => [...new Map(rows).values()]
  const cases = sights.flatMap(
    ({ event_id, recorded_at, case_ids }) =>
    case_ids.map((case_id) => [`${event_id} ${case_id}`, { case_id, event_id, recorded_at, grant_ids: [random.uuid()], routes: random.sample(routes, random.between(0, 2)) }] as const), // prettier-ignore
  )
  const persons = sights.flatMap(({ event_id, recorded_at, person_ids }) =>
    person_ids.map((reference) => [`${event_id} ${reference}`, { reference, event_id, recorded_at }] as const),
  )
  await insert(admin, "trail_by_case", once(cases))
  await insert(admin, "trail_by_person", once(persons))
}

/** What a look showed: some cases, some or none of their parties, and data of some sorts or of none. */
function sightOf(
  { random, cases, parties, persons, colleagues }: Draft,
  of: { event_id: string; recorded_at: string; position: number },
) {
  const shown = random.sample(cases, random.between(0, 2)).map(({ id }) => id)
  // Whose log it was, where it is a look at one: of somebody who has a part in the case, or of anybody.
  const told = parties
    .filter(({ dossier }) => shown.includes(dossier) && random.chance(0.5))
    .map(({ person }) => person)
  const named = random.chance(0.5) ? parties.filter(({ dossier }) => shown.includes(dossier)) : []
  return {
    ...of,
    field: "case",
    action: random.pick(["case.viewed", "case.viewed", "case.updated", "trail.rendered"]),
    activity: random.pick(["case-handling", "case-handling", "access-control"]),
    activity_version: 1,
    purpose: "Handling cases",
    legal_basis: "6-1-b",
    case_ids: shown,
    party_ids: random.some(named, random.pick([0.3, 1])).map(({ id }) => id),
    person_ids: [(persons.find(({ id }) => told.includes(id)) ?? random.pick(persons)).reference],
    types: ["Case"],
    categories: random.pick([
      [],
      ["REPORTER"],
      ["CONDUCT", "CONTACT"],
      ["HEALTH", "REPORTER"],
      ["FINANCIAL", "CRIMINAL"],
    ]),
    grant_ids: [random.uuid()],
    employee_ids: random.chance(0.2) ? [random.pick(colleagues).id] : [],
  }
}

/** What was taken out of the trail, and by whom. */
export async function addExports(admin: pg.Pool, draft: Draft): Promise<void> {
  const { random } = draft
  const rows = Array.from({ length: 30 }, () => ({
    id: random.uuid(),
    employee_id: random.pick(draft.supervisors).id,
    role: "PRIVACY_OFFICER",
    format: random.pick(["CSV", "LOGBOEK_DATAVERWERKINGEN"]),
    filter: {},
    public_key: `\\x${"00".repeat(32)}`,
    state: random.pick(["READY", "FAILED"]),
    events: random.between(0, 5000),
    asked_at: draft.past(6),
    finished_at: draft.ago(0.1),
    gone_at: draft.ago(-1),
  }))
  await insert(admin, "export_job", rows)
}
