import { randomUUID } from "node:crypto"
import { done, openCase } from "../../cases/support"
import { type Dossier, dossierOf } from "../../permissions/support"
import type { Colleague, House } from "../../support/house"

/** Ids by the kind of record. */
export type Ids = Readonly<Record<string, readonly string[]>>

export interface World {
  readonly house: House
  readonly plain: Hidden
  /** The same, for those who are named personally alone. */
  readonly restricted: Hidden
  /** Works elsewhere, has a conflict of interest of her own, and opened both cases in an emergency. */
  readonly bystander: Colleague
  readonly block: string
}

/** A case, with all that hangs under it and is told about it. */
export interface Hidden {
  readonly dossier: Dossier
  readonly ids: Ids
  /** The party and the entry that would give a shielded reporter away. */
  readonly shielded: Ids
}

export async function buildWorld(house: House): Promise<World> {
  const bystander = await house.employee({ name: "Noor Jansen", team: await house.team() })
  await house.officer()
  const home = await house.home()
  const against = { against: "ADDRESS", homeId: home, reason: "NEIGHBOUR" }
  const { block } = await done(bystander, "blockAccess", against, "block { id }")
  const plain = await hiddenCase(house, bystander)
  const restricted = await hiddenCase(house, bystander, async ({ case: { id: caseId }, team, consultant }) => {
    const deputy = await house.employee({ name: "Femke Smit", team })
    const input = { caseId, expectedVersion: 1, deputyId: deputy.id, reason: "Een collega is betrokken." }
    await done(consultant, "restrictCase", input)
  })
  return { house, plain, restricted, bystander, block: block.id }
}

async function hiddenCase(
  house: House,
  bystander: Colleague,
  then: (dossier: Dossier) => Promise<void> = () => Promise.resolve(),
): Promise<Hidden> {
  const dossier = await dossierOf(house)
  // Whoever leads the team is told of an emergency: her notice is nobody else's.
  await house.employee({ name: "Joris Blom", role: "TEAM_LEAD", team: dossier.team })
  await then(dossier)
  const { reference } = dossier.case
  const emergency = { reference, reason: "VIOLENCE", explanation: "Er wordt geschreeuwd." }
  await done(bystander, "openInEmergency", emergency, "__typename")
  // It has to be hidden again: an emergency ends, and so does this one.
  await house.rows("update case_grant set valid_until = now() where case_id = $1 and route = 'EMERGENCY'", [
    dossier.case.id,
  ])
  return { dossier, ids: await idsOf(house, dossier), shielded: await shield(house, dossier) }
}

async function idsOf(house: House, { case: { id, reference }, party, entry, task }: Dossier): Promise<Ids> {
  const from = async (table: string): Promise<string[]> =>
    (await house.rows<{ id: string }>(`select id from ${table} where case_id = $1`, [id])).map((row) => row.id)
  const events = await house.rows<{ id: string }>(
    "select event_id as id from trail_sight where case_ids @> array[$1::uuid] limit 1",
    [id],
  )
  return {
    ...{ Case: [id], Reference: [reference], Party: [party], JournalEntry: [entry], Task: [task] },
    Grant: (await from("case_grant")).slice(0, 2),
    Restriction: await from("case_restriction"),
    Notice: (await from("notice")).slice(0, 1),
    ReviewItem: await from("review_item"),
    Emergency: await from("emergency"),
    TrailEvent: events.map((row) => row.id),
    PartyReference: [party],
  }
}

async function shield(house: House, { case: { id }, consultant }: Dossier): Promise<Ids> {
  const [party, entry] = [randomUUID(), randomUUID()]
  await house.rows(
    `insert into party (id, case_id, category, role, name, added_by, added_at)
     values ($1, $2, 'REPORTER', 'REPORTER', 'Mevr. De Haan', $3, now())`,
    [party, id, consultant.id],
  )
  await house.rows(
    `insert into journal_entry (id, case_id, type, category, body, occurred_on, author_id, added_at)
     values ($1, $2, 'CALL', 'REPORTER', 'Zij woont ernaast.', now(), $3, now())`,
    [entry, id, consultant.id],
  )
  return { Party: [party], JournalEntry: [entry] }
}

/** A case that she handles herself, with a task: what she names besides the id that is asked about. */
export async function ownCaseOf(who: Colleague, kind = "NUISANCE"): Promise<{ caseId: string; taskId: string }> {
  const { id: caseId } = await openCase(who, { kind, veraType: null })
  const { task } = await done(who, "addTask", { caseId, title: "Bellen", dueOn: "2027-01-01" })
  return { caseId, taskId: task.id }
}
