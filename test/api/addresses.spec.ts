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

  it("let no answer with data be kept by a cache", async () => {
    const response = await fetch(`${house.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${consultant.token}` },
      body: JSON.stringify({ query: "{ viewer { id } }" }),
    })
    expect(response.headers.get("cache-control")).toBe("no-store")
  })
})
