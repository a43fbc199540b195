import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { migrations } from "../../migrations"
import { bringUpToDate } from "../../src/platform/database/migrating"
import { type ServingUrls, servingUrls } from "../../src/platform/database/roles"
import { scramVerifier } from "../../src/platform/database/scram"
import { signsIn } from "../../src/platform/database/signing-in"
import { Postgres } from "../life/postgres"

let given: Postgres
let database: string
beforeAll(async () => {
  // All that a server can be told to write down of what it is sent.
  given = await Postgres.start({ log_statement: "all", log_min_error_statement: "error", log_min_messages: "debug1" })
})
afterAll(() => given.stop())
let nth = 0
beforeEach(async () => {
  database = `casework_${++nth}`
  await given.database(database)
})

const urls = (password = "staff-secret"): ServingUrls => servingUrls(given.staff(database, password))
const migrate = (serving = urls(), owner = given.owner(database), waitMs?: number): ReturnType<typeof bringUpToDate> =>
  bringUpToDate(owner, serving, migrations, { waitMs })
const signIn = ({ staff, officer, keeper }: ServingUrls): Promise<boolean[]> =>
  Promise.all([staff, officer, keeper].map(signsIn))

const log = (): Promise<string> => readFile(join(given.server.place, "server.log"), "utf8")
const settings = async (): Promise<number> => (await log()).split("with login password").length - 1

describe("the passwords of the serving roles", () => {
  it("stand in no log of the server, whatever it is told to write down", async () => {
    await migrate(urls("Merkteken-een"))
    await migrate(urls("Merkteken-twee"))
    expect(await log()).not.toContain("Merkteken")
    expect(await log()).toContain("with login password 'SCRAM-SHA-256$")
  })

  it("are sent when they changed, and not else", async () => {
    await migrate(urls("as-it-is"))
    const before = await settings()
    await migrate(urls("as-it-is"))
    expect(await settings()).toBe(before)
    await given.admin("alter role woonrust_officer nologin")
    await migrate(urls("as-it-is"))
    expect(await settings()).toBe(before + 1)
    expect(await signIn(urls("as-it-is"))).toEqual([true, true, true])
  })

  it("that are new are taken over: with the old ones nobody comes in", async () => {
    await migrate(urls("before"))
    await migrate(urls("after"))
    expect(await signIn(urls("after"))).toEqual([true, true, true])
    expect(await signIn(urls("before"))).toEqual([false, false, false])
  })

  it.each([
    ["blanks and signs", "with 'quotes' \\ and / @ : # % ? $"],
    ["letters with accents, composed or not", "gee\u0308nqu\u00eateerde"],
    ["a ligature, a hard blank and what is not seen", "\ufb01jn\u1680\u00a0\u200d\u00adwoord"],
    ["other scripts and pictures", "пароль 密码 🏠"],
    ["more than a hash takes at once", "lang".repeat(40)],
  ])("of %s let their roles in, and are what PostgreSQL would have made of them itself", async (_what, password) => {
    await migrate(urls(password))
    expect(await signIn(urls(password))).toEqual([true, true, true])
    await given.admin(`alter role woonrust_staff password '${password.replaceAll("'", "''")}'`)
    const rows = await given.admin<{ made: string }>("select rolpassword as made from pg_authid where rolname = 'woonrust_staff'") // prettier-ignore
    const made = String(rows[0]?.made)
    const [, iterations, salt] = /^SCRAM-SHA-256\$(\d+):([^$]+)\$/.exec(made) ?? []
    expect(scramVerifier(password, Number(iterations), Buffer.from(salt ?? "", "base64"))).toBe(made)
  })

  it("are not set where a role has none, because it signs in otherwise", async () => {
    const before = await settings()
    await migrate(servingUrls(given.staff(database, "")))
    expect(await settings()).toBe(before)
  })
})

describe("two who bring a database up to date at once", () => {
  it("do it one after the other, and the second finds nothing to do", async () => {
    const done = await Promise.all([migrate(), migrate()])
    expect(done.map(({ ran }) => ran).sort((one, other) => one - other)).toEqual([0, migrations.length])
  })

  it("do not wait for each other without an end", async () => {
    const held = given.admin("select pg_advisory_lock(hashtextextended('woonrust migrate', 0)), pg_sleep(600)", database) // prettier-ignore
    held.catch(() => undefined)
    const others = "pid <> pg_backend_pid() and query like '%pg_sleep(600)%'"
    while (!(await given.admin(`select from pg_stat_activity where ${others} and wait_event = 'PgSleep'`)).length);
    await expect(migrate(urls(), given.owner(database), 100)).rejects.toThrow("Another migrate is at work")
    await given.admin(`select pg_terminate_backend(pid) from pg_stat_activity where ${others}`)
    expect(await migrate()).toMatchObject({ ran: migrations.length })
  })
})

it("a database that is newer than this version is not touched", async () => {
  await migrate()
  await given.admin("insert into migrations (timestamp, name) values (1, 'MadeTomorrow1')", database)
  await expect(migrate()).rejects.toThrow("This database is newer than this version")
})

describe("large objects, which lie beside all rules", () => {
  const make = (): Promise<unknown> => given.admin("set role woonrust_staff; select lo_create(0)", database)

  it("are kept from the serving roles by whoever may do so", async () => {
    const { advised } = await migrate(urls(), given.server.url(database))
    expect(advised).toEqual([])
    await expect(make()).rejects.toMatchObject({ code: "42501" })
  })

  it("are else what a superuser is asked to keep from them, in one line that does it", async () => {
    const { advised } = await migrate()
    expect(advised).toEqual([expect.stringMatching(/^Once, as a superuser of this database: .+$/)])
    await make()
    await given.admin(advised[0]?.replace(/^[^:]*: /, "") ?? "", database)
    await expect(make()).rejects.toMatchObject({ code: "42501" })
    expect((await migrate()).advised).toEqual([])
  })
})
