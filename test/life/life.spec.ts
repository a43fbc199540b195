import { chmod, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { type Embedded, startEmbedded } from "../../src/platform/database/embedded"
import { refusalOf, startIssuer, startService, woonrust } from "./service"
import { walk } from "./walk"

jest.setTimeout(120_000)

const actionsOf = (trail: { actions: string[] }[]): string[] => trail.flatMap(({ actions }) => actions)

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "woonrust-life-"))
  await chmod(folder, 0o755)
  return folder
}

describe("the built service on an empty folder", () => {
  let folder: string

  beforeAll(async () => {
    folder = await freshFolder()
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
    folder = await freshFolder()
    given = await startEmbedded({ dataDir: join(folder, "pg"), volatile: true })
    const admin = new pg.Client({ connectionString: given.url("postgres") })
    await admin.connect()
    await admin.query("create role association login createrole password 'owner-secret'")
    await admin.query("create database casework owner association")
    await admin.end()
    owner = `postgres://association:owner-secret@127.0.0.1:${given.port}/casework`
    staff = `postgres://woonrust_staff:staff-secret@127.0.0.1:${given.port}/casework`
    await woonrust(["migrate"], { DATABASE_OWNER_URL: owner, DATABASE_URL: staff })
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
        "--team",
        "Noord",
        "--cleared",
        "NUISANCE",
        "FRAUD",
      ],
      enrolled,
    )
    await woonrust(["enrol", "--subject", "s-2", "--name", "Marijke Vos", "--role", "PRIVACY_OFFICER"], enrolled)
    const service = await startService({ DATABASE_URL: staff, OIDC_ISSUER: issuer.url, NODE_ENV: "production" })
    const { listed, trail } = await walk(service.url, await issuer.tokenFor("s-1"), await issuer.tokenFor("s-2"))
    expect(listed).toBe(0)
    expect(actionsOf(trail)).toEqual(["CASE_CLOSED", "CASE_VIEWED", "CASE_OPENED"])
    expect((await fetch(`${service.url}/demo/actors`)).status).toBe(404)
    expect(await service.stop()).toBe(0)
    await issuer.stop()
  })

  it("does not start as a role that owns the tables", async () => {
    const { code, said } = await refusalOf({ DATABASE_URL: owner, OIDC_ISSUER: "http://127.0.0.1:1" })
    expect(code).toBe(1)
    expect(said).toContain("woonrust_staff")
    expect(said).not.toContain("owner-secret")
  })
})
