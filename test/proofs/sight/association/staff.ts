import type pg from "pg"
import type { Colleague, Draft } from "./draft"
import { insert } from "./insert"

const names = [
  "Anke",
  "Bart",
  "Carla",
  "Dirk",
  "Zoë van Es",
  "Femke",
  "Gijs",
  "Élise",
  "Imke",
  "Joost",
  "Karin",
  "Luuk",
]
const kinds = ["NUISANCE", "FRAUD", "ADAPTATION", "SAFETY"]
const categories = ["HEALTH", "CRIMINAL", "POLICE", "REPORTER"]
const count: Readonly<Record<string, number>> = {
  CONSULTANT: 20,
  TEAM_LEAD: 8,
  PRIVACY_OFFICER: 4,
  PRIVACY_COORDINATOR: 7,
  ADMINISTRATOR: 4,
  EXTERNAL_AUDITOR: 4,
}

/** Who works there: in all roles, some of whom left, with memberships and clearances that are in force, over, or yet to begin. */
export async function addStaff(admin: pg.Pool, draft: Draft): Promise<void> {
  const { random } = draft
  for (let nth = 0; nth < 7; nth++) draft.teams.push(random.uuid())
  await insert(
    admin,
    "team",
    draft.teams.map((id, nth) => ({ id, name: `Team${nth % 10}`, district: `Wijk${nth % 4}` })),
  )
  await endedTeams(admin, draft)
  for (const [role, number] of Object.entries(count))
    for (let nth = 0; nth < number; nth++) draft.colleagues.push({ id: random.uuid(), role })
  await insert(admin, "employee", draft.colleagues.map((colleague, nth) => employed(draft, colleague, nth))) // prettier-ignore
  await formerNames(admin, draft)
  await terms(admin, draft)
  await insert(admin, "team_membership", draft.colleagues.flatMap((colleague) => memberships(draft, colleague))) // prettier-ignore
  await insert(admin, "clearance", draft.colleagues.flatMap((colleague) => clearances(draft, colleague))) // prettier-ignore
}

/** Two that were merged into another, one after the other. Nobody belongs to them any more, and no case is theirs. */
async function endedTeams(admin: pg.Pool, draft: Draft): Promise<void> {
  const [last, before] = [draft.random.uuid(), draft.random.uuid()]
  const ended = (id: string, into: string | undefined, days: number) => ({ id, name: "Team0", district: "Wijk0", ended_at: draft.ago(days), merged_into: into }) // prettier-ignore
  await insert(admin, "team", [ended(last, draft.teams[0], 200), ended(before, last, 900)])
}

/** Half of them, and some teams, had other names before, one after the other. */
async function formerNames(admin: pg.Pool, draft: Draft): Promise<void> {
  const { random, colleagues, teams } = draft
  const former = (bearer: Record<string, string | null>) => {
    const [first, second] = [draft.ago(random.between(400, 900)), draft.past(300)]
    return [
      { id: random.uuid(), ...bearer, name: random.pick(names), valid_from: null, valid_until: first },
      { id: random.uuid(), ...bearer, name: random.pick(names), valid_from: first, valid_until: second },
    ]
  }
  const rows = [
    ...random.some(colleagues, 0.5).flatMap(({ id }) => former({ employee_id: id, team_id: null })),
    ...random.some(teams, 0.5).flatMap((id) => former({ employee_id: null, team_id: id })),
  ]
  await insert(admin, "former_name", rows)
}

function employed(draft: Draft, { id, role }: Colleague, nth: number) {
  const { random } = draft
  const auditor = role === "EXTERNAL_AUDITOR"
  const over = nth % 9 === 4
  return {
    id,
    subject: `subject-${id}`,
    name: random.pick(names),
    role,
    active: nth % 8 !== 3,
    until: over ? draft.past(300) : auditor || random.chance(0.2) ? draft.coming() : null,
  }
}

/** They are there for three years; some were something else before, as the questions about past moments must know. */
async function terms(admin: pg.Pool, draft: Draft): Promise<void> {
  await admin.query("update employee_term set valid_from = $1", [draft.ago(1100)])
  const before = draft.random.some(draft.colleagues, 0.3)
  const rows = before.map(({ id, role }) => ({
    id: draft.random.uuid(),
    employee_id: id,
    role: role === "CONSULTANT" ? "ADMINISTRATOR" : "CONSULTANT",
    valid_from: draft.ago(2200),
    valid_until: draft.ago(1100),
  }))
  await insert(admin, "employee_term", rows)
}

function memberships(draft: Draft, { id, role }: Colleague) {
  const { random } = draft
  const handles = role === "CONSULTANT" || role === "TEAM_LEAD"
  const [first, second, over, coming, ...others] = random.sample(draft.teams, draft.teams.length)
  const current = [first, ...(random.chance(0.3) ? [second] : [])].filter((team) => team !== undefined)
  if (!handles && random.chance(0.2)) return []
  draft.teamsOf.set(id, current)
  const row = (team: string | undefined, valid_from: string, valid_until: string | null) =>
    team === undefined ? [] : [{ id: random.uuid(), employee_id: id, team_id: team, valid_from, valid_until }]
  return [
    ...current.flatMap((team) => row(team, draft.ago(random.between(100, 1500)), random.chance(0.3) ? draft.coming() : null)), // prettier-ignore
    ...row(over, draft.ago(1400), draft.past(600)),
    ...row(coming, draft.coming(), null),
    ...(random.chance(0.5) ? row(others[0], draft.ago(1300), draft.past(600)) : []),
  ]
}

function clearances(draft: Draft, { id, role }: Colleague) {
  const { random } = draft
  const row = (what: { kind: string | null; category: string | null }) => {
    const { valid_from, valid_until } = draft.term(0.7)
    return { id: random.uuid(), employee_id: id, ...what, valid_from, valid_until }
  }
  const share = role === "ADMINISTRATOR" ? 0.5 : 0.95
  return [
    ...random.some(kinds, share).map((kind) => row({ kind, category: null })),
    ...random.some(categories, 0.5).map((category) => row({ kind: null, category })),
  ]
}
