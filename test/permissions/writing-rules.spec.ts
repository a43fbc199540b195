import type pg from "pg"
import { type Opened, grant } from "../cases/support"
import { addCase, addTask, staffed } from "../records/support"
import { type Colleague, House } from "../support/house"
import { connectedAs } from "./support"

type Statement = readonly [sql: string, ...values: unknown[]]

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const noRight = "42501"
const unfit = "WR422"
const changed = "WR401"
const wrongConnection = "WR403"
const kinds = ["ADAPTATION", "FRAUD", "NUISANCE", "SAFETY"] as const

const as = <T>(role: "staff" | "officer", act: (client: pg.Client) => Promise<T>): Promise<T> =>
  connectedAs(house, role, act)

/** The rows that a statement touches, or the state in which it is refused. */
const outcomeOf = (client: pg.Client, [sql, ...values]: Statement): Promise<number | string | null> =>
  client.query(sql, values).then(
    ({ rowCount }) => rowCount,
    (error: unknown) => (error as { code: string }).code,
  )

const opens = (actor: string, role: string | null): Statement => [
  `select open_request($1, $2, null, '{case.viewed}', 'DONE', null, null, null, null, null, null, null, null, null)`,
  actor,
  role,
]

const roleOf = async ({ id }: Colleague): Promise<string> =>
  (await house.rows<{ role: string }>("select role from employee where id = $1", [id]))[0]?.role ?? ""

/** A request of a colleague, up to where her statements begin. */
async function inRequest<T>(who: Colleague, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const role = await roleOf(who)
  return await as(role === "PRIVACY_OFFICER" ? "officer" : "staff", async (client) => {
    expect(await outcomeOf(client, opens(who.id, role))).toBe(1)
    return await act(client)
  })
}

/** What a statement comes to in a request of a colleague. */
const tried = (who: Colleague, statement: Statement): Promise<number | string | null> =>
  inRequest(who, (client) => outcomeOf(client, statement))

const ended = (table: string, who: Colleague, where = "true") =>
  house.rows(`update ${table} set valid_until = now() where employee_id = $1 and ${where}`, [who.id])
const notBegun = (table: string, who: Colleague, where = "true") =>
  house.rows(`update ${table} set valid_from = now() + interval '1 day' where employee_id = $1 and ${where}`, [who.id])

interface Reported {
  team: string
  by: Colleague
  kind?: string
  status?: string
  assignee?: Colleague
}

const opening = ({ team, by, kind = "NUISANCE", status = "REPORTED", assignee }: Reported): Statement => [
  `insert into case_file (id, reference, kind, title, description, purpose, legal_basis, status, outcome, closed_at, team_id,
     opened_by, assignee_id, opened_at, changed_at, health_ground, criminal_ground)
   values (gen_random_uuid(), 'WR-2222-2222', $1, 'Geluidsoverlast', 'Harde muziek op middernacht', 'TENANCY', 'AGREEMENT',
     $2::text, case $2::text when 'CLOSED' then 'RESOLVED' end, case when $2::text in ('CLOSED', 'CANCELLED') then now() end, $3,
     $4, $5, now(), now(), 'VITAL_INTEREST', 'OWN_CLAIM')`,
  kind,
  status,
  team,
  by.id,
  assignee?.id ?? null,
]

const adding: Record<string, (to: string, by: Colleague) => Statement> = {
  party: (to, by) => [
    `insert into party (id, case_id, role, name, added_by, added_at)
     values (gen_random_uuid(), $1, 'WITNESS', 'Mw. Bos', $2, now())`,
    to,
    by.id,
  ],
  journal_entry: (to, by) => [
    `insert into journal_entry (id, case_id, type, category, body, occurred_on, author_id, added_at)
     values (gen_random_uuid(), $1, 'NOTE', 'CONDUCT', 'Gezien.', now(), $2, now())`,
    to,
    by.id,
  ],
  task: (to, by) => [
    `insert into task (id, case_id, category, title, due_on, added_by, added_at)
     values (gen_random_uuid(), $1, 'CONDUCT', 'Bellen', '2026-12-01', $2, now())`,
    to,
    by.id,
  ],
}

