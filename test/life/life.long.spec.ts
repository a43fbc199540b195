import { generateKeyPairSync, randomUUID } from "node:crypto"
import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises"
import { join } from "node:path"
import pg from "pg"
import { keyOf, writeKey } from "../../src/audit/sealing/note"
import { type Embedded, startEmbedded } from "../../src/platform/database/embedded"
import { scratch } from "../support/scratch"
import { freePort, inPlainText, outcomeOf, refusalOf, startIssuer, startService, woonrust } from "./service"
import { walk } from "./walk"

jest.setTimeout(120_000)

const actionsOf = (trail: { actions: string[] }[]): string[] => trail.flatMap(({ actions }) => actions)

describe("the built service on an empty folder", () => {
  let folder: string

  beforeAll(async () => {
    folder = await scratch("life")
  })

  afterAll(() => rm(folder, { recursive: true, force: true }))

  const tokenOf = async (url: string, role: string): Promise<string> => {
    const actors = (await (await fetch(`${url}/demo/actors`)).json()) as {
      id: string
      role: string
      clearances: string[]
    }[]
    const actor = actors.find(
      (each) => each.role === role && (role !== "CONSULTANT" || each.clearances.includes("NUISANCE")),
    )
    const answer = await fetch(`${url}/demo/token`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ actor: actor?.id }),
    })
    return ((await answer.json()) as { token: string }).token
  }

  it("serves the README's walk with the demo association, ends when told to, and starts again with what it had", async () => {
    const service = await startService({ DATA_DIR: join(folder, "demo"), DEMO_CASES: "300" })
    const { listed, trail, closed } = await walk(
      service.url,
      await tokenOf(service.url, "CONSULTANT"),
      await tokenOf(service.url, "PRIVACY_OFFICER"),
    )
    expect(listed).toBeGreaterThan(0)
    expect(closed.status).toBe("CLOSED")
    expect(actionsOf(trail)).toEqual(["CASE_CLOSED", "CASE_VIEWED", "CASE_OPENED"])
    expect(await service.stop()).toBe(0)

    const again = await startService({ DATA_DIR: join(folder, "demo"), DEMO_CASES: "300" })
    const second = await walk(
      again.url,
      await tokenOf(again.url, "CONSULTANT"),
      await tokenOf(again.url, "PRIVACY_OFFICER"),
    )
    expect(second.listed).toBe(listed)
    expect(await again.stop()).toBe(0)
  })

  it("tells a second service on the same folder that it is in use, and leaves the first alone", async () => {
    const settings = { DATA_DIR: join(folder, "twice"), DEMO_CASES: "0" }
    const service = await startService(settings)
    const { code, said } = await refusalOf(settings)
    expect(code).toBe(1)
    expect(said).toMatch(/in use|another instance/i)
    expect((await fetch(`${service.url}/readyz`)).status).toBe(200)
    expect(await service.stop()).toBe(0)
  })

  it("does not start with settings that cannot be, and names all of them at once without their values", async () => {
    const { code, said } = await refusalOf({
      PORT: "secret-port",
      LOG_LEVEL: "loud",
      DATABASE_URL: "postgres://u:hidden@h/d",
    })
    expect(code).toBe(1)
    for (const name of ["PORT", "LOG_LEVEL", "OIDC_ISSUER"]) expect(said).toContain(name)
    for (const value of ["secret-port", "loud", "hidden"]) expect(said).not.toContain(value)
  })
})

