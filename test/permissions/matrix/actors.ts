import { randomUUID } from "node:crypto"
import { grant } from "../../cases/support"
import type { Colleague, House } from "../../support/house"

export type Kind = "NUISANCE" | "FRAUD" | "ADAPTATION" | "SAFETY"
export const kinds: readonly Kind[] = ["NUISANCE", "FRAUD", "ADAPTATION", "SAFETY"]

/** Where the actors of one kind of case meet: each is cleared for that kind and for nothing else, unless her name says so. */
export interface Place {
  readonly house: House
  readonly kind: Kind
  readonly team: string
  readonly home: string
}

export interface Actor {
  readonly name: string
  readonly who: Colleague
  /** Stands in the matrix for what she reads; she does what her like do. */
  readonly reads?: boolean
}

/** Lets somebody in to a case by a grant that names her. */
type Entrance = (house: House, dossier: { id: string }, who: Colleague) => Promise<void>

interface Part {
  readonly name: string
  readonly role?: string
  /** Of the team that handles the cases. */
  readonly ofTheTeam?: boolean
  readonly notCleared?: boolean
  /** A category of data that she is cleared for besides. */
  readonly category?: string
  readonly blocked?: boolean
  readonly enters?: Entrance
}

const named =
  (level: number, route: string, until?: string): Entrance =>
  (house, dossier, who) =>
    grant(house, dossier, who.id, { level, route, ...(until !== undefined && { until }) })

/** Everybody by whom the matrix is read, but for the one to whom the cases are assigned. */
const parts: readonly Part[] = [
  { name: "consultant of the team", ofTheTeam: true },
  { name: "consultant of the team, cleared for HEALTH too", ofTheTeam: true, category: "HEALTH" },
  { name: "consultant of the team, cleared for CRIMINAL too", ofTheTeam: true, category: "CRIMINAL" },
  { name: "consultant of the team, cleared for POLICE too", ofTheTeam: true, category: "POLICE" },
  { name: "consultant of the team, cleared for REPORTER too", ofTheTeam: true, category: "REPORTER" },
  { name: "consultant of the team, not cleared for the kind", ofTheTeam: true, notCleared: true },
  { name: "consultant of the team, with a block", ofTheTeam: true, blocked: true },
  { name: "consultant of another team" },
  { name: "consultant of another team, named to view", enters: named(1, "ASSIGNMENT") },
  { name: "consultant of another team, named to contribute", enters: named(2, "ASSIGNMENT") },
  { name: "consultant of another team, not cleared, in an emergency", notCleared: true, enters: named(1, "EMERGENCY", "in 1 hour") },
  { name: "consultant of the team, in an emergency, with a block", ofTheTeam: true, blocked: true, enters: named(1, "EMERGENCY", "in 1 hour") },
  { name: "team lead of the team", role: "TEAM_LEAD", ofTheTeam: true },
  { name: "team lead of another team", role: "TEAM_LEAD" },
  { name: "team lead of another team, as custodian", role: "TEAM_LEAD", enters: named(3, "CUSTODY") },
  { name: "privacy coordinator, with a request", role: "PRIVACY_COORDINATOR", enters: named(1, "REQUEST", "in 1 hour") },
  { name: "privacy coordinator, without", role: "PRIVACY_COORDINATOR" },
  { name: "privacy officer", role: "PRIVACY_OFFICER", notCleared: true },
  { name: "privacy officer, with a block", role: "PRIVACY_OFFICER", notCleared: true, blocked: true },
  { name: "administrator, of the team", role: "ADMINISTRATOR", ofTheTeam: true },
  { name: "external auditor", role: "EXTERNAL_AUDITOR", notCleared: true },
] // prettier-ignore

/** They come in once the cases are there: grants name them by their cases. */
export async function actorsAt(place: Place, cases: readonly { id: string }[]): Promise<Actor[]> {
  const actors: Actor[] = []
  for (const part of parts)
    actors.push({ name: part.name, reads: part.category !== undefined, who: await entered(place, cases, part) })
  return actors
}

async function entered(place: Place, cases: readonly { id: string }[], part: Part): Promise<Colleague> {
  const { house, home } = place
  const who = await employed(place, part)
  if (part.category !== undefined)
    await house.rows("insert into clearance (employee_id, category) values ($1, $2)", [who.id, part.category])
  const block =
    "insert into block (employee_id, against, home_id, reason, declared_by) values ($1, 'ADDRESS', $2, 'NEIGHBOUR', $1)"
  if (part.blocked) await house.rows(block, [who.id, home])
  for (const dossier of cases) await part.enters?.(house, dossier, who)
  return who
}

async function employed({ house, kind, team }: Place, part: Part): Promise<Colleague> {
  const { role = "CONSULTANT" } = part
  if (role === "EXTERNAL_AUDITOR") return await auditor(house)
  return await house.employee({
    role,
    team: part.ofTheTeam ? team : await house.team(),
    cleared: part.notCleared ? [] : [kind],
  })
}

/** An auditor is there for a term. */
async function auditor(house: House): Promise<Colleague> {
  const id = randomUUID()
  await house.rows(
    "insert into employee (id, subject, name, role, until) values ($1, $2, 'Pieter Mol', 'EXTERNAL_AUDITOR', now() + interval '30 days')",
    [id, `subject-${id}`],
  )
  return await house.colleague(id, "Pieter Mol")
}