/** A case of Sanne's team that is assigned to her, and Wim of another team, for whom it does not exist. */
async function scene(): Promise<{ team: string; sanne: Colleague; wim: Colleague; dossier: Pick<Opened, "id"> }> {
  const { team, sanne } = await staffed(house)
  const id = await addCase(house, { team, by: sanne, assignee: sanne.id })
  const wim = await house.employee({ name: "Wim Schouten", team: await house.team() })
  return { team, sanne, wim, dossier: { id } }
}

describe("a case is opened", () => {
  it.each(kinds)("of the kind %s, for one's own team, by whoever is cleared for it", async (kind) => {
    const { team, sanne } = await staffed(house)
    expect(await tried(sanne, opening({ team, by: sanne, kind }))).toBe(1)
    expect(await tried(sanne, opening({ team, by: sanne, kind, assignee: sanne }))).toBe(1)
  })

  it.each(["IN_TREATMENT", "IN_EXECUTION", "FINISHED", "CLOSED", "CANCELLED"])(
    "as reported, and never as %s",
    async (status) => {
      const { team, sanne } = await staffed(house)
      expect(await tried(sanne, opening({ team, by: sanne, status }))).toBe(noRight)
    },
  )

  it("in one's own name, and never in that of a colleague", async () => {
    const { team, sanne } = await staffed(house)
    const mila = await house.employee({ name: "Mila Hermans", team })
    expect(await tried(sanne, opening({ team, by: mila }))).toBe(noRight)
  })

  it("for a team of one's own, and never for another", async () => {
    const { sanne } = await staffed(house)
    expect(await tried(sanne, opening({ team: await house.team(), by: sanne }))).toBe(noRight)
  })

  it.each(kinds)("of a kind that one is cleared for, and never as %s without", async (kind) => {
    const team = await house.team()
    const femke = await house.employee({ name: "Femke Jansen", team, cleared: kinds.filter((one) => one !== kind) })
    expect(await tried(femke, opening({ team, by: femke, kind }))).toBe(noRight)
  })
})

describe.each(["party", "journal_entry", "task"])("a row of %s is added", (table) => {
  const add = (to: { id: string }, by: Colleague): Statement => (adding[table] as (typeof adding)[string])(to.id, by)

  it("by whoever contributes to the case", async () => {
    const { sanne, wim, dossier } = await scene()
    await grant(house, dossier, wim.id, { level: 2 })
    expect(await tried(wim, add(dossier, wim))).toBe(1)
    expect(await tried(sanne, add(dossier, sanne))).toBe(1)
  })

  it("never by whoever may only look", async () => {
    const { wim, dossier } = await scene()
    await grant(house, dossier, wim.id, { level: 1 })
    expect(await tried(wim, add(dossier, wim))).toBe(noRight)
  })

  it("never in the name of a colleague", async () => {
    const { team, sanne, dossier } = await scene()
    const mila = await house.employee({ name: "Mila Hermans", team })
    expect(await tried(sanne, add(dossier, mila))).toBe(noRight)
  })

  it("never in a case that does not exist for oneself, whatever one may do in another", async () => {
    const { wim, dossier } = await scene()
    const { dossier: another } = await scene()
    await grant(house, another, wim.id, { level: 3 })
    expect(await tried(wim, add(dossier, wim))).toBe(noRight)
  })

  it("never by whoever's grant has ended or is yet to begin", async () => {
    const { wim, dossier } = await scene()
    await grant(house, dossier, wim.id, { level: 3, from: "9 hours ago", until: "1 hour ago" })
    await grant(house, dossier, wim.id, { level: 3, from: "in 1 hour" })
    expect(await tried(wim, add(dossier, wim))).toBe(noRight)
  })
})

