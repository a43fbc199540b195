import { randomUUID } from "node:crypto"
import type pg from "pg"
import { auditorOf, guestOf, leadOf } from "../access/support"
import { done } from "../cases/support"
import { addCase, addTask, staffed } from "../records/support"
import { type Colleague, House } from "../support/house"
import { connectedAs, dossierOf } from "./support"

type Statement = readonly [sql: string, ...values: unknown[]]

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const noRight = "42501"

const outcomeOf = (client: pg.Client, [sql, ...values]: Statement): Promise<number | string | null> =>
  client.query(sql, values).then(
    ({ rowCount }) => rowCount,
    (error: unknown) => (error as { code: string }).code,
  )

/** The rows that a statement touches in a request of a colleague, or the state in which it is refused; it is never committed. */
async function tried({ id }: Colleague, statement: Statement): Promise<number | string | null> {
  const [found] = await house.rows<{ role: string }>("select role from employee where id = $1", [id])
  const role = found?.role ?? ""
  const supervises = role === "PRIVACY_OFFICER" || role === "EXTERNAL_AUDITOR"
  return await connectedAs(house, supervises ? "officer" : "staff", async (client) => {
    const header = `select open_request($1, $2, null, '{case.viewed}', 'DONE', null, null, null, null, null, null, null, null, null)`
    expect(await outcomeOf(client, [header, id, role])).toBe(1)
    return await outcomeOf(client, statement)
  })
}

const someone = (role: string, name = "Karin Smit"): Promise<Colleague> => house.employee({ name, role })

const adding: Record<string, string> = {
  party: `insert into party (id, case_id, category, role, name, added_by, added_at)
    values (gen_random_uuid(), $1, $2, 'WITNESS', 'Mw. Bos', $3, now())`,
  journal_entry: `insert into journal_entry (id, case_id, type, category, body, occurred_on, author_id, added_at)
    values (gen_random_uuid(), $1, 'NOTE', $2, 'Gezien.', now(), $3, now())`,
  task: `insert into task (id, case_id, category, title, due_on, added_by, added_at)
    values (gen_random_uuid(), $1, $2, 'Bellen', '2026-12-01', $3, now())`,
}

describe.each(["party", "journal_entry", "task"])("in a row of %s", (table) => {
  /** Adds one of each category to a case that has these grounds. */
  async function added(health: string | null, criminal: string | null): Promise<Record<string, unknown>> {
    const { team, sanne } = await staffed(house)
    const id = await addCase(house, { team, by: sanne, assignee: sanne.id })
    await house.rows("update case_file set health_ground = $2, criminal_ground = $3 where id = $1", [
      id,
      health,
      criminal,
    ])
    const outcomes: Record<string, unknown> = {}
    for (const category of ["HEALTH", "CRIMINAL", "CONDUCT"])
      outcomes[category] = await tried(sanne, [adding[table] ?? "", id, category, sanne.id])
    return outcomes
  }

  it("health and criminal data are refused where the case has no ground for them", async () => {
    expect(await added(null, null)).toEqual({ HEALTH: noRight, CRIMINAL: noRight, CONDUCT: 1 })
  })

  it("each has a ground of its own: that of the other does not do", async () => {
    expect(await added("VITAL_INTEREST", null)).toEqual({ HEALTH: 1, CRIMINAL: noRight, CONDUCT: 1 })
    expect(await added(null, "OWN_CLAIM")).toEqual({ HEALTH: noRight, CRIMINAL: 1, CONDUCT: 1 })
  })
})

describe("a task", () => {
  const completing = "update task set completed_at = now(), completed_by = $2 where id = $1"
  const scene = async () => {
    const { team, sanne } = await staffed(house)
    const mila = await house.employee({ name: "Mila Hermans", team })
    const dossier = await addCase(house, { team, by: sanne, assignee: sanne.id })
    return { sanne, mila, dossier, task: await addTask(house, { of: dossier, by: sanne }) }
  }

  it("is completed in one's own name, and never in that of a colleague", async () => {
    const { sanne, mila, task } = await scene()
    expect(await tried(sanne, [completing, task, sanne.id])).toBe(1)
    expect(await tried(sanne, [completing, task, mila.id])).toBe(noRight)
  })

  it("is not added as completed already, by a colleague or by oneself", async () => {
    const { sanne, mila, dossier } = await scene()
    const insert = `insert into task (id, case_id, category, title, due_on, added_by, added_at, completed_at, completed_by)
      values (gen_random_uuid(), $1, 'CONDUCT', 'Bellen', '2026-12-01', $2, now(), now(), $3)`
    for (const by of [mila, sanne]) expect(await tried(sanne, [insert, dossier, sanne.id, by.id])).toBe(noRight)
  })
})

