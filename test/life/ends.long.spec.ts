import { chmod, copyFile, mkdir, writeFile } from "node:fs/promises"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import { Postgres } from "./postgres"
import { type Outcome, outcomeOf, refusalOf, woonrust } from "./service"

jest.setTimeout(120_000)

let given: Postgres
beforeAll(async () => {
  given = await Postgres.start()
  await given.database("casework")
  await given.database("empty")
  await given.database("shut")
  await given.admin("alter database shut allow_connections false")
  await mkdir(join(given.folder, "heads"))
  await writeFile(join(given.folder, "file"), "")
  await woonrust(["migrate"], { DATABASE_OWNER_URL: given.owner("casework"), DATABASE_URL: given.staff("casework") })
  await woonrust(["keys", "make", "--origin", "example.org/trail", "--key-file", key()], {})
})
afterAll(() => given.stop())

const key = (): string => join(given.folder, "trail.key")
const at = (): string => `127.0.0.1:${given.server.port}`

/** A service that would start, but for what is said. */
const serving = (otherwise: Record<string, string> = {}): Record<string, string> => ({
  ...{ DATABASE_URL: given.staff("casework"), OIDC_ISSUER: "http://127.0.0.1:1", TRAIL_ORIGIN: "example.org/trail" },
  ...{ TRAIL_KEY_FILE: key(), TRAIL_ANCHORS: join(given.folder, "heads"), ...otherwise },
})

/** Nobody listens there. */
const closed = "127.0.0.1:1"

/** It ended by itself with that code, said so in words that are for people, and kept to itself what is secret. */
function expectTold({ code, said }: Outcome, expected: { code: number; words: RegExp }): void {
  expect(said).toMatch(expected.words)
  expect(code).toBe(expected.code)
  for (const secret of ["-secret", "association", "foreseen", "command failed", "node:"]) expect(said).not.toContain(secret) // prettier-ignore
}

type Fault = [what: string, settings: () => Record<string, string>, words: () => RegExp]
/** One after the other, with anything between. */
const words = (...parts: string[]): RegExp => new RegExp(parts.map((part) => part.replaceAll(".", "\\.")).join(".*"))

