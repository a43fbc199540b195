import { randomUUID } from "node:crypto"
import type pg from "pg"
import { createLog } from "../../src/platform/log"
import { RoleError } from "../../src/platform/database/roles"
import { startServer } from "../../src/server"
import { House } from "../support/house"
import { type Dossier, connectedAs, dossierOf } from "./support"

type Role = "staff" | "officer" | "keeper"
const roles: Role[] = ["staff", "officer", "keeper"]

let house: House
let dossier: Dossier
beforeAll(async () => {
  house = await House.open()
  dossier = await dossierOf(house)
})
afterAll(() => house.close())

const as = <T>(role: Role, act: (client: pg.Client) => Promise<T>): Promise<T> => connectedAs(house, role, act)

const refused = (role: Role, sql: string, values: unknown[] = []): Promise<string> =>
  as(role, (client) => client.query(sql, values).then(() => "was allowed", stateOf))
const stateOf = (error: unknown): string => (error as { code: string }).code
const noRight = "42501"

const open = (client: pg.Client, actor: string, role: string) =>
  client.query(
    `select open_request($1, $2, null, '{case.viewed}', 'DONE', null, null, null, null, null, null, null, null, null) as event`,
    [actor, role],
  )

const tables = [
  ...["team", "employee", "former_name", "team_membership", "clearance", "home", "person", "case_file", "case_grant"],
  ...["party", "journal_entry", "task", "trail_event", "trail_sight", "scope"],
]

describe("without the header of a trail", () => {
  it.each(roles)("woonrust_%s sees no row of any table", async (role) => {
    for (const table of tables) {
      const seen = await as(role, (client) =>
        client
          .query(`select ${table === "employee" ? "id" : "1"} from ${table}`)
          .then(({ rowCount }) => rowCount, stateOf),
      )
      expect([table, seen === 0 || seen === noRight]).toEqual([table, true])
    }
  })

  it.each(roles)("woonrust_%s changes and adds nothing", async (role) => {
    const grants = "insert into case_grant (case_id, principal_id, level, route) values ($1, $2, 3, 'ASSIGNMENT')"
    expect(await refused(role, grants, [dossier.case.id, dossier.consultant.id])).toBe(noRight)
    const entry = `insert into journal_entry (id, case_id, type, category, body, occurred_on, author_id, added_at)
      values (gen_random_uuid(), $1, 'NOTE', 'CONDUCT', 'x', now(), $2, now())`
    expect(await refused(role, entry, [dossier.case.id, dossier.consultant.id])).toBe(noRight)
    const changed = await as(role, (client) =>
      client.query("update case_file set title = 'x'").then(({ rowCount }) => rowCount, stateOf),
    )
    expect([0, noRight]).toContain(changed)
  })
})

describe("the trail and what it rests on", () => {
  it.each(roles)("are not written by woonrust_%s", async (role) => {
    const event = "insert into trail_event (actor_kind, actions, outcome) values ('UNKNOWN', '{}', 'DONE')"
    expect(await refused(role, event)).toBe(noRight)
    const scope = `insert into scope (xact, event_id, role, principals, kinds)
      values (pg_current_xact_id(), gen_random_uuid(), 'CONSULTANT', '{}', '{NUISANCE}')`
    expect(await refused(role, scope)).toBe(noRight)
    expect(await refused(role, "update scope set kinds = '{FRAUD}'")).toBe(noRight)
  })

  it.each(roles)("are not changed or removed by woonrust_%s", async (role) => {
    for (const table of ["trail_event", "trail_sight", "scope", "case_grant"]) {
      const [column] = table === "scope" ? ["role"] : table === "case_grant" ? ["route"] : ["actor_id"]
      const target = table === "trail_sight" ? "field" : column
      expect(await refused(role, `update ${table} set ${target} = ${target}`)).toBe(noRight)
      expect(await refused(role, `delete from ${table}`)).toBe(noRight)
      expect(await refused(role, `truncate ${table}`)).toBe(noRight)
    }
    const [month] = await house.rows<any>(
      "select 'trail_event_' || to_char(now() at time zone 'UTC', 'YYYYMM') as name",
    )
    expect(await refused(role, `select 1 from ${month.name}`)).toBe(noRight)
    expect(await refused(role, `delete from ${month.name}`)).toBe(noRight)
  })

  it("take no line for somebody else's event, and none without one's own", async () => {
    const [other] = await house.rows<any>("select id from trail_event limit 1")
    const sight = `insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, legal_basis, case_ids,
      party_ids, person_ids, types, categories, grant_ids) values ($1, 0, '', '', '', 1, '', '', '{}', '{}', '{}', '{}', '{}', '{}')`
    expect(await refused("staff", sight, [other.id])).toBe(noRight)
    const state = await as("staff", async (client) => {
      await open(client, dossier.consultant.id, "CONSULTANT")
      return await client.query(sight, [other.id]).then(() => "was allowed", stateOf)
    })
    expect(state).toBe(noRight)
  })
})