describe.each(["case_file", "task"])("a row of %s is changed", (table) => {
  async function retitled(level?: number): Promise<number | string | null> {
    const { sanne, wim, dossier } = await scene()
    const id = table === "task" ? await addTask(house, { of: dossier.id, by: sanne }) : dossier.id
    const { dossier: another } = await scene()
    await grant(house, another, wim.id, { level: 3 })
    if (level !== undefined) await grant(house, dossier, wim.id, { level })
    return await tried(wim, [`update ${table} set title = 'Anders' where id = $1`, id])
  }

  it("by whoever contributes to the case, or manages it", async () => {
    expect(await retitled(2)).toBe(1)
    expect(await retitled(3)).toBe(1)
  })

  it("never by whoever may only look, whatever she may do in another case", async () => {
    expect(await retitled(1)).toBe(0)
  })

  it("never by somebody for whom the case does not exist", async () => {
    expect(await retitled()).toBe(0)
  })
})

describe.each(["assignee_id", "team_id"])("handing a case over by its %s", (column) => {
  const handOver = ({ id }: { id: string }, to: string): Statement => [
    `update case_file set ${column} = $2 where id = $1`,
    id,
    to,
  ]
  /** To whom it could go: a colleague who is fit for it, or her team. */
  async function successor(): Promise<string> {
    const team = await house.team()
    const hugo = await house.employee({ name: "Hugo Prins", team })
    return column === "team_id" ? team : hugo.id
  }

  it("is for whom it is assigned to", async () => {
    const { sanne, dossier } = await scene()
    expect(await tried(sanne, handOver(dossier, await successor()))).toBe(1)
  })

  it("is for whoever manages it by a grant", async () => {
    const { wim, dossier } = await scene()
    await grant(house, dossier, wim.id, { level: 3 })
    expect(await tried(wim, handOver(dossier, await successor()))).toBe(1)
  })

  it("is for the team lead of the team that handles it", async () => {
    const { team, dossier } = await scene()
    const joost = await house.employee({ name: "Joost van Dam", role: "TEAM_LEAD", team })
    expect(await tried(joost, handOver(dossier, await successor()))).toBe(1)
  })

  it("is refused to a colleague of the team, who contributes, also after a request of whoever manages it", async () => {
    const { team, sanne, dossier } = await scene()
    await sanne.get("query($id: ID!) { case(id: $id) { id } }", { id: dossier.id })
    const mila = await house.employee({ name: "Mila Hermans", team })
    expect(await tried(mila, handOver(dossier, await successor()))).toBe(noRight)
  })

  it("is refused to whoever contributes by a grant, also when she manages another case", async () => {
    const { wim, dossier } = await scene()
    const { dossier: another } = await scene()
    await grant(house, dossier, wim.id, { level: 2 })
    await grant(house, another, wim.id, { level: 3 })
    expect(await tried(wim, handOver(dossier, await successor()))).toBe(noRight)
  })

  it("is refused to whoever contributes now, and managed it before or will later", async () => {
    const { wim, dossier } = await scene()
    await grant(house, dossier, wim.id, { level: 2 })
    await grant(house, dossier, wim.id, { level: 3, from: "9 hours ago", until: "1 hour ago" })
    expect(await tried(wim, handOver(dossier, await successor()))).toBe(noRight)
    const { wim: later, dossier: other } = await scene()
    await grant(house, other, later.id, { level: 2 })
    await grant(house, other, later.id, { level: 3, from: "in 1 hour" })
    expect(await tried(later, handOver(other, await successor()))).toBe(noRight)
  })

  it("is refused to the team lead of another team who contributes, also when she takes it herself", async () => {
    const { dossier } = await scene()
    const team = await house.team()
    const anja = await house.employee({ name: "Anja Post", role: "TEAM_LEAD", team })
    await grant(house, dossier, anja.id, { level: 2 })
    expect(await tried(anja, handOver(dossier, await successor()))).toBe(noRight)
    expect(await tried(anja, handOver(dossier, column === "team_id" ? team : anja.id))).toBe(noRight)
  })

  it("changes nothing for whoever may only look, and for the team lead who is not cleared for its kind", async () => {
    const { team, wim, dossier } = await scene()
    await grant(house, dossier, wim.id, { level: 1 })
    expect(await tried(wim, handOver(dossier, await successor()))).toBe(0)
    const joost = await house.employee({ name: "Joost van Dam", role: "TEAM_LEAD", team, cleared: ["FRAUD"] })
    expect(await tried(joost, handOver(dossier, await successor()))).toBe(0)
  })
})

