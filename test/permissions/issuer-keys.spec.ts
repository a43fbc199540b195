import { type Server, createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { type CryptoKey, SignJWT, exportJWK, generateKeyPair } from "jose"
import { IssuerKeys, type KeysFacts } from "../../src/permissions/issuer-keys"
import { type Facts, createLog } from "../../src/platform/log"
import { type Running, startServer } from "../../src/server"
import { House } from "../support/house"
import { ask } from "./issuing"

/** An identity provider over HTTP, that can be away, be wrong, and take up a new key. */
class Issuer {
  asked = 0
  answers: "rightly" | "with an error" | "with nothing that is JSON" | "not at all" = "rightly"
  private readonly keys = new Map<string, CryptoKey>()
  private set: object[] = []
  private constructor(private readonly server: Server) {}

  static async open(): Promise<Issuer> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const issuer = new Issuer(server)
    server.on("request", (request, response) => {
      issuer.asked++
      if (issuer.answers === "not at all") return void request.socket.destroy()
      if (issuer.answers === "with an error") return void response.writeHead(500).end()
      const body =
        request.url === "/keys" ? { keys: issuer.set } : { issuer: issuer.url, jwks_uri: `${issuer.url}/keys` }
      response.end(issuer.answers === "rightly" ? JSON.stringify(body) : "<html>")
    })
    await issuer.takeKey("first")
    return issuer
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  async takeKey(kid: string): Promise<void> {
    const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true })
    this.keys.set(kid, privateKey)
    this.set = [...this.set, { ...(await exportJWK(publicKey)), kid, alg: "ES256" }]
  }

  /** A token for an employee, by a key that it has; by a stranger's, where it has none of that name. */
  async tokenFor(employee: string, kid = "first"): Promise<string> {
    const key = this.keys.get(kid) ?? (await generateKeyPair("ES256")).privateKey
    return await new SignJWT({}).setProtectedHeader({ alg: "ES256", kid }).setIssuer(this.url).setAudience("woonrust").setSubject(`subject-${employee}`)
      .setIssuedAt().setExpirationTime("10m").sign(key) // prettier-ignore
  }

  close(): void {
    this.server.close()
  }
}

let house: House
let issuer: Issuer
let node: Running | undefined
let lines: Facts[]
/** The process's own clock, which the specs move. */
let time = 0
beforeAll(async () => {
  house = await House.open()
})
beforeEach(async () => {
  issuer = await Issuer.open()
  time = 0
})
afterEach(async () => {
  await node?.stop()
  issuer.close()
})
afterAll(() => house.close())

const day = 86_400_000
async function started(facts: Partial<KeysFacts> = {}): Promise<Running> {
  const keys = new IssuerKeys(issuer.url, { keptMs: day, ...facts }, undefined, () => time)
  const tokens = { issuer: issuer.url, audience: "woonrust", keys: keys.find }
  lines = []
  const log = { ...createLog("silent"), warn: (facts: Facts) => void lines.push(facts) }
  node = await startServer({ host: "127.0.0.1", port: 0, urls: house.database.urls, pool: 2, tokens, log }) // prettier-ignore
  return node
}

describe("while the issuer is away", () => {
  it.each(["with an error", "with nothing that is JSON", "not at all"] as const)(
    "and answers %s, whoever has a key that is known is served, whatever strangers send",
    async (answers) => {
      const service = await started()
      const [sanne, mila] = [await house.employee(), await house.employee()]
      expect(await ask(service, await issuer.tokenFor(sanne.id))).toBe(200)
      issuer.answers = answers
      time += 60_000
      for (let stranger = 0; stranger < 5; stranger++) {
        expect(await ask(service, await issuer.tokenFor(mila.id, "unknown"))).toBe(503)
        expect(await ask(service, await issuer.tokenFor(mila.id))).toBe(200)
      }
    },
  )

  it("for longer than keys are kept, nobody is", async () => {
    const service = await started()
    const { id } = await house.employee()
    expect(await ask(service, await issuer.tokenFor(id))).toBe(200)
    issuer.answers = "not at all"
    time += day - 1
    expect(await ask(service, await issuer.tokenFor(id))).toBe(200)
    time += 2
    expect(await ask(service, await issuer.tokenFor(id))).toBe(503)
    issuer.answers = "rightly"
    time += 60_000
    expect(await ask(service, await issuer.tokenFor(id))).toBe(200)
  })

  it("whoever operates the service hears of it, and of its end, and that it is the issuer that keeps answers back", async () => {
    const heard: boolean[] = []
    issuer.answers = "with an error"
    const service = await started({ hears: (reached) => heard.push(reached) })
    const { id } = await house.employee()
    expect(await ask(service, await issuer.tokenFor(id))).toBe(503)
    expect(lines).toMatchObject([{ event: "request.unavailable", cause: "issuer-away" }])
    time += 5_001
    issuer.answers = "rightly"
    expect(await ask(service, await issuer.tokenFor(id))).toBe(200)
    expect(heard).toEqual([false, true])
  })

  it.each(["with an error", "not at all"] as const)(
    "and answers %s, it is not asked for each who comes",
    async (answers) => {
      issuer.answers = answers
      const service = await started()
      const { id } = await house.employee()
      for (let nth = 0; nth < 10; nth++) expect(await ask(service, await issuer.tokenFor(id))).toBe(503)
      expect(issuer.asked).toBe(1)
      time += 5_001
      issuer.answers = "rightly"
      expect(await ask(service, await issuer.tokenFor(id))).toBe(200)
    },
  )
})

describe("a key that the issuer took up since", () => {
  it("is found when it is first used", async () => {
    const service = await started()
    const { id } = await house.employee()
    expect(await ask(service, await issuer.tokenFor(id))).toBe(200)
    await issuer.takeKey("second")
    time += 30_001
    expect(await ask(service, await issuer.tokenFor(id, "second"))).toBe(200)
  })

  it("that is a stranger's own is looked for once in half a minute, and refused", async () => {
    const service = await started()
    const { id } = await house.employee()
    expect(await ask(service, await issuer.tokenFor(id))).toBe(200)
    time += 30_001
    const before = issuer.asked
    for (let nth = 0; nth < 10; nth++) expect(await ask(service, await issuer.tokenFor(id, `own-${nth}`))).toBe(401)
    expect(issuer.asked - before).toBe(2)
  })
})
