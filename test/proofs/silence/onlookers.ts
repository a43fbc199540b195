import { randomUUID } from "node:crypto"
import { grant } from "../../cases/support"
import type { Colleague } from "../../support/house"
import type { Own } from "./examples"
import { type Hidden, type Ids, type World, ownCaseOf } from "./world"

/** Somebody from whom things are hidden, for one reason. */
export interface Onlooker {
  readonly reason: string
  readonly role: string
  readonly who: Colleague
  readonly hidden: Ids
  /** What she may see: where another kind of record is asked, it is none either. */
  readonly seen: Ids
  readonly own: Own
  /** Visible records that hidden ones hang on: a list narrowed by them is as empty as one narrowed by nothing there is. */
  readonly leads: Ids
}

interface Reason {
  readonly reason: string
  readonly role: string
  readonly from: (world: World) => Hidden
  readonly enters: (world: World, hidden: Hidden) => Promise<Colleague>
  /** The kinds of record that she sees of all the world's. */
  readonly sees: readonly string[]
  /** She sees the case, and not all that is in it. */
  readonly inside?: true
  readonly handles?: string
}

const handlers = ["Person", "Home", "Employee", "Team"]
const staff = ["Employee", "Team"]
const supervisors = [...staff, "TrailEvent"]
/** Whom the case is about, as the log of her file and the trail are asked. */
const file = "File"
const ofTheCase = ["Case", "Reference", "Grant", "Restriction", "ReviewItem", "Emergency", "PartyReference"]

const plain = (world: World): Hidden => world.plain
const restricted = (world: World): Hidden => world.restricted
const elsewhere = async ({ house }: World, role = "CONSULTANT"): Promise<Colleague> =>
  house.employee({ role, team: await house.team() })

async function blocked(world: World, who: Colleague, { dossier }: Hidden): Promise<Colleague> {
  const sql =
    "insert into block (employee_id, against, person_id, reason, declared_by) values ($1, 'PERSON', $2, 'KIN', $1)"
  await world.house.rows(sql, [who.id, dossier.person])
  return who
}

async function auditor({ house }: World): Promise<Colleague> {
  const id = randomUUID()
  await house.rows(
    "insert into employee (id, subject, name, role, until) values ($1, $2, 'Pieter Mol', 'EXTERNAL_AUDITOR', now() + interval '30 days')",
    [id, `subject-${id}`],
  )
  return await house.colleague(id, "Pieter Mol")
}