describe("a case is assigned", () => {
  /** Assigns the case of a team, and opens one for its colleague: twice the same answer. */
  async function assigned(to: Colleague): Promise<unknown> {
    const { team, sanne, dossier } = await scene()
    const moved = await tried(sanne, ["update case_file set assignee_id = $2 where id = $1", dossier.id, to.id])
    expect(await tried(sanne, opening({ team, by: sanne, assignee: to }))).toBe(moved)
    return moved
  }
  const someone = (role = "CONSULTANT", cleared: readonly (typeof kinds)[number][] = ["NUISANCE"]) =>
    house.employee({ name: "Hugo Prins", role, cleared })

  it("to a consultant or a team lead who is cleared for its kind, of whatever team", async () => {
    expect(await assigned(await someone())).toBe(1)
    expect(await assigned(await someone("TEAM_LEAD"))).toBe(1)
  })

  it.each(["PRIVACY_OFFICER", "PRIVACY_COORDINATOR", "ADMINISTRATOR"])(
    "never to somebody in the role %s",
    async (role) => {
      expect(await assigned(await someone(role))).toBe(unfit)
    },
  )

  it("never to somebody who has left", async () => {
    const hugo = await someone()
    await house.rows("update employee set active = false where id = $1", [hugo.id])
    expect(await assigned(hugo)).toBe(unfit)
  })

  it("never to somebody who is cleared for other kinds only", async () => {
    expect(await assigned(await someone("CONSULTANT", ["FRAUD", "ADAPTATION", "SAFETY"]))).toBe(unfit)
  })

  it("never to somebody whose clearance has ended", async () => {
    const hugo = await someone("CONSULTANT", kinds)
    await ended("clearance", hugo, "kind = 'NUISANCE'")
    expect(await assigned(hugo)).toBe(unfit)
  })

  it("never to somebody whose clearance is yet to begin", async () => {
    const hugo = await someone("CONSULTANT", kinds)
    await notBegun("clearance", hugo, "kind = 'NUISANCE'")
    expect(await assigned(hugo)).toBe(unfit)
  })
})

