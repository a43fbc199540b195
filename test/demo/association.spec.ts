import { rm } from "node:fs/promises"
import { Client } from "pg"
import { migrations } from "../../migrations"
import { CaseKind, type VeraDetail, type VeraType } from "../../src/cases"
import { codesFit } from "../../src/cases/vera"
import { type DemoCounts, benchActors, demoActors, loadDemo } from "../../src/demo/association"
import { type Embedded, startEmbedded } from "../../src/platform/database/embedded"
import { type Prepared, prepareDatabase } from "../../src/platform/database/prepare"
import { scratch } from "../support/scratch"

const now = new Date("2026-11-20T15:00:00Z")
const large = ["home", "person", "case_file", "case_grant", "party", "journal_entry", "task"]
const tables = ["team", "employee", "employee_term", "team_membership", "clearance", ...large]

let folder: string
let server: Embedded
let prepared: Prepared
let owner: Client
let before: unknown
let counts: DemoCounts
const clients: Client[] = []

beforeAll(async () => {
  folder = await scratch("association")
  server = await startEmbedded({ dataDir: folder, volatile: true })
  prepared = await prepareDatabase(server.url("postgres"), "full", migrations)
  owner = await connect(prepared.ownerUrl)
  before = await definitions(owner)
  counts = await loadDemo(prepared.ownerUrl, { cases: 2000, now })
  // A server, its tables and the demo: on a machine that is busy that takes longer than a spec may.
}, 120_000)

afterAll(async () => {
  for (const client of clients) await client.end()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
  if (server.place !== folder) await rm(server.place, { recursive: true, force: true })
})

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url })
  await client.connect()
  clients.push(client)
  return client
}

/** A database with its tables and nothing in them. */
async function emptyDatabase(name: string): Promise<{ url: string; client: Client }> {
  // Each preparing gives the roles other passwords, which hold for the databases that are there too.
  prepared = await prepareDatabase(server.url("postgres"), name, migrations)
  return { url: prepared.ownerUrl, client: await connect(prepared.ownerUrl) }
}

/** The address of the database that everybody reads from. */
const full = (url: string): string => Object.assign(new URL(url), { pathname: "/full" }).toString()

const all = async (sql: string, client = owner, values: unknown[] = []) =>
  (await client.query<Record<string, unknown>>(sql, values)).rows

const count = async (sql: string, client = owner): Promise<number> =>
  Number((await all(`select count(*) as n from ${sql}`, client))[0]?.n)

/** Keys, references, indexes and triggers, as the catalogue tells them. */
const definitions = (client: Client) =>
  all(
    `select conrelid::regclass::text as place, conname as name, pg_get_constraintdef(oid) as is from pg_constraint
       where connamespace = 'public'::regnamespace
     union all select tablename, indexname, indexdef from pg_indexes where schemaname = 'public'
     union all select tgrelid::regclass::text, tgname, tgenabled::text from pg_trigger where not tgisinternal
     order by place, name, "is"`,
    client,
  )

async function fingerprint(client: Client): Promise<unknown[]> {
  const prints: unknown[] = []
  for (const table of tables) {
    prints.push(
      await all(
        `select '${table}' as "of", md5(string_agg((to_jsonb(t) - 'trail_reference')::text, ';' order by id)) from ${table} t`,
        client,
      ),
    )
  }
  return prints
}

describe("what is loaded", () => {
  it("has as many of each as it says", async () => {
    const found: number[] = []
    for (const table of tables) found.push(await count(table))
    expect(found).toEqual(Object.values(counts))
    expect(counts).toMatchObject({ teams: 12, cases: 2000, homes: 2400, persons: 3840 })
  })

  it("is about what was asked: three parties, five entries and two tasks for each case", () => {
    expect(counts.parties / counts.cases).toBeCloseTo(3, 0)
    expect(counts.entries / counts.cases).toBeCloseTo(5, 0)
    expect(counts.tasks / counts.cases).toBeCloseTo(2, 0)
  })

  it("has cases of all kinds and statuses, three of ten still open", async () => {
    expect(await all(`select distinct kind from case_file`)).toHaveLength(4)
    expect(await all(`select distinct status from case_file`)).toHaveLength(6)
    expect((await count(`case_file where closed_at is null`)) / counts.cases).toBeCloseTo(0.3, 1)
  })

  it("leaves keys, references, indexes and triggers as the migrations made them", async () => {
    expect(await definitions(owner)).toEqual(before)
  })

  it("has statistics of what was loaded and none of the scopes", async () => {
    const known = await all(
      `select relname from pg_stat_user_tables where last_analyze is not null and schemaname = 'public' order by relname`,
    )
    expect(known.map(({ relname }) => relname)).toEqual([...tables].sort())
  })
})

