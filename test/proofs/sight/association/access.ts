import type pg from "pg"
import type { Draft, Drawn } from "./draft"
import { insert } from "./insert"

const reasons = ["KIN", "NEIGHBOUR", "INVOLVED", "PERSONAL_TIE"]

/** Conflicts of interest of people in every role, against persons, households and addresses that cases are about, or may come to be. */
export async function addBlocks(admin: pg.Pool, draft: Draft, share: number): Promise<void> {
  const { random } = draft
  const some = new Set([...random.some(draft.colleagues, share), ...draft.supervisors])
  const rows = [...some].flatMap(({ id }) => {
    const against = random.sample(["PERSON", "HOUSEHOLD", "ADDRESS"], random.between(1, 2))
    return against.map((what) => ({
      id: random.uuid(),
      employee_id: id,
      against: what,
      person_id: what === "PERSON" ? random.pick(draft.persons).id : null,
      home_id: what === "PERSON" ? null : random.pick(draft.homes),
      reason: random.pick(reasons),
      declared_by: random.pick(draft.colleagues).id,
    }))
  })
  await insert(admin, "block", rows)
}

/** Some conflicts are over: what they covered is there again. */
export async function endBlocks(admin: pg.Pool, { random, supervisors }: Draft): Promise<void> {
  const { rows } = await admin.query<{ id: string }>("select id from block order by id")
  await admin.query("update block set valid_until = now(), ended_by = $2 where id = any($1)", [
    random.some(rows, 0.3).map(({ id }) => id),
    random.pick(supervisors).id,
  ])
}

/** Cases that are for those who are named only, and some that were once. */
export async function addRestrictions(admin: pg.Pool, draft: Draft): Promise<void> {
  const { random } = draft
  const now = random.some(draft.cases, 0.2)
  const once = random.some(draft.cases, 0.2)
  const row = ({ id }: Drawn, lifted: boolean) => {
    const since = random.between(30, 600)
    return {
      id: random.uuid(),
      case_id: id,
      deputy_id: random.pick(draft.handlers).id,
      reason: "Bekende van een collega.",
      restricted_by: random.pick(draft.handlers).id,
      valid_from: draft.ago(lifted ? since + 700 : since),
      valid_until: lifted ? draft.ago(since + 650) : null,
      lifted_by: lifted ? random.pick(draft.handlers).id : null,
      lift_reason: lifted ? "Niet meer nodig." : null,
    }
  }
  await insert(admin, "case_restriction", [...now.map((each) => row(each, false)), ...once.map((each) => row(each, true))]) // prettier-ignore
  await admin.query("update case_file set restricted = true where id = any($1)", [now.map(({ id }) => id)])
}

const secrets = ["FRAUD_INVESTIGATION", "CRIMINAL_INVESTIGATION", "SAFETY_OF_OTHERS", "LEGAL_CLAIM"]

/** What is confidential towards those whom it is about; what was, until somebody lifted it; and what is over by the clock alone. */
export async function addConfidentialities(admin: pg.Pool, draft: Draft): Promise<void> {
  const { random } = draft
  const row = ({ id }: Drawn, since: number, days: number, ended: number | null) => ({
    id: random.uuid(),
    case_id: id,
    reason: random.pick(secrets),
    marked_by: random.pick(draft.handlers).id,
    valid_from: draft.ago(since),
    review_on: draft.day(draft.ago(since), days),
    ended_at: ended === null ? null : draft.ago(ended),
    ended_by: ended === null ? null : random.pick(draft.handlers).id,
  })
  const [standing, over] = [random.some(draft.cases, 0.25), random.some(draft.cases, 0.3)]
  const marked = new Set(standing)
  await insert(admin, "case_confidentiality", [
    ...standing.map((each) => row(each, random.between(1, 40), random.between(60, 170), null)),
    ...over.map((each) => row(each, random.between(300, 400), random.between(30, 150), random.between(200, 260))),
    // No job has run yet since its day of review.
    ...random.some(draft.cases.filter((each) => !marked.has(each)), 0.1).map((each) => row(each, 100, 60, null)),
  ]) // prettier-ignore
}

const routes = ["ASSIGNMENT", "TEAM", "CUSTODY", "SHARE", "EMERGENCY", "REQUEST", "BREACH"]

/** Grants of every route, to people and teams of every sort, in force and not. */
export async function addGrants(admin: pg.Pool, draft: Draft): Promise<void> {
  const { random, cases } = draft
  const loose = Array.from({ length: 260 }, () => {
    const principal = random.chance(0.6) ? random.pick(draft.colleagues).id : random.pick(draft.teams)
    return grant(draft, random.pick(cases), principal, random.pick(routes))
  })
  const coordinators = draft.of("PRIVACY_COORDINATOR").flatMap(({ id }) => {
    const ways = [id, id, id, ...(draft.teamsOf.get(id) ?? [])]
    return random.sample(cases, 18).map((dossier) => grant(draft, dossier, random.pick(ways), random.pick(["REQUEST", "BREACH"]))) // prettier-ignore
  })
  // Emergencies that are over or to come, in cases that exist for her anyway: they open no content.
  const emergencies = draft.handlers.flatMap(({ id }) => {
    const own = cases.filter(({ team }) => draft.teamsOf.get(id)?.includes(team))
    // Enough of both, that whoever draws them finds one that decides: it takes a kind that she is cleared for, and an item that is withheld.
    return random.sample(own, 10).map((dossier, nth) => ({
      ...grant(draft, dossier, id, "EMERGENCY"),
      ...(nth % 2
        ? { valid_from: draft.ago(20), valid_until: draft.ago(5) }
        : { valid_from: draft.ago(-5), valid_until: draft.ago(-20) }),
    }))
  })
  await insert(admin, "case_grant", [...loose, ...coordinators, ...emergencies])
}

function grant(draft: Draft, { id }: Drawn, principal: string, route: string): Record<string, unknown> {
  const { random } = draft
  const short = ["EMERGENCY", "REQUEST", "BREACH"].includes(route)
  const { valid_from, valid_until } = draft.term(0.5)
  return {
    id: random.uuid(),
    case_id: id,
    principal_id: principal,
    level: short ? 1 : random.between(1, 3),
    route,
    valid_from,
    valid_until: valid_until ?? (short ? draft.ago(-400) : null),
    granted_by: random.chance(0.7) ? random.pick(draft.handlers).id : null,
    reason: random.chance(0.5) ? "Neemt waar." : null,
  }
}