describe("the service ends, and says what is in the way and what to do, where", () => {
  it("its port is taken, by host and port, and before anything was made", async () => {
    const other = createServer().listen(0, "127.0.0.1")
    await new Promise((resolve) => other.once("listening", resolve))
    const { port } = other.address() as AddressInfo
    const found = await refusalOf({ PORT: String(port), DATA_DIR: join(given.folder, "never") })
    other.close()
    expectTold(found, { code: 1, words: words(`Port ${port} of 127.0.0.1 is taken`, "choose another PORT") })
    expect(found.said).not.toContain("database.started")
  })

  it.each<Fault>([
    ["its host is no address of this machine", () => serving({ HOST: "192.0.2.7" }), () => /192\.0\.2\.7 .* mend HOST/],
    ["its data folder cannot be made", () => ({ DATA_DIR: join(given.folder, "file/data") }), () => /file\/data.*Choose another DATA_DIR/], // prettier-ignore
    ["nothing listens where the database is to be", () => serving({ DATABASE_URL: `postgres://woonrust_staff:staff-secret@${closed}/casework` }), () => words(`Nothing listens at ${closed}:`, "DATABASE_URL")], // prettier-ignore
    ["the host of the database is not known", () => serving({ DATABASE_URL: "postgres://woonrust_staff:staff-secret@nowhere.invalid/casework" }), () => /host nowhere\.invalid is not known/], // prettier-ignore
    ["the password is wrong, or the role is not made", () => serving({ DATABASE_URL: given.staff("casework", "wrong-secret") }), () => words(`${at()} does not let`, "woonrust -- migrate")], // prettier-ignore
    ["there is no such database", () => serving({ DATABASE_URL: given.staff("nothing") }), () => words(`At ${at()} there is no database`)], // prettier-ignore
    ["the database has no tables", () => serving({ DATABASE_URL: given.staff("empty") }), () => /no tables .*woonrust -- migrate/], // prettier-ignore
    ["the key of the trail is not there", () => serving({ TRAIL_KEY_FILE: join(given.folder, "none.key") }), () => /no key .*none\.key.*woonrust -- keys make/], // prettier-ignore
    ["what is there is no key", () => serving({ TRAIL_KEY_FILE: join(given.folder, "file") }), () => /file is no key/],
    ["a folder is where the key is to be", () => serving({ TRAIL_KEY_FILE: join(given.folder, "heads") }), () => /heads is a folder, where a file is to be/], // prettier-ignore
    ["the database takes no connections", () => serving({ DATABASE_URL: given.staff("shut") }), () => words(`${at()} lets nobody into the database of DATABASE_URL`)], // prettier-ignore
    ["numbers are none, or outside their bounds", () => serving({ PORT: "abc", DATABASE_POOL: "65" }), () => words("PORT: has to be a whole number from 0 to 65535", "DATABASE_POOL: has to be a whole number from 1 to 64")], // prettier-ignore
    ["in production the issuer would be spoken to in plain text", () => serving({ NODE_ENV: "production", OIDC_ISSUER: "http://login.example.org" }), () => /OIDC_ISSUER: has to be https in production/], // prettier-ignore
    ["it would hold the owner's URL, though the database is embedded", () => ({ DATABASE_OWNER_URL: given.owner("casework"), DATA_DIR: join(given.folder, "never") }), () => /DATABASE_OWNER_URL: for commands only/], // prettier-ignore
    ["both ports are one", () => serving({ PORT: "4123", METRICS_PORT: "4123" }), () => /METRICS_PORT: has to be another than PORT/], // prettier-ignore
    ["a setting is no URL of a database", () => serving({ DATABASE_URL: "postgres://woonrust_staff:1/staff-secret@h/x" }), () => /DATABASE_URL: no URL as postgres:.*%2F/], // prettier-ignore
  ])("%s", async (_what, settings, told) => {
    expectTold(await refusalOf(settings()), { code: 1, words: told() })
  })

  it("it may not write where the heads of the trail are to go, or read its key", async () => {
    const heads = join(given.folder, "others-heads")
    await mkdir(heads, { mode: 0o555 })
    const settings = serving({ TRAIL_ANCHORS: heads })
    expectTold(await refusalOf(settings, { asNobody: true }), { code: 1, words: /TRAIL_ANCHORS: .* cannot be written by this user/ }) // prettier-ignore
    await chmod(heads, 0o777)
    await copyFile(key(), join(given.folder, "others.key"))
    await chmod(join(given.folder, "others.key"), 0)
    const found = await refusalOf({ ...settings, TRAIL_KEY_FILE: join(given.folder, "others.key") }, { asNobody: true })
    expectTold(found, { code: 1, words: /others\.key may not be used by this user/ })
  })

  it("something is still open: it ends all the same", async () => {
    const module = join(given.folder, "keeps-running.cjs")
    await writeFile(module, "setInterval(() => undefined, 1000)")
    const found = await refusalOf(serving({ TRAIL_KEY_FILE: join(given.folder, "none.key") }), { preloaded: [module] })
    expectTold(found, { code: 1, words: /no key/ })
  })

  it("a part that begins late fails: what had begun is ended", async () => {
    await given.admin("alter table trail_setting rename to spec_gone", "casework")
    const found = await refusalOf(serving())
    await given.admin("alter table spec_gone rename to trail_setting", "casework")
    expectTold(found, { code: 1, words: words(`The tables at ${at()} are not those of this version`) })
  })
})