/** Every reason why something does not exist for somebody, each with somebody of whom it is true. */
const reasons: readonly Reason[] = [
  { reason: "another team", role: "CONSULTANT", from: plain, sees: handlers, handles: "NUISANCE", enters: (world) => elsewhere(world) },
  { reason: "not cleared", role: "CONSULTANT", from: plain, sees: handlers, handles: "FRAUD",
    enters: ({ house }, { dossier }) => house.employee({ team: dossier.team, cleared: ["FRAUD"] }) },
  { reason: "blocked", role: "CONSULTANT", from: plain, sees: handlers, handles: "NUISANCE",
    enters: async (world, hidden) => blocked(world, await world.house.employee({ team: hidden.dossier.team }), hidden) },
  { reason: "restricted", role: "CONSULTANT", from: restricted, sees: handlers, handles: "NUISANCE",
    enters: ({ house }, { dossier }) => house.employee({ team: dossier.team }) },
  { reason: "a grant that ran out, and one to come", role: "CONSULTANT", from: plain, sees: handlers, handles: "NUISANCE",
    enters: async (world, { dossier }) => {
      const who = await elsewhere(world)
      await grant(world.house, dossier.case, who.id, { level: 3, from: "2 hours ago", until: "1 hour ago" })
      await grant(world.house, dossier.case, who.id, { level: 3, from: "in 1 hour" })
      return who
    } },
  { reason: "a shielded reporter", role: "CONSULTANT", from: plain, sees: handlers, inside: true,
    enters: ({ house }, { dossier }) => house.employee({ team: dossier.team }) },
  { reason: "another team", role: "TEAM_LEAD", from: plain, sees: handlers, handles: "NUISANCE", enters: (world) => elsewhere(world, "TEAM_LEAD") },
  { reason: "restricted", role: "TEAM_LEAD", from: restricted, sees: handlers, handles: "NUISANCE",
    enters: ({ house }, { dossier }) => house.employee({ role: "TEAM_LEAD", team: dossier.team }) },
  { reason: "no content", role: "PRIVACY_OFFICER", from: plain, sees: [...supervisors, ...ofTheCase, file], enters: ({ house }) => house.officer() },
  { reason: "blocked", role: "PRIVACY_OFFICER", from: plain, sees: supervisors,
    enters: async (world, hidden) => blocked(world, await world.house.officer(), hidden) },
  { reason: "a request that ended", role: "PRIVACY_COORDINATOR", from: plain, sees: [...handlers, "Block"],
    enters: async ({ house }, { dossier }) => {
      const who = await house.employee({ role: "PRIVACY_COORDINATOR" })
      await grant(house, dossier.case, who.id, { route: "REQUEST", from: "2 hours ago", until: "1 hour ago" })
      return who
    } },
  { reason: "a role without cases", role: "ADMINISTRATOR", from: plain, sees: staff,
    enters: async ({ house }, { dossier }) => {
      const who = await house.employee({ role: "ADMINISTRATOR", team: dossier.team })
      await grant(house, dossier.case, who.id, { level: 3 })
      return who
    } },
  { reason: "no content", role: "EXTERNAL_AUDITOR", from: plain, sees: [...supervisors, ...ofTheCase], enters: auditor },
] // prettier-ignore

export const roles: readonly string[] = [...new Set(reasons.map(({ role }) => role))]

export async function peopleOf(world: World): Promise<Onlooker[]> {
  const people: Onlooker[] = []
  for (const reason of reasons) people.push(await onlooker(world, reason))
  return people
}

async function onlooker(world: World, reason: Reason): Promise<Onlooker> {
  const hidden = reason.from(world)
  const { dossier } = hidden
  const who = await reason.enters(world, hidden)
  const all: Ids = { ...hidden.ids, Block: [world.block], Person: [dossier.person], [file]: [dossier.person], Home: [dossier.home], Employee: [dossier.consultant.id], Team: [dossier.team] } // prettier-ignore
  const part = (keep: boolean): Ids =>
    Object.fromEntries(Object.entries(all).filter(([kind]) => reason.sees.includes(kind) === keep))
  const own = reason.handles === undefined ? { caseId: dossier.case.id, taskId: dossier.task } : await ownCaseOf(who, reason.handles) // prettier-ignore
  return {
    ...{ reason: reason.reason, role: reason.role, who },
    hidden: reason.inside ? hidden.shielded : part(false),
    seen: reason.inside ? {} : part(true),
    leads: reason.inside || reason.sees.includes("Case") ? {} : leadsOf(world, dossier.home, dossier.consultant.id, reason.role), // prettier-ignore
    own: { ...own, colleague: world.bystander.id, person: dossier.person, grantId: hidden.ids["Grant"]?.[0] ?? "" },
  }
}

/** By the key of a place. Lists of the trail and of what is to be judged are for others than those who handle cases. */
function leadsOf({ bystander }: World, home: string, consultant: string, role: string): Ids {
  const supervises = role === "PRIVACY_OFFICER"
  return {
    "Query.cases.filter.homeId": [home],
    "Query.cases.filter.assigneeId": [consultant],
    "Employee.cases.filter.homeId": [home],
    "Mutation.handOver.input.employeeId": [consultant],
    "Mutation.previewHandOver.input.employeeId": [consultant],
    ...(role !== "PRIVACY_COORDINATOR" && { "Query.blocks.filter.employeeId": [bystander.id] }),
    ...(!supervises && { "Query.reviewItems.filter.employeeId": [bystander.id], "Query.trailEvents.filter.actorId": [consultant] }), // prettier-ignore
  }
}