describe("the rows", () => {
  it.each([
    ["no case is past its term", `case_file where retain_until <= '2026-11-20'`],
    [
      "no case was opened in the future, or ended before it was opened",
      `case_file where opened_at > '2026-11-20T15:00Z' or closed_at < opened_at or closed_at > '2026-11-20T15:00Z'
         or finished_at not between opened_at and coalesce(closed_at, '2026-11-20T15:00Z')`,
    ],
    [
      "no task is open on an ended case",
      `task t join case_file c on c.id = t.case_id where t.completed_at is null and c.closed_at is not null`,
    ],
    [
      "nothing happens in a case before it is opened or after it has ended",
      `case_file c join (select case_id, added_at as at from party union all select case_id, occurred_on from journal_entry
         union all select case_id, added_at from journal_entry union all select case_id, added_at from task
         union all select case_id, completed_at from task) x on x.case_id = c.id
         where x.at < c.opened_at or x.at > coalesce(c.closed_at, '2026-11-20T15:00Z')`,
    ],
    [
      "every running case that was taken up has somebody who can handle it",
      `case_file c where closed_at is null and status <> 'REPORTED' and not exists (select from employee e
         join clearance k on k.employee_id = e.id where e.id = c.assignee_id and e.active
           and e.role in ('CONSULTANT', 'TEAM_LEAD') and k.kind = c.kind and k.valid_until is null)`,
    ],
    [
      "nobody handles a case of a kind that they were never cleared for",
      `case_file c where assignee_id is not null and not exists (select from clearance k
         where k.employee_id = c.assignee_id and k.kind = c.kind and k.valid_from <= c.opened_at)`,
    ],
    [
      "every case is seen by its team, as the trigger would have granted",
      `case_file c where 1 <> (select count(*) from case_grant g where g.case_id = c.id and g.valid_until is null
         and g.route = 'TEAM' and g.level = 2 and g.principal_id = c.team_id and g.kind = c.kind)`,
    ],
    [
      "every assigned case is managed by its assignee, as the trigger would have granted",
      `case_file c where (c.assignee_id is not null)::int <> (select count(*) from case_grant g where g.case_id = c.id
         and g.valid_until is null and g.route = 'ASSIGNMENT' and g.level = 3 and g.principal_id = c.assignee_id)`,
    ],
    [
      "no other grant is in force",
      `case_grant g join case_file c on c.id = g.case_id
         where g.valid_until is null and g.principal_id not in (c.team_id, coalesce(c.assignee_id, c.team_id))
           and (g.route <> 'CUSTODY' or c.assignee_id is not null)`,
    ],
    ["every live case has somebody who manages it", "cases_without_manager()"],
    [
      "every case was granted from the moment it was opened, and without a gap",
      `case_file c where not exists (select from case_grant g where g.case_id = c.id and g.route = 'TEAM' and g.valid_from = c.opened_at)
         or exists (select from case_grant g where g.case_id = c.id and g.valid_until is not null and not exists
           (select from case_grant h where h.case_id = c.id and h.route = g.route and h.valid_from = g.valid_until))`,
    ],
    [
      "no grant began later than its case but where another of its route ended",
      `case_grant g join case_file c on c.id = g.case_id where g.valid_from <> c.opened_at and not exists
         (select from case_grant h where h.case_id = c.id and h.route = g.route and h.valid_until = g.valid_from)`,
    ],
    ["no title is longer than one may write", `case_file where length(title) > 200`],
    ["no text has a slot that was not filled", `journal_entry where body like '%{%' or body like '%undefined%'`],
    ["no mail goes anywhere", `person where email !~ '@example\\.(nl|org)$'`],
    ["no telephone rings anywhere", `person where phone !~ '^(06-00|000-)[0-9]{6}$'`],
  ])("%s", async (_, sql) => {
    expect(await count(sql)).toBe(0)
  })

  it("fit the codes of VERA", async () => {
    const codes = await all(`select distinct kind, vera_type, vera_detail from case_file`)
    const wrong = codes.filter(({ kind, vera_type, vera_detail }) => {
      return !codesFit(kind as CaseKind, vera_type as VeraType | null, vera_detail as VeraDetail | null)
    })
    expect(wrong).toEqual([])
    expect(codes.length).toBeGreaterThan(15)
  })

  it("reach their term within a month here and there", async () => {
    expect(await count(`case_file where retain_until <= '2026-12-20'`)).toBeGreaterThan(5)
  })

  it("hold no number that could be a citizen's", async () => {
    const columns = await all(
      `select table_name as t, column_name as c from information_schema.columns
         where table_schema = 'public' and data_type = 'text' and table_name = any ($1)`,
      owner,
      [tables],
    )
    const found = await all(columns.map(({ t, c }) => `select '${String(t)}.${String(c)}' as at from ${String(t)} where ${String(c)} ~ '[0-9]{9}'`).join(" union ")) // prettier-ignore
    expect(found).toEqual([])
  })

  it("have a colleague who has left, to whom ended cases are still assigned", async () => {
    const left = `case_file c join employee e on e.id = c.assignee_id where not e.active`
    expect(await count(left)).toBeGreaterThan(0)
    expect(await count(`${left} and c.closed_at is null`)).toBe(0)
  })

  it("end a clearance of somebody on the list, whose cases of that kind have ended", async () => {
    const lost = `clearance k join employee e on e.id = k.employee_id where e.subject like 'demo-%' and k.valid_until is not null`
    const his = `case_file c join clearance k on k.employee_id = c.assignee_id and k.kind = c.kind where k.valid_until is not null`
    expect(await count(lost)).toBe(1)
    expect(await count(his)).toBeGreaterThan(0)
    expect(await count(`${his} and c.closed_at is null`)).toBe(0)
  })

  it("end some terms of colleagues", async () => {
    expect(await count(`team_membership where valid_until < '2026-11-20'`)).toBeGreaterThan(0)
    expect(await count(`clearance where valid_until < '2026-11-20'`)).toBeGreaterThan(0)
  })
})

