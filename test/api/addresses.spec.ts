import { type Colleague, House } from "../support/house"

let house: House
let consultant: Colleague
beforeAll(async () => {
  house = await House.open()
  consultant = await house.employee({ team: await house.team() })
})
afterAll(() => house.close())

describe("the addresses besides", () => {
  it("tell that the service lives and is ready, to everybody", async () => {
    for (const path of ["/livez", "/readyz"]) {
      const response = await fetch(`${house.url}${path}`)
      expect([response.status, await response.text()]).toEqual([200, "ok"])
    }
  })

  it("say nothing of what the service is made of", async () => {
    for (const path of ["/livez", "/graphql", "/niets"]) {
      const response = await fetch(`${house.url}${path}`, { method: path === "/graphql" ? "POST" : "GET" })
      const headers = JSON.stringify([...response.headers]).toLowerCase()
      for (const name of ["express", "apollo", "x-powered-by", '"server"']) expect(headers).not.toContain(name)
    }
  })

  it.each(["/", "/graphiql", "/livez", "/niets", "/graphql"])(
    "let a browser load nothing from elsewhere, be framed by nobody, and guess no type: %s",
    async (path) => {
      const { headers } = await fetch(`${house.url}${path}`, { method: path === "/graphql" ? "POST" : "GET" })
      const policy = headers.get("content-security-policy") ?? ""
      expect(policy).toContain("default-src 'none'")
      expect(policy).toMatch(/(^|;)script-src 'self'(;|$)/)
      expect(policy).toMatch(/(^|;)connect-src 'self'(;|$)/)
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toMatch(/unsafe-eval|https?:|upgrade-insecure-requests/)
      expect(headers.get("x-content-type-options")).toBe("nosniff")
      expect(headers.get("referrer-policy")).toBe("no-referrer")
      // Told over plain HTTP, it would only lock out whoever runs it on their own machine.
      expect(headers.get("strict-transport-security")).toBeNull()
    },
  )

  it("let no answer with data be kept by a cache", async () => {
    const response = await fetch(`${house.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${consultant.token}` },
      body: JSON.stringify({ query: "{ viewer { id } }" }),
    })
    expect(response.headers.get("cache-control")).toBe("no-store")
  })
})
