import { randomBytes, randomUUID } from "node:crypto"
import { type CryptoKey, SignJWT, exportSPKI, generateKeyPair } from "jose"
import { databaseClock } from "../../src/platform/database/clock"
import { createLog } from "../../src/platform/log"
import { type Running, startServer } from "../../src/server"
import { type Answer, House } from "../support/house"

const issuer = "https://login.example.nl"
const document = "{ viewer { id name } }"

let house: House
let service: Running
let privateKey: CryptoKey
let publicKey: CryptoKey
beforeAll(async () => {
  house = await House.open()
  ;({ privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true }))
  const tokens = { issuer, audience: "woonrust", keys: () => publicKey }
  const { urls } = house.database
  service = await startServer({ host: "127.0.0.1", port: 0, urls, pool: 2, tokens, log: createLog("silent") })
})
afterEach(() => jest.restoreAllMocks())
afterAll(async () => {
  await service.stop()
  await house.close()
})

interface Claims {
  subject?: string
  issuer?: string
  audience?: string
  expires?: number | null
  from?: number
  more?: Record<string, unknown>
}

/** A token as the issuer of this service would sign it, save for what is said. */
function tokenOf(claims: Claims, alg = "ES256", key: CryptoKey | Uint8Array = privateKey): Promise<string> {
  const seconds = Math.floor(Date.now() / 1000)
  const token = new SignJWT({ azp: "woonrust-web", ...claims.more })
    .setProtectedHeader({ alg })
    .setIssuer(claims.issuer ?? issuer)
    .setAudience(claims.audience ?? "woonrust")
    .setJti(randomUUID())
  if (claims.subject !== undefined) token.setSubject(claims.subject)
  if (claims.expires !== null) token.setExpirationTime(seconds + (claims.expires ?? 600))
  if (claims.from !== undefined) token.setNotBefore(seconds + claims.from)
  return token.sign(key)
}

async function ask(authorization?: string, traceId = randomUUID().replaceAll("-", "")) {
  const response = await fetch(`http://127.0.0.1:${service.port}/graphql`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
      ...(authorization !== undefined && { authorization }),
    },
    body: JSON.stringify({ query: document }),
  })
  const text = await response.text()
  // That a session begins has a spec of its own.
  const events = await house.rows<any>("select * from trail_event where trace_id = $1 and actions <> '{session.begun}'", [traceId]) // prettier-ignore
  return { ...(JSON.parse(text) as Pick<Answer, "data" | "errors">), status: response.status, text, events }
}

const denied = {
  status: 401,
  errors: [
    { message: "A valid access token of an active employee is needed.", extensions: { code: "UNAUTHENTICATED" } },
  ],
}
const subjectOf = (id: string): string => `subject-${id}`
const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url")

