import type pg from "pg"
import type { Draft, Drawn } from "./draft"
import { insert } from "./insert"

const kinds = ["NUISANCE", "NUISANCE", "FRAUD", "ADAPTATION", "SAFETY"]
const statuses = ["REPORTED", "IN_TREATMENT", "IN_EXECUTION", "FINISHED", "CLOSED", "CANCELLED"]
const outcomes = ["RESOLVED", "UNFOUNDED", "REFERRED", "OTHER"]
const letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ"

/** Cases of all kinds and statuses. Who handles one must be fit for it: the rest stays without anybody, and custody passes. */
export async function addCases(admin: pg.Pool, draft: Draft): Promise<void> {
  const { random } = draft
  for (let nth = 0; nth < 150; nth++) {
    const home = random.chance(0.85) ? random.pick(draft.homes) : null
    draft.cases.push({ id: random.uuid(), team: random.pick(draft.teams), kind: random.pick(kinds), home })
  }
  await insert(admin, "case_file", draft.cases.map((dossier) => caseOf(draft, dossier))) // prettier-ignore
  const wanted = random.some(draft.cases, 0.75).map(({ id, team }) => ({ id, who: handlerOf(draft, team) }))
  await admin.query(
    `update case_file c set assignee_id = w.who from json_to_recordset($1::json) w (id uuid, who uuid)
       where c.id = w.id and may_handle(w.who, c.id, c.kind)`,
    [JSON.stringify(wanted)],
  )
}

const handlerOf = ({ random, handlers, teamsOf }: Draft, team: string): string =>
  (random.any(handlers.filter(({ id }) => teamsOf.get(id)?.includes(team))) ?? random.pick(handlers)).id

function caseOf(draft: Draft, { id, team, kind, home }: Drawn): Record<string, unknown> {
  const { random } = draft
  const four = (): string => Array.from({ length: 4 }, () => letters.charAt(random.below(letters.length))).join("")
  const opened_at = draft.past(900)
  const status = random.pick(statuses)
  const ended = status === "CLOSED" || status === "CANCELLED"
  return {
    id,
    reference: `WR-${four()}-${four()}`,
    kind,
    title: `Melding ${four()}`,
    description: "Zoals verteld aan de telefoon.",
    vera_type: random.pick(["SOC", "WOO", "LEE", null]),
    vera_detail: random.pick(["GEL", "HEN", "VUI", null]),
    home_id: home,
    purpose: random.pick(["TENANCY", "ORGANISATION", "SAFETY_OF_PEOPLE"]),
    legal_basis: random.pick(["AGREEMENT", "LEGAL_DUTY", "LEGITIMATE_INTEREST"]),
    balancing_note: "Het belang weegt op.",
    health_ground: "VITAL_INTEREST",
    criminal_ground: "OWN_CLAIM",
    status,
    outcome: status === "CLOSED" ? random.pick(outcomes) : null,
    team_id: team,
    opened_by: random.pick(draft.handlers).id,
    opened_at,
    finished_at: status === "FINISHED" || status === "CLOSED" ? draft.ago(1) : null,
    closed_at: ended ? draft.ago(1) : null,
    changed_at: draft.past(60),
    version: random.between(1, 9),
  }
}