describe("a conflict of interest", () => {
  const declaring = `insert into block (id, employee_id, against, home_id, reason, declared_by)
    values (gen_random_uuid(), $1, 'ADDRESS', $2, 'NEIGHBOUR', $3)`
  const ending = "update block set valid_until = now(), ended_by = $2 where id = $1"
  async function declared({ id }: Colleague): Promise<string> {
    const block = randomUUID()
    await house.rows(
      "insert into block (id, employee_id, against, home_id, reason, declared_by) values ($1, $2, 'ADDRESS', $3, 'KIN', $2)",
      [block, id, await house.home()],
    )
    return block
  }

  it("is never ended by whoever has it, whatever she may end of others", async () => {
    const team = await house.team()
    const own = [await someone("CONSULTANT"), await leadOf(house, team), await someone("PRIVACY_COORDINATOR")]
    for (const who of own) expect(await tried(who, [ending, await declared(who), who.id])).toBe(0)
  })

  it("is ended by the lead of her team and the coordinator, each in her own name", async () => {
    const team = await house.team()
    const mila = await house.employee({ name: "Mila Hermans", team })
    const block = await declared(mila)
    for (const who of [await leadOf(house, team), await someone("PRIVACY_COORDINATOR")]) {
      expect(await tried(who, [ending, block, who.id])).toBe(1)
      expect(await tried(who, [ending, block, mila.id])).toBe(noRight)
    }
  })

  it("that has ended is not ended again", async () => {
    const els = await someone("PRIVACY_COORDINATOR", "Els Dekker")
    const block = await declared(await guestOf(house))
    await house.rows("update block set valid_until = now(), ended_by = $2 where id = $1", [block, els.id])
    expect(await tried(els, [ending, block, els.id])).toBe(0)
  })

  it("is declared by those whom cases can reach, and never by the administrator", async () => {
    const home = await house.home()
    for (const role of ["CONSULTANT", "TEAM_LEAD", "PRIVACY_COORDINATOR"]) {
      const who = await someone(role)
      expect([role, await tried(who, [declaring, who.id, home, who.id])]).toEqual([role, 1])
    }
    const karin = await someone("ADMINISTRATOR")
    expect(await tried(karin, [declaring, karin.id, home, karin.id])).toBe(noRight)
  })
})

describe("an access that is to be judged", () => {
  const judging =
    "update review_item set judgement = 'FINE', judged_by = $2, judged_at = now() where employee_id = $1 and judgement is null"

  it("is judged by the privacy officer in her own name, and never by the auditor", async () => {
    const dossier = await dossierOf(house)
    const daan = await guestOf(house, "Daan Mulder")
    const why = { reason: "VIOLENCE", explanation: "Geschreeuw op de galerij." }
    await done(daan, "openInEmergency", { reference: dossier.case.reference, ...why })
    const [marijke, paul] = [await house.officer(), await auditorOf(house)]
    expect(await tried(marijke, [judging, daan.id, marijke.id])).toBe(1)
    expect(await tried(marijke, [judging, daan.id, paul.id])).toBe(noRight)
    expect(await tried(paul, [judging, daan.id, paul.id])).toBe(0)
    expect(await tried(paul, [judging, daan.id, marijke.id])).toBe(0)
  })

  it("is never judged by whom it is about, and what a colleague asked stays hers", async () => {
    const dossier = await dossierOf(house)
    const daan = await guestOf(house, "Daan Mulder")
    const why = { reason: "VIOLENCE", explanation: "Geschreeuw op de galerij." }
    await done(daan, "openInEmergency", { reference: dossier.case.reference, ...why })
    const [marijke, other] = [await house.officer(), await house.officer()]
    await house.rows("update employee set role = 'PRIVACY_OFFICER' where id = $1", [daan.id])
    expect(await tried(daan, [judging, daan.id, daan.id])).toBe(0)
    const asking = "update review_item set judgement = 'ASKED', asked_by = $2, asked_at = now() where employee_id = $1"
    expect(await tried(marijke, [asking, daan.id, other.id])).toBe(noRight)
    expect(await tried(marijke, [asking, daan.id, marijke.id])).toBe(1)
    await house.rows(asking, [daan.id, marijke.id])
    expect(await tried(other, [asking, daan.id, other.id])).toBe(noRight)
    const answered =
      "update review_item set judgement = 'FINE', judged_by = $2, judged_at = now() where employee_id = $1"
    expect(await tried(other, [answered, daan.id, other.id])).toBe(1)
  })

  it("is never judged by who came from its address herself, at about that time", async () => {
    const [marijke, other] = [await house.officer(), await house.officer()]
    await marijke.get("{ viewer { id } }")
    const [item] = await house.rows<{ id: string }>(
      `insert into review_item (kind, event_id, address) select 'DENIED_SERIES', id, address from trail_event
         where actor_id = $1 and address is not null limit 1 returning id`,
      [marijke.id],
    )
    const ofItem = "update review_item set judgement = 'FINE', judged_by = $2, judged_at = now() where id = $1"
    expect(await tried(marijke, [ofItem, item?.id, marijke.id])).toBe(0)
    expect(await tried(other, [ofItem, item?.id, other.id])).toBe(1)
  })
})

describe("a notice", () => {
  /** Names no column and no row, so that only the rule of changing stands between the reader and the notices of others. */
  const marking = "update notice set read_at = now()"

  it("is marked as read by whom it is for, once, and never by a colleague", async () => {
    const [lead, officer] = [await leadOf(house, await house.team()), await house.officer()]
    for (const reader of [lead, officer]) {
      await house.rows("insert into notice (employee_id, kind) values ($1, 'CUSTODY_PASSED')", [reader.id])
      expect(await tried(reader, [marking])).toBe(1)
      await house.rows("update notice set read_at = now() where employee_id = $1", [reader.id])
      expect(await tried(reader, [marking])).toBe(0)
      await house.rows("update notice set read_at = null where employee_id = $1", [reader.id])
    }
    const others = [await guestOf(house), await house.officer(), await auditorOf(house), await someone("ADMINISTRATOR")]
    for (const who of others) expect(await tried(who, [marking])).toBe(0)
  })
})