describe("the people one can be", () => {
  /** How many cases the row rules show to somebody. */
  async function seenBy(id: string, role: string): Promise<number> {
    const staff = await connect(full(prepared.urls.staff))
    await staff.query("begin")
    await staff.query(
      `select open_request($1, $2, null, '{}', 'DONE', null, null, null, null, null, null, null, null, null)`,
      [id, role],
    )
    const seen = await count("case_file", staff)
    await staff.query("rollback")
    return seen
  }

  it("are there as they are listed", async () => {
    const found = await all(
      `select e.id, e.subject, e.name, e.role,
          (select string_agg(t.name, ', ' order by m.id) from team_membership m join team t on t.id = m.team_id
            where m.employee_id = e.id and m.valid_until is null) as team,
          array(select k.kind from clearance k where k.employee_id = e.id and k.valid_until is null and k.kind is not null order by k.kind) as kinds
        from employee e where e.active and e.id = any ($1)`,
      owner,
      [demoActors.map(({ id }) => id)],
    )
    const sorted = (team: unknown) => (typeof team === "string" ? team.split(", ").sort() : team)
    const listed = demoActors.map(({ clearances, description: _, team, ...one }) => {
      return { ...one, team: sorted(team), kinds: [...clearances].sort() }
    })
    const inOrder = <T extends { id?: unknown }>(people: T[]): T[] =>
      people.sort((one, other) => String(one.id).localeCompare(String(other.id)))
    expect(inOrder(found.map((one): typeof one => ({ ...one, team: sorted(one.team) })))).toEqual(inOrder(listed))
  })

  it("see five cases, or many, or what an ordinary colleague sees", async () => {
    const { dense, sparse, usual } = benchActors
    const few = await seenBy(sparse.id, "CONSULTANT")
    const some = await seenBy(usual.id, "CONSULTANT")
    const many = await seenBy(dense.id, "CONSULTANT")
    expect(few).toBe(5)
    expect(some).toBeGreaterThan(few)
    expect(many).toBeGreaterThan(some)
    expect(await all(`select team_id from case_file group by team_id order by count(*) desc limit 1`)).toEqual([{ team_id: dense.teamId }]) // prettier-ignore
  })

  it("see no case where they handle none", async () => {
    const others = demoActors.filter(({ role }) => role === "PRIVACY_COORDINATOR" || role === "ADMINISTRATOR")
    for (const { id, role } of others) expect(await seenBy(id, role)).toBe(0)
  })
})

describe("loading", () => {
  it("makes the same association of the same seed, and another of another", async () => {
    const prints: unknown[] = []
    for (const [name, seed] of [
      ["same1", 7],
      ["same2", 7],
      ["other", 8],
    ] as const) {
      const { url, client } = await emptyDatabase(name)
      await loadDemo(url, { cases: 300, seed, now })
      prints.push(await fingerprint(client))
    }
    expect(prints[1]).toEqual(prints[0])
    expect(prints[2]).not.toEqual(prints[0])
  }, 60_000)

  it("does nothing a second time", async () => {
    const print = await fingerprint(owner)
    const again = await loadDemo(full(prepared.ownerUrl), { cases: 500, seed: 3, now })
    expect(Object.values(again).every((loaded) => loaded === 0)).toBe(true)
    expect(await fingerprint(owner)).toEqual(print)
  })

  it("loads an association that has yet to begin", async () => {
    const { url, client } = await emptyDatabase("beginning")
    const loaded = await loadDemo(url, { cases: 0, now })
    expect(loaded).toMatchObject({ teams: 12, homes: 400, persons: 640, cases: 0, parties: 0, grants: 0 })
    expect(await count(`employee where id = any (array['${demoActors.map(({ id }) => id).join("', '")}']::uuid[])`, client)).toBe(demoActors.length) // prettier-ignore
  })

  it.each([300, 2000])(
    "leaves nothing when it fails at the last of %d cases, and can begin anew",
    async (cases) => {
      const { url, client } = await emptyDatabase(`failing${cases}`)
      const made = await definitions(client)
      await client.query(`alter table task add constraint none check (false)`)
      await expect(loadDemo(url, { cases, now })).rejects.toThrow("none")
      await client.query(`alter table task drop constraint none`)
      for (const table of tables) expect(await count(table, client)).toBe(0)
      expect(await definitions(client)).toEqual(made)
      expect(await loadDemo(url, { cases, now })).toMatchObject({ cases })
    },
    60_000,
  )
})