describe("with a header", () => {
  it("of whoever handles the case, it is there; of another, it is not", async () => {
    const other = await house.employee({ name: "Wim Schouten", team: await house.team() })
    const count = (actor: string) =>
      as("staff", async (client) => {
        await open(client, actor, "CONSULTANT")
        return (await client.query("select id from case_file where id = $1", [dossier.case.id])).rowCount
      })
    expect(await count(dossier.consultant.id)).toBe(1)
    expect(await count(other.id)).toBe(0)
  })

  it("everything ends with its transaction", async () => {
    await as("staff", async (client) => {
      await open(client, dossier.consultant.id, "CONSULTANT")
      await client.query("commit")
      expect((await client.query("select id from case_file")).rowCount).toBe(0)
    })
  })

  it("of a role that the employee does not have, or on the wrong connection, there is none", async () => {
    const officer = await house.officer()
    const attempts: [Role, string, string, string][] = [
      ["staff", dossier.consultant.id, "TEAM_LEAD", "WR401"],
      ["staff", randomUUID(), "CONSULTANT", "WR401"],
      ["staff", officer.id, "PRIVACY_OFFICER", "WR403"],
      ["officer", dossier.consultant.id, "CONSULTANT", "WR403"],
    ]
    for (const [role, actor, named, state] of attempts)
      expect(await as(role, (client) => open(client, actor, named).then(() => "was allowed", stateOf))).toBe(state)
    expect(await as("keeper", (client) => open(client, officer.id, "PRIVACY_OFFICER").then(() => "", stateOf))).toBe(
      noRight,
    )
  })

  it("the privacy officer reads no content, and writes nothing", async () => {
    const officer = await house.officer()
    for (const sql of [
      ...["title", "description", "balancing_note", "home_id"].map((column) => `select ${column} from case_file`),
      ...["party", "journal_entry", "task", "person", "home"].map((table) => `select 1 from ${table}`),
      ...[
        "insert into case_file (id) values (null)",
        "update case_file set status = status",
        "select c from case_file c",
      ],
    ]) {
      const state = await as("officer", async (client) => {
        await open(client, officer.id, "PRIVACY_OFFICER")
        return await client.query(sql).then(() => "was allowed", stateOf)
      })
      expect([sql, state]).toEqual([sql, noRight])
    }
  })

  it("nobody reads the subjects of tokens", async () => {
    for (const role of roles) expect(await refused(role, "select subject from employee")).toBe(noRight)
  })

  it("settings of the session give no scope", async () => {
    const seen = await as("staff", async (client) => {
      for (const name of ["woonrust.actor", "app.actor_id", "request.actor"])
        await client.query("select set_config($1, $2, true)", [name, dossier.consultant.id])
      await client.query("create temp table scope as select pg_current_xact_id() as xact, '{NUISANCE}'::text[] as kinds").catch(() => client.query("rollback")) // prettier-ignore
      await client.query("set search_path = pg_temp, public").catch(() => undefined)
      return (await client.query("select id from public.case_file")).rowCount
    })
    expect(seen).toBe(0)
    for (const role of roles) expect(await refused(role, "set row_security = off; select id from team")).toBe(noRight)
    for (const role of roles) expect(await refused(role, "set session authorization woonrust_owner")).toBe(noRight)
    for (const role of roles) expect(await refused(role, "set role woonrust_owner")).toBe(noRight)
  })
})

describe("the service", () => {
  const holes: [string, string, string][] = [
    [
      "a table without row rules",
      "alter table task disable row level security",
      "alter table task enable row level security",
    ],
    [
      "a rule that shows rows without a header",
      "create policy hole on team for select to woonrust_staff using (true)",
      "drop policy hole on team",
    ],
    [
      "a trail that can be changed",
      "grant update (outcome) on trail_event to woonrust_officer",
      "revoke update (outcome) on trail_event from woonrust_officer",
    ],
    [
      "a function that acts as its owner and looks anywhere",
      "alter function end_access reset search_path",
      "alter function end_access set search_path = pg_catalog, public, pg_temp",
    ],
    [
      "a table that can be emptied",
      "grant delete on notice to woonrust_staff",
      "revoke delete on notice from woonrust_staff",
    ],
  ]
  it.each(holes)("does not start with %s", async (_what, make, mend) => {
    await house.rows(make)
    const tokens = { issuer: "urn:none", audience: "woonrust", keys: () => Promise.reject(new Error("none")) }
    const parts = { host: "127.0.0.1", port: 0, urls: house.database.urls, pool: 2, tokens, log: createLog("silent") }
    await expect(startServer(parts)).rejects.toBeInstanceOf(RoleError)
    await house.rows(mend)
    await (await startServer(parts)).stop()
  })

  it.each(["the owner", "a superuser"])("does not start as %s", async (who) => {
    const url = who === "the owner" ? house.database.ownerUrl : new URL(process.env["SPEC_ADMIN_URL"] ?? "")
    const staff = new URL(url)
    staff.pathname = `/${house.database.name}`
    const urls = { ...house.database.urls, staff: staff.toString() }
    const tokens = { issuer: "urn:none", audience: "woonrust", keys: () => Promise.reject(new Error("none")) }
    const started = startServer({ host: "127.0.0.1", port: 0, urls, pool: 2, tokens, log: createLog("silent") })
    await expect(started).rejects.toBeInstanceOf(RoleError)
  })
})