describe("signing in", () => {
  it("works with a token of the issuer; the trail names it and its client", async () => {
    const { id } = await house.employee({ name: "Roos Timmer" })
    const answer = await ask(`Bearer ${await tokenOf({ subject: subjectOf(id) })}`)
    expect(answer.data).toEqual({ viewer: { id, name: "Roos Timmer" } })
    expect(answer.events).toMatchObject([
      { actor_id: id, actor_kind: "EMPLOYEE", actor_role: "CONSULTANT", client: "woonrust-web", outcome: "DONE" },
    ])
    expect(answer.events[0].token_id).toMatch(/^[0-9a-f-]{36}$/)
  })

  it("works only until the token ends, also when it was used before", async () => {
    const { id } = await house.employee()
    const token = `Bearer ${await tokenOf({ subject: subjectOf(id), expires: 5 })}`
    expect((await ask(token)).status).toBe(200)
    jest.spyOn(databaseClock, "now").mockReturnValue(new Date(Date.now() + 6000))
    expect(await ask(token)).toMatchObject({ ...denied, events: [{ outcome: "DENIED", reason: "BAD_TOKEN" }] })
  })

  it("without a token is denied, and in the trail", async () => {
    const answer = await ask()
    expect(answer).toMatchObject(denied)
    expect(answer.events).toMatchObject([
      { outcome: "DENIED", reason: "NO_TOKEN", actor_kind: "UNKNOWN", actor_id: null, actions: ["session.denied"] },
    ])
  })

  it.each([
    "",
    "Bearer",
    "Bearer ",
    "Basic c2FubmU6Z2VoZWlt",
    "Bearer a b",
    "Bearer a.b.c",
    "sanne",
    "Bearer ....",
    "Bearer {}",
  ])("with a header that is none is denied: %j", async (header) => {
    const answer = await ask(header)
    expect(answer).toMatchObject(denied)
    expect(answer.events).toMatchObject([{ outcome: "DENIED", actor_id: null, token_id: null }])
    expect(["BAD_TOKEN", "NO_TOKEN"]).toContain(answer.events[0].reason)
  })

  it.each<[string, Claims]>([
    ["that has expired", { expires: -1 }],
    ["that does not end", { expires: null }],
    ["that is not valid yet", { from: 60 }],
    ["of another issuer", { issuer: "https://login.example.com" }],
    ["for another audience", { audience: "huurportaal" }],
  ])("with a token %s is denied", async (_what, claims) => {
    const { id } = await house.employee()
    const answer = await ask(`Bearer ${await tokenOf({ subject: subjectOf(id), ...claims })}`)
    expect(answer).toMatchObject({ ...denied, events: [{ outcome: "DENIED", reason: "BAD_TOKEN", actor_id: null }] })
  })

  it("without a token is told which kind is wanted, at each address that asks for one", async () => {
    for (const [path, method] of [
      ["/graphql", "POST"],
      ["/trail-exports/00000000-0000-4000-8000-000000000001", "GET"],
    ] as const) {
      const { status, headers } = await fetch(`${house.url}${path}`, {
        method,
        ...(method === "POST" && { body: "{}" }),
      })
      expect([status, headers.get("www-authenticate")]).toEqual([401, "Bearer"])
    }
  })

  it("with a token without a subject is denied", async () => {
    const answer = await ask(`Bearer ${await tokenOf({})}`)
    expect(answer).toMatchObject({ ...denied, events: [{ reason: "BAD_TOKEN" }] })
  })

  it("with a signature of another key, or none that is one, is denied", async () => {
    const { id } = await house.employee()
    const subject = subjectOf(id)
    const other = await generateKeyPair("ES256")
    const good = await tokenOf({ subject })
    const payload = { sub: subject, iss: issuer, aud: "woonrust", exp: 4_000_000_000 }
    const forged = [
      await tokenOf({ subject }, "ES256", other.privateKey),
      await tokenOf({ subject }, "HS256", Buffer.from(await exportSPKI(publicKey))),
      `${base64({ alg: "none" })}.${base64(payload)}.`,
      `${base64({ alg: "none" })}.${base64(payload)}`,
      `${base64({ alg: "ES256" })}.${base64(payload)}.${good.split(".")[2]}`,
      `${good.slice(0, -6)}AAAAAA`,
      good.split(".").slice(0, 2).join("."),
    ]
    for (const token of forged) {
      const answer = await ask(`Bearer ${token}`)
      expect(answer).toMatchObject({ ...denied, events: [{ outcome: "DENIED", reason: "BAD_TOKEN", actor_id: null }] })
    }
  })

  it("with a secret that the issuer shares is denied: whoever verifies could sign", async () => {
    const { id } = await house.employee()
    const secret = randomBytes(32)
    const tokens = { issuer, audience: "woonrust", keys: () => secret }
    const other = await house.another({ tokens })
    for (const alg of ["HS256", "HS384", "HS512"]) {
      const token = await tokenOf({ subject: subjectOf(id) }, alg, secret)
      const headers = { "content-type": "application/json", authorization: `Bearer ${token}` }
      const body = JSON.stringify({ query: document })
      expect((await fetch(`http://127.0.0.1:${other.port}/graphql`, { method: "POST", headers, body })).status).toBe(
        401,
      )
    }
    await other.stop()
  })

  it("as somebody unknown is denied; the trail does not hold the subject", async () => {
    const answer = await ask(`Bearer ${await tokenOf({ subject: "subject-marker-unknown" })}`)
    expect(answer).toMatchObject({
      ...denied,
      events: [{ outcome: "DENIED", reason: "UNKNOWN_EMPLOYEE", actor_id: null }],
    })
    expect(JSON.stringify(answer.events)).not.toContain("subject-marker")
    expect(answer.events[0]).toMatchObject({ client: "woonrust-web" })
  })

  it.each(["\0", "a\0b", "' or 1=1 --", "👩‍👩‍👧"])(
    "as a subject that cannot be one is denied, too: %j",
    async (subject) => {
      const answer = await ask(`Bearer ${await tokenOf({ subject })}`)
      expect(answer).toMatchObject({ ...denied, events: [{ outcome: "DENIED", actor_id: null }] })
    },
  )

  it("with a token whose own id and client are odd does not fail", async () => {
    const { id } = await house.employee()
    const odd = { azp: "a\0b" }
    const answer = await ask(`Bearer ${await tokenOf({ subject: subjectOf(id), more: odd })}`)
    expect([200, 401]).toContain(answer.status)
  })

  it("as an employee who has left is denied, and the trail says who it was", async () => {
    const { id } = await house.employee({ role: "TEAM_LEAD" })
    await house.rows("update employee set active = false where id = $1", [id])
    const answer = await ask(`Bearer ${await tokenOf({ subject: subjectOf(id) })}`)
    expect(answer).toMatchObject(denied)
    expect(answer.events).toMatchObject([
      { outcome: "DENIED", reason: "DISABLED_EMPLOYEE", actor_id: id, actor_role: "TEAM_LEAD", actor_kind: "EMPLOYEE" },
    ])
  })

  it("ends at once for an employee who leaves while she is at work", async () => {
    const { id } = await house.employee()
    const token = `Bearer ${await tokenOf({ subject: subjectOf(id) })}`
    expect((await ask(token)).status).toBe(200)
    await house.rows("update employee set active = false where id = $1", [id])
    const answer = await ask(token)
    expect(answer).toMatchObject({
      ...denied,
      events: [{ outcome: "DENIED", reason: "DISABLED_EMPLOYEE", actor_id: id }],
    })
    await house.rows("update employee set active = true where id = $1", [id])
    expect((await ask(token)).status).toBe(200)
  })

  it("takes the role as it is at each request", async () => {
    const { id } = await house.employee()
    const token = `Bearer ${await tokenOf({ subject: subjectOf(id) })}`
    await ask(token)
    for (const role of ["PRIVACY_OFFICER", "ADMINISTRATOR", "TEAM_LEAD"]) {
      await house.rows("update employee set role = $2 where id = $1", [id, role])
      expect((await ask(token)).events).toMatchObject([{ actor_role: role, outcome: "DONE" }])
    }
  })
})