describe("a command ends, and says what is in the way and what to do, where", () => {
  const commands = [
    ["migrate"],
    ["doctor"],
    ["enrol", "--subject", "s-1", "--name", "Joris Kuiper", "--role", "CONSULTANT"],
    ["trail", "export", "--to", "/tmp/never-made"],
  ]
  const migrating = (otherwise: Record<string, string> = {}): Record<string, string> => ({
    ...{ DATABASE_OWNER_URL: given.owner("casework"), DATABASE_URL: given.staff("casework"), ...otherwise },
  })

  it.each(commands)("%s has no owner to work as", async (...args) => {
    const found = await outcomeOf(args, { DATABASE_URL: given.staff("casework") })
    expectTold(found, { code: 1, words: /DATABASE_OWNER_URL is not given: set it to postgres:/ })
  })

  it.each(commands)("%s finds nothing at host and port", async (...args) => {
    const found = await outcomeOf(args, migrating({ DATABASE_OWNER_URL: `postgres://o:owner-secret@${closed}/x` }))
    expectTold(found, { code: 1, words: words(`Nothing listens at ${closed}:`, "DATABASE_OWNER_URL") })
  })

  it.each(commands.slice(1))("%s finds no tables", async (...args) => {
    const found = await outcomeOf(args, { DATABASE_OWNER_URL: given.owner("empty") })
    expectTold(found, { code: 1, words: /woonrust -- migrate` .*first/ })
  })

  it.each(commands.slice(1))("%s finds tables of an older version, or of a newer one", async (...args) => {
    const owner = { DATABASE_OWNER_URL: given.owner("casework") }
    const last = "(select max(id) from migrations)"
    await given.admin(`create table spec_kept as select * from migrations where id = ${last}`, "casework")
    await given.admin(`delete from migrations where id = ${last}`, "casework")
    const older = await outcomeOf(args, owner)
    await given.admin("insert into migrations table spec_kept", "casework")
    await given.admin("drop table spec_kept", "casework")
    await given.admin("insert into migrations (timestamp, name) values (1, 'MadeTomorrow1')", "casework")
    const newer = await outcomeOf(args, owner)
    await given.admin("delete from migrations where name = 'MadeTomorrow1'", "casework")
    expectTold(older, { code: 1, words: /older than this version: 1 .*woonrust -- migrate/ })
    expectTold(newer, { code: 1, words: /newer than this version: 1 .*Start the version/ })
  })

  it("migrate is not told for whom it makes the roles", async () => {
    const found = await outcomeOf(["migrate"], { DATABASE_OWNER_URL: given.owner("casework") })
    expectTold(found, { code: 1, words: /DATABASE_URL is not given: set it to postgres:\/\/woonrust_staff/ })
  })

  it("migrate is told to serve as somebody else", async () => {
    const found = await outcomeOf(["migrate"], migrating({ DATABASE_URL: given.url("somebody", "staff-secret", "x") }))
    expectTold(found, { code: 1, words: /must name the users woonrust_staff/ })
  })

  it.each<Fault>([
    ["the password is wrong", () => migrating({ DATABASE_OWNER_URL: given.url("association", "wrong-secret", "casework") }), () => words(`${at()} does not let the role of DATABASE_OWNER_URL in`)], // prettier-ignore
    ["there is no such database", () => migrating({ DATABASE_OWNER_URL: given.owner("nothing") }), () => words(`At ${at()} there is no database`)], // prettier-ignore
  ])("%s", async (_what, settings, told) => {
    expectTold(await outcomeOf(["migrate"], settings()), { code: 1, words: told() })
  })

  it("migrate may not make roles, or does not own the database", async () => {
    await given.admin("create role somebody login password 'other-secret'")
    const found = await outcomeOf(["migrate"], {
      DATABASE_OWNER_URL: given.url("somebody", "other-secret", "casework"),
      DATABASE_URL: given.staff("casework", "new-secret"),
    })
    expectTold(found, { code: 1, words: /has to own the database .*CREATEROLE/ })
  })

  it("the database is of another encoding", async () => {
    await given.admin(
      "create database latin owner association encoding 'SQL_ASCII' locale_provider libc locale 'C' template template0",
    )
    const found = await outcomeOf(["migrate"], migrating({ DATABASE_OWNER_URL: given.owner("latin") }))
    expectTold(found, { code: 1, words: /encoding UTF8/ })
  })

  it.each([
    ["an export", ["trail", "export", "--to"]],
    ["a key", ["keys", "make", "--origin", "example.org/trail", "--key-file"]],
  ])("%s is to be written where no folder can be", async (_what, args) => {
    const found = await outcomeOf([...args, join(given.folder, "file/x/y")], { DATABASE_OWNER_URL: given.owner("casework") }) // prettier-ignore
    expectTold(found, { code: 1, words: /file.* (is no folder|is there already)/ })
  })
})