describe("the built service on a PostgreSQL that it is given", () => {
  let folder: string
  let given: Embedded
  let owner: string
  let staff: string

  beforeAll(async () => {
    folder = await scratch("life")
    given = await startEmbedded({ dataDir: join(folder, "pg"), volatile: true })
    const admin = new pg.Client({ connectionString: given.url("postgres") })
    await admin.connect()
    await admin.query("create role association login createrole password 'owner-secret'")
    await admin.query("create database casework owner association")
    await admin.end()
    owner = `postgres://association:owner-secret@127.0.0.1:${given.port}/casework`
    staff = `postgres://woonrust_staff:staff-secret@127.0.0.1:${given.port}/casework`
    await mkdir(join(folder, "heads"))
    await woonrust(["migrate"], { DATABASE_OWNER_URL: owner, DATABASE_URL: staff })
    await woonrust(["keys", "make", "--origin", "example.org/trail", "--key-file", join(folder, "trail.key")], {})
  })

  afterAll(async () => {
    await given.stop()
    await rm(folder, { recursive: true, force: true })
  })

  it("serves the README's walk to employees who were enrolled, with tokens of the association's own issuer", async () => {
    const issuer = await startIssuer()
    const enrolled = { DATABASE_OWNER_URL: owner }
    await woonrust(
      [
        "enrol",
        "--subject",
        "s-1",
        "--name",
        "Joris Kuiper",
        "--role",
        "CONSULTANT",
        "--new-team",
        "Noord",
        "--cleared",
        "NUISANCE",
        "FRAUD",
      ],
      enrolled,
    )
    await woonrust(["enrol", "--subject", "s-2", "--name", "Marijke Vos", "--role", "PRIVACY_OFFICER"], enrolled)
    const service = await startService({ ...production(), OIDC_ISSUER: issuer.url })
    const { listed, trail } = await walk(service.url, await issuer.tokenFor("s-1"), await issuer.tokenFor("s-2"))
    expect(listed).toBe(0)
    expect(actionsOf(trail)).toEqual(["CASE_CLOSED", "CASE_VIEWED", "CASE_OPENED"])
    expect((await fetch(`${service.url}/demo/actors`)).status).toBe(404)
    expect(await service.stop()).toBe(0)
    await issuer.stop()
  })

  const production = (): Record<string, string> => ({
    DATABASE_URL: inPlainText(staff),
    NODE_ENV: "production",
    TRAIL_ORIGIN: "example.org/trail",
    TRAIL_KEY_FILE: join(folder, "trail.key"),
    TRAIL_ANCHORS: join(folder, "heads"),
  })

  describe("seals the trail, and the operator", () => {
    const exported = (): string => join(folder, "export")
    const lines = async (): Promise<string[]> => (await readFile(join(exported(), "trail.jsonl"), "utf8")).split("\n")
    const verify = (): ReturnType<typeof outcomeOf> =>
      outcomeOf(["trail", "verify", exported(), "--heads", join(folder, "heads")])

    beforeAll(async () => {
      const issuer = await startIssuer()
      const service = await startService({ ...production(), OIDC_ISSUER: issuer.url })
      await fetch(`${service.url}/graphql`, { method: "POST", body: "{}" })
      expect(await service.stop()).toBe(0)
      await issuer.stop()
      await woonrust(["trail", "export", "--to", exported()], { DATABASE_OWNER_URL: owner })
    })

    it("exports and verifies it, the last event before the end included", async () => {
      const { code, said } = await verify()
      expect(said).toContain("The trail is as it was sealed.")
      expect(code).toBe(0)
      expect(JSON.parse(said.split("\n")[0] ?? "")).toMatchObject({ ok: true, unsealed: 0 })
      expect(said).toContain("Not shown by this")
    })

    it("goes on with an export that was broken off in the midst of a line", async () => {
      const whole = await readFile(join(exported(), "trail.jsonl"), "utf8")
      const half = Math.floor(whole.length / 2)
      const atABrace = whole.indexOf("}", half) + 1
      const unended = whole.indexOf("}\n", half) + 1
      for (const cut of [half, atABrace, unended]) {
        await writeFile(join(exported(), "trail.jsonl"), whole.slice(0, cut))
        await woonrust(["trail", "export", "--to", exported()], { DATABASE_OWNER_URL: owner })
        const text = await readFile(join(exported(), "trail.jsonl"), "utf8")
        expect(text.slice(0, whole.length)).toBe(whole)
        // The exports before this one, which nobody has sealed yet.
        expect(text.slice(whole.length)).toMatch(/^(\{"loose":\{"actions":\["trail\.exported"\].*\}\n)+$/)
      }
    })

    it("is told of the first event that is not as it was sealed, and never shown a stack", async () => {
      const before = await lines()
      const at = before.findIndex((line) => line.includes('"EVENT"'))
      const changed = before.map((line, nth) =>
        nth === at ? line.replace('"outcome":', '"outcome":"x","was":') : line,
      )
      await writeFile(join(exported(), "trail.jsonl"), changed.join("\n"))
      const { code, said } = await verify()
      expect(code).toBe(1)
      expect(said).toContain(`leaf ${at} does not say what was sealed`)
      await writeFile(join(exported(), "trail.jsonl"), before.slice(0, 2).join("\n").slice(0, -5))
      expect(await verify()).toMatchObject({ code: 2, said: expect.stringContaining("line 2 is not whole") as string })
      await writeFile(join(exported(), "trail.jsonl"), before.join("\n"))
    })

    it("is told when the folder holds no export, or the key is none", async () => {
      expect(await outcomeOf(["trail", "verify", folder])).toMatchObject({ code: 2 })
      for (const more of [
        ["--key", "nonsense"],
        ["--heads", join(folder, "mistyped")],
        ["--at-least", "much"],
      ]) {
        const { code, said } = await outcomeOf(["trail", "verify", exported(), ...more])
        expect(code).toBe(2)
        expect(said).not.toMatch(/ at .*\.js|The command failed/)
      }
    })

    it("is told when another key is known, when the tail is cut, and when the look-ups are not what was seen", async () => {
      const other = writeKey(keyOf("example.org/trail", generateKeyPairSync("ed25519").publicKey))
      const foreign = await outcomeOf(["trail", "verify", exported(), "--key", other])
      expect(foreign).toMatchObject({ code: 1, said: expect.stringContaining("nobody vouches for") as string })
      const short = await outcomeOf(["trail", "verify", exported(), "--at-least", "1000000"])
      expect(short).toMatchObject({ code: 1, said: expect.stringContaining("the tail is cut") as string })
      const owned = new pg.Client({ connectionString: owner })
      await owned.connect()
      await owned.query("insert into trail_by_person values ($1, now(), $1)", [randomUUID()])
      const again = await outcomeOf(["trail", "export", "--to", exported()], { DATABASE_OWNER_URL: owner })
      expect(again).toMatchObject({ code: 3, said: expect.stringContaining("0 missing, 1 added") as string })
      const examined = await outcomeOf(["doctor"], { DATABASE_OWNER_URL: owner })
      expect(examined).toMatchObject({ code: 1, said: expect.stringContaining("0 missing, 1 added") as string })
      await owned.query("delete from trail_by_person where reference = event_id")
      await owned.end()
    })

    it("gives it another key, which the one before signs for", async () => {
      const key = (
        await woonrust(
          ["trail", "rotate-key", "--origin", "example.org/trail", "--key-file", join(folder, "trail.key")],
          {},
        )
      ).trim()
      const issuer = await startIssuer()
      const service = await startService({ ...production(), OIDC_ISSUER: issuer.url })
      await fetch(`${service.url}/graphql`, { method: "POST", body: "{}" })
      expect(await service.stop()).toBe(0)
      await issuer.stop()
      await woonrust(["trail", "export", "--to", exported()], { DATABASE_OWNER_URL: owner })
      expect((await readFile(join(exported(), "keys.txt"), "utf8")).trim().split("\n").at(-1)).toBe(key)
      expect(await verify()).toMatchObject({ code: 0 })
    })
  })

  it("does not start where the folder for the heads of the trail is missing, and makes none in its place", async () => {
    const missing = join(folder, "not-mounted", "heads")
    const { code, said } = await refusalOf({
      ...production(),
      TRAIL_ANCHORS: missing,
      OIDC_ISSUER: "http://127.0.0.1:1",
    })
    expect(code).toBe(1)
    expect(said).toContain("TRAIL_ANCHORS: there is no such folder")
    await expect(stat(missing)).rejects.toThrow("ENOENT")
  })

  it("shows its figures at a port of their own, and does not start where that is taken", async () => {
    const METRICS_PORT = String(await freePort())
    const issuer = await startIssuer()
    const service = await startService({ ...production(), OIDC_ISSUER: issuer.url, METRICS_PORT })
    expect((await fetch(`${service.url}/metrics`)).status).toBe(404)
    const figures = async (): Promise<string> => (await fetch(`http://127.0.0.1:${METRICS_PORT}/metrics`)).text()
    while (!/^woonrust_trail_leaves \d+$/m.test(await figures())) await new Promise((seen) => setTimeout(seen, 50))
    const { code } = await refusalOf({ ...production(), OIDC_ISSUER: issuer.url, METRICS_PORT })
    expect(code).toBe(1)
    expect(await service.stop()).toBe(0)
    await issuer.stop()
  })

  it("does not start as a role that owns the tables", async () => {
    const { code, said } = await refusalOf({
      ...production(),
      DATABASE_URL: inPlainText(owner),
      OIDC_ISSUER: "http://127.0.0.1:1",
    })
    expect(code).toBe(1)
    expect(said).toContain("woonrust_staff")
    expect(said).not.toContain("owner-secret")
  })
})
