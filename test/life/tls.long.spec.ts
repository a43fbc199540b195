import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { ensureKey } from "../../src/audit/sealing"
import { outcomeOf, refusalOf, startService } from "./service"
import { build } from "../proofs/crash"
import { type Certificate, selfSigned } from "../support/certificate"
import { House } from "../support/house"
import { TlsFront } from "./tls-front"

jest.setTimeout(60_000)

const origin = "example.org/trail"
let house: House
let folder: string
let fronts: TlsFront[]
beforeAll(async () => {
  build()
  house = await House.open()
})
afterAll(() => house.close())
beforeEach(async () => {
  fronts = []
  folder = await mkdtemp(join(tmpdir(), "woonrust-tls-"))
  await mkdir(join(folder, "heads"))
  await ensureKey(origin, join(folder, "trail.key"))
})
afterEach(async () => {
  for (const front of fronts) front.close()
  await rm(folder, { recursive: true })
})

/** The same server, in TLS, with a certificate that is kept in a file of the folder. */
async function before(certificate: Certificate): Promise<TlsFront> {
  const front = await TlsFront.before(Number(new URL(house.database.urls.staff).port), certificate)
  await writeFile(join(folder, "ca.pem"), certificate.cert)
  fronts.push(front)
  return front
}

/** A URL of the same database, by another way and with what is asked of it. */
function by(
  url: string,
  {
    host = "localhost",
    port,
    ...query
  }: { host?: string; port?: number } & Record<string, string | number | undefined>,
): string {
  // prettier-ignore
  const at = new URL(url)
  at.hostname = host
  if (port !== undefined) at.port = String(port)
  for (const [name, value] of Object.entries(query)) at.searchParams.set(name, String(value))
  return at.toString()
}

const inProduction = (url: string): Record<string, string> => ({
  ...{ NODE_ENV: "production", DATABASE_URL: url, OIDC_ISSUER: "http://127.0.0.1:1", TRAIL_ORIGIN: origin },
  ...{ TRAIL_KEY_FILE: join(folder, "trail.key"), TRAIL_ANCHORS: join(folder, "heads"), STOP_PAUSE_SECONDS: "0" },
})
const staff = (): string => house.database.urls.staff
const doctor = (url: string): ReturnType<typeof outcomeOf> =>
  outcomeOf(["doctor"], { NODE_ENV: "production", DATABASE_OWNER_URL: url })
const trusted = (): { sslrootcert: string } => ({ sslrootcert: join(folder, "ca.pem") })

describe("in production, with a URL that says nothing of TLS,", () => {
  it("the service speaks TLS with the database, on each of its connections", async () => {
    const front = await before(selfSigned("localhost"))
    const service = await startService(inProduction(by(staff(), { port: front.port, ...trusted() })))
    expect((await fetch(`${service.url}/readyz`)).status).toBe(200)
    expect(await service.stop()).toBe(0)
    expect(front.connections).toBeGreaterThan(2)
    expect(front.inTls).toBe(front.connections)
  })

  it("commands speak TLS with the database", async () => {
    const front = await before(selfSigned("localhost"))
    expect(await doctor(by(house.database.ownerUrl, { port: front.port, ...trusted() }))).toMatchObject({ code: 0 })
    // One looks whether the tables are of this version, one does the work.
    expect([front.inTls, front.connections]).toEqual([2, 2])
  })

  it("a server that offers none is refused, and both ways out are told", async () => {
    for (const { code, said } of [
      await refusalOf(inProduction(by(staff(), {}))),
      await doctor(by(house.database.ownerUrl, {})),
    ]) {
      // prettier-ignore
      expect(said).toMatch(/offers no TLS.*turn ssl on there, or.*sslmode=disable/)
      expect(code).toBe(1)
    }
  })

  it.each([
    ["by nobody known", () => selfSigned("localhost"), {}, /by nobody whom this machine trusts.*sslrootcert/],
    ["for another host", () => selfSigned("elsewhere.example.org"), { ca: true }, /is for another name/],
    ["of the day before yesterday", () => selfSigned("localhost", new Date(Date.now() - 3 * 86_400_000)), { ca: true }, /is not valid now/], // prettier-ignore
  ])(
    "a certificate %s is refused, and what to do is told",
    async (_what, made, { ca = false }: { ca?: boolean }, words) => {
      // prettier-ignore
      const front = await before(made())
      const around = { port: front.port, ...(ca && trusted()) }
      for (const { code, said } of [
        await refusalOf(inProduction(by(staff(), around))),
        await doctor(by(house.database.ownerUrl, around)),
      ]) {
        // prettier-ignore
        expect(said).toMatch(words)
        expect(code).toBe(1)
      }
    },
  )
})

describe("plain text is spoken", () => {
  it("in production where a URL says so on purpose", async () => {
    const service = await startService(inProduction(by(staff(), { sslmode: "disable" })))
    expect(await service.stop()).toBe(0)
    expect(await doctor(by(house.database.ownerUrl, { sslmode: "disable" }))).toMatchObject({ code: 0 })
  })

  it("elsewhere, with a URL that says nothing of TLS", async () => {
    const front = await before(selfSigned("localhost"))
    const url = by(house.database.ownerUrl, { port: front.port })
    expect(await outcomeOf(["doctor"], { DATABASE_OWNER_URL: url })).toMatchObject({ code: 0 })
    expect([front.inTls, front.connections]).toEqual([0, 2])
  })
})