describe("a request is opened", () => {
  const scopeOf = (who: Colleague): Promise<{ principals: string[]; kinds: string[] }[]> =>
    inRequest(who, async (client) => (await client.query("select principals, kinds from scope")).rows)
  const attempt = (actor: string, named: string | null, connection: "staff" | "officer" = "staff") =>
    as(connection, (client) => outcomeOf(client, opens(actor, named)))

  it.each(["CONSULTANT", "TEAM_LEAD"])(
    "in the role %s as oneself and one's team, with one's clearances",
    async (role) => {
      const team = await house.team()
      const mila = await house.employee({ name: "Mila Hermans", role, team, cleared: ["FRAUD"] })
      expect(await scopeOf(mila)).toEqual([{ principals: [mila.id, team], kinds: ["FRAUD"] }])
    },
  )

  it("for a privacy coordinator as herself only, whatever team she belongs to", async () => {
    const team = await house.team()
    const els = await house.employee({ name: "Els Dekker", role: "PRIVACY_COORDINATOR", team, cleared: ["FRAUD"] })
    expect(await scopeOf(els)).toEqual([{ principals: [els.id], kinds: ["FRAUD"] }])
  })

  it.each([
    ["CONSULTANT", "{ASSIGNMENT,TEAM,CUSTODY,EMERGENCY}"],
    ["TEAM_LEAD", "{ASSIGNMENT,TEAM,CUSTODY,EMERGENCY}"],
    ["PRIVACY_COORDINATOR", "{REQUEST,BREACH}"],
    ["ADMINISTRATOR", "{}"],
    ["PRIVACY_OFFICER", "{}"],
  ])("in the role %s reached by the routes %s, whatever her team and clearances", async (role, routes) => {
    const karin = await house.employee({ name: "Karin Smit", role, team: await house.team() })
    const found = await inRequest(karin, async (client) => (await client.query("select routes::text from scope")).rows)
    expect(found).toEqual([{ routes }])
    if (role !== "CONSULTANT" && role !== "TEAM_LEAD") expect((await scopeOf(karin))[0]?.principals).toEqual([karin.id])
  })

  it("without the team that she has left, and without the clearance that has ended", async () => {
    const mila = await house.employee({ name: "Mila Hermans", team: await house.team() })
    await ended("team_membership", mila)
    await ended("clearance", mila, "kind <> 'SAFETY'")
    expect(await scopeOf(mila)).toEqual([{ principals: [mila.id], kinds: ["SAFETY"] }])
  })

  it("without the team that she is yet to join, and without the clearance that is yet to begin", async () => {
    const mila = await house.employee({ name: "Mila Hermans", team: await house.team() })
    await notBegun("team_membership", mila)
    await notBegun("clearance", mila, "kind <> 'SAFETY'")
    expect(await scopeOf(mila)).toEqual([{ principals: [mila.id], kinds: ["SAFETY"] }])
  })

  it("with the team that she leaves, and the clearance that ends, tomorrow", async () => {
    const team = await house.team()
    const mila = await house.employee({ name: "Mila Hermans", team, cleared: ["FRAUD"] })
    for (const table of ["team_membership", "clearance"])
      await house.rows(`update ${table} set valid_until = now() + interval '1 day' where employee_id = $1`, [mila.id])
    expect(await scopeOf(mila)).toEqual([{ principals: [mila.id, team], kinds: ["FRAUD"] }])
  })

  it("in the role that the employee has, and in no other", async () => {
    const { sanne } = await staffed(house)
    for (const named of ["TEAM_LEAD", "PRIVACY_COORDINATOR", "ADMINISTRATOR", null])
      expect([named, await attempt(sanne.id, named)]).toEqual([named, changed])
    expect(await attempt(sanne.id, "PRIVACY_OFFICER", "officer")).toBe(changed)
  })

  it("never for an employee who has left, whatever role is named", async () => {
    const { sanne } = await staffed(house)
    await house.rows("update employee set active = false where id = $1", [sanne.id])
    expect(await attempt(sanne.id, "CONSULTANT")).toBe(changed)
    expect(await attempt(sanne.id, null)).not.toBe(1)
  })

  it("on the connection of its role, and on no other", async () => {
    const marijke = await house.officer()
    expect(await attempt(marijke.id, "PRIVACY_OFFICER", "officer")).toBe(1)
    expect(await attempt(marijke.id, "PRIVACY_OFFICER", "staff")).toBe(wrongConnection)
    for (const role of ["CONSULTANT", "TEAM_LEAD", "PRIVACY_COORDINATOR", "ADMINISTRATOR"]) {
      const { id } = await house.employee({ role, team: await house.team() })
      expect([role, await attempt(id, role, "officer")]).toEqual([role, wrongConnection])
    }
  })

  it("once in a transaction: nobody goes on as somebody else", async () => {
    const { team, sanne } = await staffed(house)
    const mila = await house.employee({ name: "Mila Hermans", team })
    expect(await tried(sanne, opens(mila.id, "CONSULTANT"))).toBe("23505")
  })
})

describe("what the trail says about a case", () => {
  it("is for the privacy officer within a request of her own, and for nobody outside one", async () => {
    const { sanne, dossier } = await scene()
    await sanne.get("query($id: ID!) { case(id: $id) { id title } }", { id: dossier.id })
    const marijke = await house.officer()
    const about: Statement = ["select id from trail_found(p_case => $1)", dossier.id]
    expect(await tried(marijke, about)).toBe(1)
    await as("officer", async (client) => {
      await outcomeOf(client, opens(marijke.id, "PRIVACY_OFFICER"))
      await client.query("commit")
      expect(await outcomeOf(client, about)).toBe(0)
    })
    expect(await as("officer", (client) => outcomeOf(client, about))).toBe(0)
    expect(await tried(sanne, about)).toBe(noRight)
  })
})
